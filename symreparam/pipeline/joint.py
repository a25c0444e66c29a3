"""Claims about the joint law of a vector, settled."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice

from symreparam.derivation.branch import NoInverse
from symreparam.derivation.joint import prove_joint, refute_joint
from symreparam.derivation.refute import instances
from symreparam.documents.meaning_state import Goal
from symreparam.logic.claim import Claim
from symreparam.logic.errors import RuleError, Unsupported
from symreparam.logic.verdict import Outcome
from symreparam.pipeline.equations import replayed_or_none
from symreparam.pipeline.witness import witness_of

TRIALS = 4


def judge_joint(goal: Goal, claim: Claim, start: Outcome) -> Outcome:
    """Proved, refuted at exact parameter values, or undecided with the step that stopped it."""
    reason = "internal error: the checker rejected the proof"
    verdict = "undecided"
    try:
        proof = replayed_or_none(prove_joint(claim), claim)
        if proof is not None:
            return replace(start, verdict="proved", ok=goal.kind == "prove", proof=proof)
    except (RuleError, NoInverse) as error:
        reason = str(error)
    except Unsupported as error:
        verdict, reason = "unsupported", error.construct
    points = ((),) if goal.for_all else islice(instances(claim), TRIALS)
    for values in points:
        found = replayed_or_none(refute_joint(claim, values), claim)
        if found is not None:
            done = replace(start, verdict="refuted", ok=goal.kind == "refute", proof=found)
            return replace(done, witness=witness_of(found))
    return replace(start, verdict=verdict, reason=reason)  # type: ignore[arg-type]
