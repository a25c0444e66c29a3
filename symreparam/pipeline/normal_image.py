"""Claims that a vector has a normal law, given by mean vector and covariance matrix."""

from __future__ import annotations

from symreparam.derivation.instances import Values, different, instances
from symreparam.derivation.normal_image import prove_normal_image, refute_normal_image
from symreparam.documents.meaning_state import Goal
from symreparam.logic.claim import Claim
from symreparam.logic.verdict import Outcome
from symreparam.pipeline.trials import settled

TRIALS = 6


def judge_normal_image(goal: Goal, claim: Claim, start: Outcome) -> Outcome:
    """Proved, refuted at exact parameter values, or undecided with the entry that stopped it."""
    points: tuple[Values, ...] = ((),)
    if not goal.for_all:
        points = tuple(different(claim, instances(claim)))[:TRIALS]
    attempt = (refute_normal_image, points)
    return settled(goal, claim, start, prove_normal_image, attempt, stuck="unsupported")
