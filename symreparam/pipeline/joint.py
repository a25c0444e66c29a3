"""Claims about the joint law of a vector, settled."""

from __future__ import annotations

from symreparam.derivation.instances import Values, different, instances
from symreparam.derivation.joint import prove_joint, refute_existence, refute_joint
from symreparam.documents.meaning_state import Goal
from symreparam.logic.claim import Claim
from symreparam.logic.verdict import Outcome
from symreparam.pipeline.trials import settled

TRIALS = 4


def judge_joint(goal: Goal, claim: Claim, start: Outcome) -> Outcome:
    """Proved, refuted at exact parameter values, or undecided with the step that stopped it."""
    points: tuple[Values, ...] = ((),) if goal.for_all else tuple(
        different(claim, instances(claim))
    )
    # whether the claimed law exists is cheap to ask at every point
    attempts = ((refute_existence, points), (refute_joint, _of_both_signs(points)))
    return settled(goal, claim, start, prove_joint, *attempts, stuck="unsupported")


def _of_both_signs(points: tuple[Values, ...]) -> tuple[Values, ...]:
    """The first points, and some at which a parameter has another sign than at all of these: a
    lost absolute value shows there alone."""
    chosen = list(points[:TRIALS])
    seen = {(symbol, value.is_negative) for values in chosen for symbol, value in values}
    for values in points[TRIALS:]:
        fresh = {(symbol, value.is_negative) for symbol, value in values} - seen
        if fresh and len(chosen) < 2 * TRIALS:
            chosen.append(values)
            seen |= fresh
    return tuple(chosen)
