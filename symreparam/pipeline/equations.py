"""Equations of expectations, probabilities, variances and covariances, settled."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from itertools import islice

from symreparam.derivation.branch import NoInverse
from symreparam.derivation.builder import Builder
from symreparam.derivation.equation_cases import CaseDiffers, prove_in_cases
from symreparam.derivation.equations import SidesDiffer, refuter, settled_at_once
from symreparam.derivation.gibbs import of_one_family, refute_by_gibbs
from symreparam.derivation.gradients import has_functions
from symreparam.derivation.infinite import prove_infinite, refute_finite
from symreparam.derivation.instances import Values, instances
from symreparam.documents.meaning_state import Goal
from symreparam.logic.claim import Claim
from symreparam.logic.errors import RuleError, Unsupported
from symreparam.logic.judgement import Equation, FailsAt, GivenMean, SlopeOf, ValueMean
from symreparam.logic.proof import Proof, Step
from symreparam.logic.verdict import Outcome
from symreparam.pipeline.checked import replayed
from symreparam.pipeline.trials import proved, refutation, refuted
from symreparam.rules.table import FAILS_SLOPE

TRIALS = 8
# where no value was found at so many, bounds are tried before the others
FIRST_TRIALS = 2
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
    infinite = replayed(prove_infinite(claim), claim)
    if infinite is not None:
        return proved(goal, start, infinite)
    # quick, where the search for a value is not
    found = _at_once(goal, claim)
    if found is not None:
        return refuted(goal, start, found)
    try:
        proof = replayed(prove_in_cases(claim), claim)
        if proof is not None:
            return proved(goal, start, proof)
    except SidesDiffer as differ:
        reason = str(differ)
        # the values at all parameter values are known: nothing need be derived again at some
        found = _refutation(goal, claim, differ.refutation)
        if found is not None:
            return refuted(goal, start, found)
    except CaseDiffers as differ:
        reason = str(differ)
        at = () if goal.for_all else (differ.at,)
        found = refutation(claim, lambda _, values: refuter(claim)(values), at)
        if found is not None:
            return refuted(goal, start, found)
    except (RuleError, NoInverse) as error:
        reason = str(error)
    except Unsupported as error:
        return replace(start, verdict="unsupported", reason=error.construct)
    found = _with_effort(goal, claim)
    if found is None:
        return replace(start, verdict="undecided", reason=reason)
    return refuted(goal, start, found)


def _at_once(goal: Goal, claim: Claim) -> Proof | None:
    found = _refutation(goal, claim, partial(refute_finite, claim))
    return found if found is not None or of_one_family(claim) else _by_gibbs(goal, claim)


def _with_effort(goal: Goal, claim: Claim) -> Proof | None:
    """A refutation where no value was found at all parameter values."""
    by_gibbs = _by_gibbs(goal, claim)
    if by_gibbs is not None:
        return by_gibbs
    found = _by_slopes(goal, claim)
    if found is not None or settled_at_once(claim):
        return found or _by_bound(goal, claim)
    refute = refuter(claim)
    return (
        _refutation(goal, claim, refute, 0, FIRST_TRIALS)
        or _by_bound(goal, claim)
        or _refutation(goal, claim, refute, FIRST_TRIALS)
    )


def _by_gibbs(goal: Goal, claim: Claim) -> Proof | None:
    return _refutation(goal, claim, partial(refute_by_gibbs, claim), 0, FIRST_TRIALS)


def _by_bound(goal: Goal, claim: Claim) -> Proof | None:
    """A refutation by bounds of a mean without a known value, at a few parameter values."""
    if goal.for_all and claim.scope.symbols:
        return None
    from symreparam.derivation.mean_bound import refute_by_bound

    return refutation(claim, refute_by_bound, islice(instances(claim), BOUND_TRIALS))


def _by_slopes(goal: Goal, claim: Claim) -> Proof | None:
    """A refutation of an equation of derivatives by the means that they are, without test
    functions: those have bounds at parameter values, and perhaps values."""
    assert isinstance(claim.goal, Equation)
    plain = not has_functions(claim.goal) and not goal.for_all
    if not plain or not any(isinstance(letter, SlopeOf) for letter in claim.goal.means):
        return None
    from symreparam.derivation.pathwise import slopes_as_means

    builder = Builder(claim)
    try:
        lemma, steps = slopes_as_means(builder)
    except RuleError:
        return None
    for joined, wanted in (*_with_one_mean(lemma), (0, lemma)):
        found = _by_bound(goal, wanted)
        if found is None and not joined:
            found = _refutation(goal, wanted, refuter(wanted), 0, FIRST_TRIALS)
        if found is None:
            continue
        last = found.steps[-1].conclusion
        values = last.values if isinstance(last, FailsAt) else found.at
        step = Step(0, FAILS_SLOPE, steps, (joined, found), FailsAt(claim.goal, values))
        return replayed(builder.proof(builder.insert(step)), claim)
    return None


def _with_one_mean(claim: Claim) -> tuple[tuple[int, Claim], ...]:
    """The claim about the one mean that several amount to, where there are several."""
    from symreparam.checker.slopes import with_one_mean

    assert isinstance(claim.goal, Equation)
    try:
        return ((1, with_one_mean(claim)),) if len(claim.goal.means) > 1 else ()
    except RuleError:
        return ()


def _refutation(
    goal: Goal,
    claim: Claim,
    refute: Callable[[Values], Proof | None],
    start: int = 0,
    stop: int = TRIALS,
) -> Proof | None:
    trials: Iterable[Values] = islice(instances(claim), start, stop)
    if goal.for_all and claim.scope.symbols:
        trials = () if start else ((),)
    return refutation(claim, lambda _, values: refute(values), trials)
