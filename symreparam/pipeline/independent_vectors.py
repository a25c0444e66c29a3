"""Claims that vectors are independent, settled."""

from __future__ import annotations

from itertools import islice

from symreparam.derivation.independent_vectors import (
    prove_independent_vectors,
    refute_independent_vectors,
)
from symreparam.derivation.instances import instances
from symreparam.documents.meaning_state import Goal
from symreparam.logic.claim import Claim
from symreparam.logic.verdict import Outcome
from symreparam.pipeline.trials import settled

TRIALS = 2


def judge_vectors(goal: Goal, claim: Claim, start: Outcome) -> Outcome:
    """Proved, refuted at exact parameter values, or undecided with the step that stopped it."""
    trials = ((),) if goal.for_all else islice(instances(claim), TRIALS)
    return settled(
        goal, claim, start, prove_independent_vectors, (refute_independent_vectors, trials)
    )
