"""Replay of a proof from data alone: every step is applied again and must conclude what it says.

Trusted: terms, logic, families, decide, rules, this folder, SymPy's constructors and `diff`, FLINT.
Nothing of the search is imported, and no checksum takes part in acceptance.
"""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module
from typing import Final

from sympy import Expr, Integer, Symbol
from sympy.polys.polyerrors import BasePolynomialError

from symreparam.checker.hypotheses import check_laws
from symreparam.decide.answer import Proved
from symreparam.decide.points import member
from symreparam.logic.claim import Claim, Source
from symreparam.logic.errors import ProofError, RuleError
from symreparam.logic.judgement import Defined, Fails, FailsAt, FailsAtSize, Holds, Judgement
from symreparam.logic.proof import Proof, Step, SubScope
from symreparam.rules.instance import instantiate
from symreparam.rules.rule import Setting, require
from symreparam.rules.table import (
    BAYES,
    CASES,
    CELLS,
    EACH,
    EXACTLY,
    FAILS_SLOPE,
    FIXED,
    FIXED_MEAN,
    FOLDS,
    GIVEN,
    HELD,
    JOINING,
    LAWS_BY_CASES,
    LEMMAS,
    MARGINAL,
    MASSES,
    MIXTURE,
    OF_INDEPENDENT,
    PART,
    RULES,
)
from symreparam.rules.wellformed import check_judgement
from symreparam.terms.law import Named
from symreparam.terms.record import dataclass
from symreparam.terms.region import NUMBERS
from symreparam.terms.scope import Scope, parameter, variable

_MALFORMED: Final = (
    *(AssertionError, AttributeError, TypeError, ValueError),
    *(LookupError, ArithmeticError),
    *(RuntimeError, BasePolynomialError),  # RecursionError and NotImplementedError are among them
)


@dataclass(frozen=True, slots=True)
class Replay:
    """What a replay established: the claim, whether it is proved or refuted, and what was used."""

    claim: Claim
    refuted: bool
    steps: int
    rules: tuple[str, ...]
    families: tuple[str, ...]


def replay(
    proof: Proof | str, claim: Claim | None = None, *, densities_known: bool = False
) -> Replay:
    """Check every step of `proof`, or of a stored one (its JSON text), and that it proves (or
    refutes) its claim.

    With `claim` given, the proof's claim must be that one (where it was written aside). With
    `densities_known` laws are supposed by densities, which the caller has proved to be such.
    Raises ProofError with the first step that fails.

    >>> from symreparam import check
    >>> [outcome] = check("let X ~ Normal(0, 1)\\nprove 2*X ~ Normal(0, 2)")
    >>> replay(outcome.proof).refuted
    False
    >>> from symreparam.logic.codec import proof_to_json
    >>> replay(proof_to_json(outcome.proof), outcome.claim).steps == len(outcome.proof.steps)
    True
    """
    if isinstance(proof, str):
        from symreparam.logic.codec import proof_from_json

        proof = proof_from_json(proof)
    if not isinstance(proof, Proof):
        raise ProofError(-1, "proof.type", f"outcome.proof is expected, not {type(proof).__name__}")
    try:
        return _replay(proof, claim, densities_known)
    except _MALFORMED as error:
        # data of the wrong shape; an internal failure must not accept anything either
        raise ProofError(-1, "proof.malformed", f"{type(error).__name__}: {error}") from error


def _replay(proof: Proof, claim: Claim | None, densities_known: bool) -> Replay:
    if claim is not None and _bare(claim) != _bare(proof.claim):
        raise ProofError(-1, "proof.claim", "the proof is of another claim")
    _check_names(proof.claim)
    _check_point(proof.claim.scope, proof.claim.scope.point, "claim.scope")
    check_laws(proof.claim, densities_known=densities_known)
    if proof.at:
        _check_point(proof.claim.scope, proof.at, "proof.at")
    current = instantiate(proof.claim, proof.at)
    places = _scopes(proof, current)
    for index, step in enumerate(proof.steps):
        _check_step(index, step, proof, current, *places)
    refuted = _goal(proof, current)
    _check_used(proof)
    rules = tuple(sorted({step.rule for step in proof.steps}))
    named = {arg.family for step in proof.steps for arg in step.args if isinstance(arg, Named)}
    return Replay(proof.claim, refuted, len(proof.steps), rules, tuple(sorted(named)))


def _bare(claim: Claim) -> Claim:
    """The claim without its source and its scope's sample point, which claim nothing."""
    return replace(claim, source=Source(), scope=replace(claim.scope, point=()))


def _check_names(claim: Claim) -> None:
    parameters, random = claim.scope.names, claim.variables
    names = [symbol.name for symbol in (*parameters, *random)]
    if len(set(names)) != len(names):
        raise ProofError(-1, "claim.names", "a name is used twice")
    plain = all(symbol == variable(symbol.name) for symbol in random)
    domains = all(s == parameter(s.name, domain) for s, domain in claim.scope.symbols)
    if not (plain and domains):
        raise ProofError(-1, "claim.symbols", "a symbol's assumptions are not those of its domain")
    if tuple(given.subject for given in claim.hypotheses) != random:
        raise ProofError(-1, "claim.hypotheses", "one law for each random variable is expected")
    setting = Setting(claim, claim.scope)
    try:
        for given in (*claim.hypotheses, claim.goal):
            check_judgement(given, setting)
        for relation in claim.scope.relations:
            check_judgement(Holds(relation), setting)
    except RuleError as error:
        raise ProofError(-1, f"claim.{error.code}", error.detail) from error


def _check_point(scope: Scope, values: tuple[tuple[Symbol, Expr], ...], code: str) -> None:
    """The values are one exact rational a parameter, and satisfy the scope."""
    if tuple(symbol for symbol, _ in values) != scope.names:
        raise ProofError(-1, code, "one value for each parameter is expected, in order")
    for symbol, value in values:
        if not getattr(value, "is_Rational", False):
            raise ProofError(-1, code, f"{symbol} = {value} is no rational number")
    answer = member(dict(values), scope)
    if not isinstance(answer, Proved):
        raise ProofError(-1, code, "the values are not proved to satisfy the scope")


def _scopes(proof: Proof, current: Claim) -> tuple[list[Scope], list[int]]:
    scopes, parents = [current.scope], [-1]
    for index, narrower in enumerate(proof.scopes):
        if not 0 <= narrower.parent <= index:
            raise ProofError(-1, "proof.scopes", f"parent {narrower.parent} of scope {index + 1}")
        parent = scopes[narrower.parent]
        try:
            scopes.append(_narrowed(narrower, parent, Setting(current, parent)))
        except RuleError as error:
            raise ProofError(-1, "proof.scopes", str(error)) from error
        parents.append(narrower.parent)
    return scopes, parents


def _narrowed(narrower: SubScope, parent: Scope, setting: Setting) -> Scope:
    """The parent with one more relation, or with one more symbol in an interval."""
    if narrower.relation is not None:
        require(narrower.bound == NUMBERS, "scope.form", "a relation and a symbol")
        check_judgement(Holds(narrower.relation), setting)
        return parent.with_relation(narrower.relation)
    require(len(narrower.bound.bounds) == 1, "scope.form", "one symbol is expected")
    check_judgement(Defined(Integer(0), narrower.bound), setting)
    return parent.with_symbol(*narrower.bound.bounds[0])


def _check_step(
    index: int,
    step: Step,
    proof: Proof,
    current: Claim,
    scopes: list[Scope],
    parents: list[int],
) -> None:
    if not 0 <= step.scope < len(scopes):
        raise ProofError(index, "step.scope", str(step.scope))
    if any(not 0 <= premise < index for premise in step.premises):
        raise ProofError(index, "step.premise", "a premise must be an earlier step")
    setting = Setting(current, scopes[step.scope])
    try:
        if step.rule in JOINING:
            conclusion = _joined(step, proof, parents, setting)
        else:
            _check_visible(index, step, proof, parents)
            rule = RULES.get(step.rule)
            if rule is None:
                raise ProofError(index, "step.rule", f"unknown rule {step.rule!r}")
            for premise in step.premises:
                if proof.steps[premise].scope != step.scope:
                    # a symbol of this scope must not be a bound one of the wider scope's step
                    check_judgement(proof.steps[premise].conclusion, setting)
            premises = tuple(proof.steps[premise].conclusion for premise in step.premises)
            conclusion = rule(setting, premises, step.args)
        check_judgement(conclusion, setting)
    except RuleError as error:
        raise ProofError(index, error.code, error.detail) from error
    if conclusion != step.conclusion:
        raise ProofError(index, "step.conclusion", "the rule concludes something else")


# rule -> the checker's file and function for it, of step, proof, parents of its scopes, setting
_OF_SCOPES: Final = {
    CASES: ("cases", "join_cases"),
    LAWS_BY_CASES: ("cases", "join_laws"),
    MIXTURE: ("mixture", "join_mixture"),
    BAYES: ("bayes", "join_bayes"),
    FIXED: ("independence", "join_fixed"),
    GIVEN: ("independence", "join_given"),
    MASSES: ("independence_masses", "join_masses"),
    CELLS: ("independence_cells", "join_cells"),
    FIXED_MEAN: ("fixed_mean", "join_fixed_mean"),
}
# the same without the parents; those of no other file are in `lemmas`
_OF_LEMMAS: Final = {
    **dict.fromkeys((PART, HELD, EACH), ("parts", "conclude_parts")),
    EXACTLY: ("exactly", "conclude_exactly"),
    OF_INDEPENDENT: ("of_independent", "conclude_of_independent"),
    FAILS_SLOPE: ("slopes", "conclude_fails_slope"),
    FOLDS: ("folds", "conclude_folds"),
}


def _joined(step: Step, proof: Proof, parents: list[int], setting: Setting) -> Judgement:
    """What a rule that joins scopes concludes; imported when a proof uses it."""
    concluded: Judgement
    if step.rule in _OF_SCOPES:
        file, name = _OF_SCOPES[step.rule]
        join = getattr(import_module(f"{__package__}.{file}"), name)
        concluded = join(step, proof, parents, setting)
        return concluded
    if step.rule in LEMMAS:
        file, name = _OF_LEMMAS.get(step.rule, ("lemmas", "conclude"))
        concluded = getattr(import_module(f"{__package__}.{file}"), name)(step, proof, setting)
        return concluded
    if step.rule == MARGINAL:
        from symreparam.checker.marginal import join_marginal

        return join_marginal(step, proof, parents)
    from symreparam.checker.steps import join_steps

    return join_steps(step, proof, parents)


def _check_visible(index: int, step: Step, proof: Proof, parents: list[int]) -> None:
    """A premise comes from the step's own scope or one that contains it."""
    visible, scope = set(), step.scope
    while scope >= 0:
        visible.add(scope)
        scope = parents[scope]
    for premise in step.premises:
        if proof.steps[premise].scope not in visible:
            raise ProofError(index, "step.visible", f"step {premise} holds in another scope only")


def _goal(proof: Proof, current: Claim) -> bool:
    if not proof.steps:
        raise ProofError(-1, "proof.empty", "no steps")
    last = proof.steps[-1]
    if last.scope != 0:
        raise ProofError(-1, "proof.goal", "the last step holds in a narrower scope only")
    if last.conclusion == current.goal and not proof.at:
        return False
    if last.conclusion == Fails(current.goal):
        return True
    known = last.conclusion
    if isinstance(known, FailsAtSize | FailsAt) and known.of == current.goal and not proof.at:
        if isinstance(known, FailsAt):
            _check_point(proof.claim.scope, known.values, "proof.values")
        return True
    raise ProofError(-1, "proof.goal", "the last step does not conclude the goal")


def _check_used(proof: Proof) -> None:
    """Every step but the last is a premise of a later one, and every scope is joined."""
    used = {premise for step in proof.steps for premise in step.premises}
    for index in range(len(proof.steps) - 1):
        if index not in used:
            raise ProofError(index, "step.unused", "no later step rests on it")
    lived = {step.scope for step in proof.steps}
    parents = {narrower.parent for narrower in proof.scopes}
    for scope in range(1, len(proof.scopes) + 1):
        if scope not in lived and scope not in parents:
            raise ProofError(-1, "proof.scopes", f"scope {scope} is not used")
