"""Equations about sums, products and extremes over all indices of a vector of symbolic size."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from sympy import Integer

from symreparam.derivation.branch import NoInverse
from symreparam.derivation.builder import Builder
from symreparam.derivation.equation_cases import CaseDiffers, prove_in_cases
from symreparam.derivation.equations import SidesDiffer
from symreparam.derivation.extremes import prove_extreme
from symreparam.documents.meaning_state import Goal
from symreparam.logic.claim import Claim
from symreparam.logic.errors import RuleError, Unsupported
from symreparam.logic.judgement import (
    Equation,
    Fails,
    FailsAt,
    Fold,
    FoldEquation,
)
from symreparam.logic.proof import Argument, Proof, Step
from symreparam.logic.verdict import Outcome
from symreparam.pipeline.at_one_size import refuted_at_size
from symreparam.pipeline.checked import replayed
from symreparam.pipeline.equations import judge_equation
from symreparam.pipeline.indices import derived_fold, without_letters
from symreparam.pipeline.needs import met
from symreparam.pipeline.options import Options
from symreparam.pipeline.witness import witness_of
from symreparam.rules.folds import equation_claim, law_claim, linear
from symreparam.rules.indices import allowed, size_of, sized_claim
from symreparam.rules.table import FOLDS
from symreparam.terms.law import AnyLaw, Law, Named
from symreparam.terms.scope import Relation, variable

SIZES: Final = (2, 1, 3)


def judge_folds(goal: Goal, claim: Claim, start: Outcome, options: Options) -> Outcome:
    """By the laws of the folds, refuted at a number of indices, or undecided with what stopped."""
    known = claim.goal
    assert isinstance(known, FoldEquation)
    random = set(claim.variables) - set(known.indexed)
    shared = sorted({str(v) for f in known.folds for v in f.body.free_symbols & random})
    if shared:
        reason = f"the components share {', '.join(shared)}"
        return replace(start, verdict="undecided", reason=reason)
    found = _by_laws(goal, claim, start)
    if found.verdict in ("proved", "refuted") or goal.for_all:
        return found
    for size in SIZES:
        refuted = _at_size(goal, claim, start, size)
        if refuted is not None:
            return refuted
    return found


def _by_laws(goal: Goal, claim: Claim, start: Outcome) -> Outcome:
    known = claim.goal
    assert isinstance(known, FoldEquation)
    laws: list[AnyLaw | None] = []
    args: list[Argument] = []
    try:
        builder = Builder(claim)
        enough = builder.holds(Relation(Integer(1), "<=", known.size))
        for fold in known.folds:
            law, lemma = _law(claim, known, fold)
            laws.append(law)
            args.append(0 if lemma is None else lemma)
        lemma_claim = equation_claim(claim, known, tuple(laws))
    except RuleError as error:
        return replace(start, verdict="undecided", reason=str(error))
    plain = without_letters(goal.needs, known)
    unmet = next((n for n in goal.needs if n not in plain and not met(n, lemma_claim)), None)
    if unmet is not None:
        reason = f"whether it is defined everywhere is open: {unmet.message}"
        return replace(start, verdict="undecided", reason=reason)
    one = _judged(goal, lemma_claim, replace(start, claim=lemma_claim))
    if one.proof is None or one.verdict not in ("proved", "refuted"):
        return replace(one, claim=claim)
    conclusion: FoldEquation | FailsAt | Fails = known
    if one.verdict == "refuted":
        last = one.proof.steps[-1].conclusion
        values = last.values if isinstance(last, FailsAt) else one.proof.at
        conclusion = FailsAt(known, values) if values else Fails(known)
    step = Step(0, FOLDS, (enough,), (*args, one.proof), conclusion)
    proof = replayed(builder.proof(builder.insert(step)), claim)
    if proof is None:
        reason = "the laws of the folds settle it, and the checker rejected the step to them"
        return replace(start, verdict="undecided", reason=reason)
    witness = witness_of(proof) if one.verdict == "refuted" else None
    return replace(one, claim=claim, proof=proof, witness=witness)


def _judged(goal: Goal, claim: Claim, start: Outcome) -> Outcome:
    """The equation about laws. That one of no family exists was proved; it is proved alone."""
    if all(isinstance(given.law, Named) for given in claim.hypotheses):
        return judge_equation(goal, claim, start)
    try:
        proof = replayed(prove_in_cases(claim), claim, densities_known=True)
    except (RuleError, NoInverse, Unsupported, SidesDiffer, CaseDiffers) as error:
        return replace(start, verdict="undecided", reason=str(error))
    if proof is None:
        return replace(start, verdict="undecided", reason="the checker rejected the proof")
    return replace(start, verdict="proved", ok=goal.kind == "prove", proof=proof)


def _law(claim: Claim, goal: FoldEquation, fold: Fold) -> tuple[AnyLaw | None, Proof | None]:
    """The law of a fold with its proof; none for a sum that stands linearly. Raises RuleError."""
    if linear(claim, goal, fold):
        return None, None
    asked = law_claim(claim, goal, fold, Law(variable("z")))
    found = derived_fold(asked)
    if found is not None:
        return found[1:]
    if fold.kind in ("max", "min"):
        try:
            return prove_extreme(asked)
        except NoInverse as error:
            raise RuleError("folds.law", str(error)) from error
    raise RuleError("folds.law", f"no law of the {fold.kind} over all indices was found")


def _at_size(goal: Goal, claim: Claim, start: Outcome, size: int) -> Outcome | None:
    """A counterexample with this number of indices."""
    known = claim.goal
    assert isinstance(known, FoldEquation)
    if not allowed(claim.scope, known.size, size):
        return None
    try:
        lemma = sized_claim(claim, known, size)
        symbol, more = size_of(known.size)
    except RuleError:
        return None
    assert isinstance(lemma.goal, Equation)

    def found(lemma: Claim, begun: Outcome) -> Outcome:
        return judge_equation(goal, lemma, begun)

    return refuted_at_size(goal, start, lemma, (symbol,), size, found, more)
