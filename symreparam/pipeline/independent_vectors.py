"""Claims that vectors are independent, settled."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice

from symreparam.derivation.branch import NoInverse
from symreparam.derivation.independent_vectors import (
    prove_independent_vectors,
    refute_independent_vectors,
)
from symreparam.derivation.instances import instances
from symreparam.derivation.prove import Stuck
from symreparam.documents.meaning_state import Goal
from symreparam.logic.claim import Claim
from symreparam.logic.errors import RuleError, Unsupported
from symreparam.logic.verdict import Outcome
from symreparam.pipeline.equations import replayed_or_none
from symreparam.pipeline.witness import witness_of

TRIALS = 2


def judge_vectors(goal: Goal, claim: Claim, start: Outcome) -> Outcome:
    """Proved, refuted at exact parameter values, or undecided with the step that stopped it."""
    reason = "internal error: the checker rejected the proof"
    try:
        proof = replayed_or_none(prove_independent_vectors(claim), claim)
        if proof is not None:
            return replace(start, verdict="proved", ok=goal.kind == "prove", proof=proof)
    except (RuleError, NoInverse, Stuck) as error:
        reason = str(error)
    except Unsupported as error:
        reason = error.construct
    for values in ((),) if goal.for_all else islice(instances(claim), TRIALS):
        proof = replayed_or_none(refute_independent_vectors(claim, values), claim)
        if proof is not None:
            found = replace(start, verdict="refuted", ok=goal.kind == "refute", proof=proof)
            return replace(found, witness=witness_of(proof))
    return replace(start, verdict="undecided", reason=reason)
