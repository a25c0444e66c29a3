"""Equations of expectations, probabilities, variances and covariances, settled."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from itertools import islice

from symreparam.checker.replay import replay
from symreparam.derivation.branch import NoInverse
from symreparam.derivation.equations import SidesDiffer, prove_equation, refuter
from symreparam.derivation.infinite import prove_infinite, refute_finite
from symreparam.derivation.instances import Values, instances
from symreparam.documents.meaning_state import Goal
from symreparam.logic.claim import Claim
from symreparam.logic.errors import ProofError, RuleError, Unsupported
from symreparam.logic.judgement import Equation, GivenMean, ValueMean
from symreparam.logic.proof import Proof
from symreparam.logic.verdict import Outcome
from symreparam.pipeline.witness import witness_of

TRIALS = 8
# each takes thousands of enclosures
BOUND_TRIALS = 3


def judge_equation(goal: Goal, claim: Claim, start: Outcome) -> Outcome:
    """Proved, refuted at exact parameter values, or undecided with the step that stopped it."""
    reason = "internal error: the checker rejected the proof"
    assert isinstance(claim.goal, Equation)
    if any(isinstance(letter, GivenMean) for letter in claim.goal.means):
        from symreparam.pipeline.events import impossible

        trouble = impossible(claim)
        if trouble:
            return replace(start, verdict="error", reason=trouble)
    if any(isinstance(letter, ValueMean) for letter in claim.goal.means):
        from symreparam.pipeline.values import outside

        trouble = outside(claim)
        if trouble:
            return replace(start, verdict="error", reason=trouble)
    infinite = replayed_or_none(prove_infinite(claim), claim)
    if infinite is not None:
        return replace(start, verdict="proved", ok=goal.kind == "prove", proof=infinite)
    # quick, where the search for a value is not
    refutation = _refutation(goal, claim, partial(refute_finite, claim))
    if refutation is not None:
        return _refuted(goal, start, refutation)
    try:
        proof = replayed_or_none(prove_equation(claim), claim)
        if proof is not None:
            return replace(start, verdict="proved", ok=goal.kind == "prove", proof=proof)
    except SidesDiffer as differ:
        reason = str(differ)
        # the values at all parameter values are known: nothing need be derived again at some
        refutation = _refutation(goal, claim, differ.refutation)
        if refutation is not None:
            return _refuted(goal, start, refutation)
    except (RuleError, NoInverse) as error:
        reason = str(error)
    except Unsupported as error:
        return replace(start, verdict="unsupported", reason=error.construct)
    refutation = _refutation(goal, claim, refuter(claim)) or _by_bound(goal, claim)
    if refutation is None:
        return replace(start, verdict="undecided", reason=reason)
    return _refuted(goal, start, refutation)


def _by_bound(goal: Goal, claim: Claim) -> Proof | None:
    """A refutation by bounds of a mean without a known value, at a few parameter values."""
    if goal.for_all and claim.scope.symbols:
        return None
    from symreparam.derivation.mean_bound import refute_by_bound

    for values in islice(instances(claim), BOUND_TRIALS):
        found = replayed_or_none(refute_by_bound(claim, values), claim)
        if found is not None:
            return found
    return None


def _refuted(goal: Goal, start: Outcome, refutation: Proof) -> Outcome:
    found = replace(start, verdict="refuted", ok=goal.kind == "refute", proof=refutation)
    return replace(found, witness=witness_of(refutation))


def _refutation(
    goal: Goal, claim: Claim, refute: Callable[[Values], Proof | None]
) -> Proof | None:
    trials: Iterable[Values] = islice(instances(claim), TRIALS)
    if goal.for_all and claim.scope.symbols:
        trials = ((),)
    for values in trials:
        try:
            found = replayed_or_none(refute(values), claim)
        except RuleError:  # a derivative, say, has no value at one parameter value
            found = None
        if found is not None:
            return found
    return None


def replayed_or_none(proof: Proof | None, claim: Claim) -> Proof | None:
    """The proof when the checker accepts it for this claim."""
    if proof is None:
        return None
    try:
        replay(proof, claim)
    except ProofError:
        return None
    return proof
