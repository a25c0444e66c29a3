"""Claims about the joint law of a vector, settled."""

from __future__ import annotations

from dataclasses import replace

from symreparam.derivation.branch import NoInverse
from symreparam.derivation.instances import Values, different, instances
from symreparam.derivation.joint import prove_joint, refute_existence, refute_joint
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
    points: tuple[Values, ...] = ((),) if goal.for_all else tuple(
        different(claim, instances(claim))
    )
    # whether the claimed law exists is cheap to ask at every point
    attempts = [(refute_existence, points), (refute_joint, points[:TRIALS])]
    for attempt, values in ((one, values) for one, some in attempts for values in some):
        found = replayed_or_none(attempt(claim, values), claim)
        if found is not None:
            done = replace(start, verdict="refuted", ok=goal.kind == "refute", proof=found)
            return replace(done, witness=witness_of(found))
    return replace(start, verdict=verdict, reason=reason)  # type: ignore[arg-type]
