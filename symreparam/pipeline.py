"""The path of a goal: check what it needs, derive, replay, and say what came of it."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

from sympy import Expr, oo

from symreparam.checker.replay import replay
from symreparam.decide.answer import Context, Proved, Refuted
from symreparam.decide.points import empty, find, number_relation
from symreparam.decide.sign import holds, sign
from symreparam.derivation.prove import Stuck, derived_law, prove
from symreparam.derivation.recognise import candidates
from symreparam.derivation.refute import Values, instances, refute
from symreparam.documents.diagnostics import Diagnostic, format_diagnostic
from symreparam.documents.meaning import Goal, goals
from symreparam.documents.meaning_terms import Need
from symreparam.documents.nodes import NOWHERE
from symreparam.documents.parse import parse_block
from symreparam.documents.scope_check import check_names
from symreparam.families.aliases import ALIASES
from symreparam.families.known import KNOWN
from symreparam.families.members import parameter_conditions, unfold
from symreparam.families.table import FAMILY_NAMES
from symreparam.logic.claim import Claim
from symreparam.logic.errors import ProofError, Unsupported
from symreparam.logic.judgement import HasLaw
from symreparam.logic.proof import Proof
from symreparam.logic.verdict import GoalKind, Outcome
from symreparam.terms.law import Law, Named
from symreparam.terms.region import NUMBERS, Region
from symreparam.terms.scope import Domain, Relation, Scope


def check_text(
    text: str, *, path: str = "", line: int = 1, column: int = 1, name: str = ""
) -> tuple[Outcome, ...]:
    """The outcome of every goal of one block of the claim language, in order. Never raises."""
    block = parse_block(text, line=line, column=column)
    checked = check_names(block, (*FAMILY_NAMES, *ALIASES, *KNOWN))
    return tuple(settle(goal, path) for goal in goals(checked, path=path, name=name))


def settle_claim(kind: GoalKind, claim: Claim) -> Outcome:
    """The outcome of a claim that was built from objects. Never raises."""
    needs = tuple(
        Need("relation", relation.right, relation, NUMBERS, NOWHERE, f"{given.law.family}", "")
        for given in claim.hypotheses
        if isinstance(given.law, Named)
        for relation in parameter_conditions(given.law)
    )
    text = f"{kind} {claim.goal.subject}"
    return settle(Goal(kind, False, text, 0, 0, claim, needs))


def settle(goal: Goal, path: str = "") -> Outcome:
    """The outcome of one goal; a failure inside the engine is an `error`, never a verdict."""
    start = Outcome(goal.kind, goal.text, goal.claim, "error", False)
    if goal.error is not None:
        return replace(start, reason=_shown(path, goal.error))
    if goal.unsupported or goal.claim is None:
        return replace(start, verdict="unsupported", reason=goal.unsupported)
    try:
        return _settle(goal, goal.claim, start, path)
    except Unsupported as error:
        return replace(start, verdict="unsupported", reason=error.construct)
    except (RecursionError, MemoryError, ArithmeticError, ValueError, TypeError) as error:
        return replace(start, reason=f"internal error: {type(error).__name__}: {error}")


def _shown(path: str, diagnostic: Diagnostic) -> str:
    return format_diagnostic(path or "<claim>", diagnostic)


def _settle(goal: Goal, claim: Claim, start: Outcome, path: str) -> Outcome:
    if empty(claim.scope):
        return replace(start, reason="no parameter values satisfy the lets")
    point = find(claim.scope)
    if point is None:
        reason = "no parameter values were found that satisfy the lets"
        return replace(start, verdict="undecided", reason=reason)
    claim = replace(claim, scope=replace(claim.scope, point=point))
    start = replace(start, claim=claim)
    for need in goal.needs:
        # where a claimed density is undefined it is wrong, not meaningless: see `_judge`
        trouble = _unmet(need, claim) if need.over == NUMBERS else None
        if trouble is not None:
            diagnostic = Diagnostic(
                f"{need.message} ({trouble})" if trouble else need.message,
                need.hint,
                need.span.line,
                need.span.column,
                need.span.end_column,
                "",
            )
            return replace(start, reason=_shown(path, diagnostic))
    undecided = next((need for need in goal.needs if not _met(need, claim)), None)
    if undecided is not None and undecided.over != NUMBERS:
        reason = f"the density is not known to be defined: {undecided.message}"
        return _refuted_or(start, goal, claim, reason)
    if undecided is not None:
        reason = f"whether it is defined everywhere is open: {undecided.message}"
        return replace(start, verdict="undecided", reason=reason)
    if goal.kind == "derive":
        return _derive(claim, start)
    return _judge(goal, claim, start)


def _judge(goal: Goal, claim: Claim, start: Outcome) -> Outcome:
    """Proved, refuted or undecided, for `prove` and `refute`."""
    law, _ = _law_of(claim)
    start = replace(start, law=law)
    try:
        proof = _replayed(prove(claim), claim)
        if proof is not None:
            return replace(start, verdict="proved", ok=goal.kind == "prove", proof=proof)
        reason = "internal error: the checker rejected the proof"
    except Stuck as error:
        reason = str(error)
    except Unsupported as error:
        found = _refuted_or(start, goal, claim, error.construct)
        return found if found.verdict == "refuted" else replace(found, verdict="unsupported")
    return _refuted_or(start, goal, claim, reason)


def _refuted_or(start: Outcome, goal: Goal, claim: Claim, reason: str) -> Outcome:
    """Refuted when a counterexample is found and survives the checker, else undecided."""
    refutation = refute(claim)
    refutation = _replayed(refutation, claim) if refutation is not None else None
    if refutation is None:
        return replace(start, verdict="undecided", reason=reason)
    found = replace(start, verdict="refuted", proof=refutation, ok=goal.kind == "refute")
    if goal.kind == "refute" and goal.for_all and claim.scope.symbols:
        return _for_all(claim, found)
    return found


def _for_all(claim: Claim, found: Outcome) -> Outcome:
    """`refute .. for all`: only a proof without fixed parameters would settle it."""
    return replace(
        found,
        verdict="undecided",
        ok=False,
        reason="false at some parameter values; that it is false at every one is not settled",
    )


def _replayed(proof: Proof | None, claim: Claim) -> Proof | None:
    if proof is None:
        return None
    try:
        replay(proof, claim)
    except ProofError:
        return None
    return proof


def _law_of(claim: Claim) -> tuple[Law | None, str]:
    try:
        return derived_law(claim), ""
    except (Stuck, Unsupported) as error:
        return None, str(error)


def _named(claim: Claim, named: Named) -> Proof | None:
    """A checked proof that the subject follows this member, or None."""
    wanted = replace(claim, goal=HasLaw(claim.goal.subject, named))
    try:
        return _replayed(prove(wanted), wanted)
    except Stuck:
        return None


def _derive(claim: Claim, start: Outcome) -> Outcome:
    try:
        law, why = derived_law(claim), ""
    except Stuck as error:
        law, why = None, str(error)
    if law is None:
        return replace(start, verdict="undecided", reason=why)
    for named in candidates(law):
        proof = _named(claim, named)
        if proof is not None:
            goal = HasLaw(claim.goal.subject, named)
            claim = replace(claim, goal=goal)
            done = replace(start, verdict="proved", ok=True, proof=proof, law=named)
            return replace(done, claim=claim, names=(named,))
    wanted = replace(claim, goal=HasLaw(claim.goal.subject, law))
    try:
        proof = _replayed(prove(wanted), wanted)
    except Stuck as error:
        return replace(start, verdict="undecided", reason=str(error), law=law)
    if proof is None:
        reason = "internal error: the checker rejected the proof"
        return replace(start, verdict="undecided", reason=reason, law=law)
    return replace(start, verdict="proved", ok=True, proof=proof, law=law, claim=wanted)


# What a goal needs to mean something --------------------------------------------------------------
_WANT = {"nonzero": "!=", "positive": "+", "nonnegative": ">="}


def _contexts(need: Need, claim: Claim) -> list[tuple[Context, Expr]]:
    """The need's term on each product of pieces of the supports of the random variables in it."""
    if need.over != NUMBERS:
        return [(Context(claim.scope, need.over), need.term)]
    rows = []
    for variable, given in zip(claim.variables, claim.hypotheses, strict=True):
        if need.term.has(variable):
            law = unfold(given.law, variable) if isinstance(given.law, Named) else given.law
            rows.append([piece.region.bounds[0] for piece in law.pieces])
    return [(Context(claim.scope, Region(bounds)), need.term) for bounds in product(*rows)]


def _met(need: Need, claim: Claim) -> bool:
    if need.relation is not None:
        return isinstance(holds(need.relation, Context(claim.scope)), Proved)
    contexts = _contexts(need, claim)
    if need.kind == "nonzero" and any(context.over != NUMBERS for context, _ in contexts):
        return True  # a null set at most, or a pole that the derivation itself has to exclude
    return all(isinstance(sign(t, _WANT[need.kind], c), Proved) for c, t in contexts)


def _unmet(need: Need, claim: Claim) -> str | None:
    """Where the need certainly fails, in words; None when it is not certain that it does."""
    if need.relation is not None:
        return _relation_fails(need.relation, claim)
    for context, term in _contexts(need, claim):
        if need.kind == "nonzero":
            if context.over == NUMBERS:
                found = _relation_fails(Relation(term, "!=", term * 0), claim)
                if found is not None:
                    return found
            continue
        answer = sign(term, _WANT[need.kind], context)
        if isinstance(answer, Refuted):
            return _values(answer.witness)
        if context.over == NUMBERS and need.kind == "positive":
            found = _relation_fails(Relation(term * 0, "<", term), claim)
            if found is not None:
                return found
    return None


def _relation_fails(relation: Relation, claim: Claim) -> str | None:
    for values in _trials(claim):
        swap = dict(values)
        placed = Relation(
            relation.left.xreplace(swap), relation.sign, relation.right.xreplace(swap)
        )
        if isinstance(number_relation(placed), Refuted):
            return _values(values) or "always"
    return None


def _trials(claim: Claim) -> list[Values]:
    """Points of the scope, with closed ends among them."""
    found = list(instances(claim))
    for symbol, domain in claim.scope.symbols:
        for end in _closed_ends(domain):
            narrowed = Scope(
                tuple(
                    (s, replace(d, lower=end, upper=end, lower_closed=True, upper_closed=True))
                    if s == symbol
                    else (s, d)
                    for s, d in claim.scope.symbols
                ),
                claim.scope.relations,
            )
            point = find(narrowed)
            if point is not None:
                found.append(point)
    return found


def _closed_ends(domain: Domain) -> list[Expr]:
    ends = []
    if domain.lower_closed and domain.lower != -oo and domain.lower.is_Rational:
        ends.append(domain.lower)
    if domain.upper_closed and domain.upper != oo and domain.upper.is_Rational:
        ends.append(domain.upper)
    return ends


def _values(values: Values) -> str:
    return ", ".join(f"{symbol} = {value}" for symbol, value in values)


