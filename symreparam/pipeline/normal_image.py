"""Claims that a vector has a normal law, given by mean vector and covariance matrix."""

from __future__ import annotations

from dataclasses import replace

from symreparam.derivation.instances import Values, different, instances
from symreparam.derivation.normal_image import prove_normal_image, refute_normal_image
from symreparam.documents.meaning_state import Goal
from symreparam.logic.claim import Claim
from symreparam.logic.errors import RuleError, Unsupported
from symreparam.logic.verdict import Outcome
from symreparam.pipeline.equations import replayed_or_none
from symreparam.pipeline.witness import witness_of

TRIALS = 6


def judge_normal_image(goal: Goal, claim: Claim, start: Outcome) -> Outcome:
    """Proved, refuted at exact parameter values, or undecided with the entry that stopped it."""
    reason = "internal error: the checker rejected the proof"
    try:
        proof = replayed_or_none(prove_normal_image(claim), claim)
        if proof is not None:
            return replace(start, verdict="proved", ok=goal.kind == "prove", proof=proof)
    except RuleError as error:
        reason = str(error)
    except Unsupported as error:
        return replace(start, verdict="unsupported", reason=error.construct)
    points: tuple[Values, ...] = ((),)
    if not goal.for_all:
        points = tuple(different(claim, instances(claim)))[:TRIALS]
    for values in points:
        try:
            found = replayed_or_none(refute_normal_image(claim, values), claim)
        except RuleError:
            continue
        if found is not None:
            done = replace(start, verdict="refuted", ok=goal.kind == "refute", proof=found)
            return replace(done, witness=witness_of(found))
    return replace(start, verdict="undecided", reason=reason)
