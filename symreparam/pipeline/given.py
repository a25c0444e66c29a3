"""Claims about conditional laws, settled: each becomes a claim about one law without conditions."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice

from symreparam.derivation.given import Reduced, Trouble, no_law, places
from symreparam.derivation.instances import instances
from symreparam.documents.meaning_state import Goal
from symreparam.logic.claim import Claim
from symreparam.logic.verdict import Outcome
from symreparam.pipeline.checked import replayed
from symreparam.pipeline.events import impossible
from symreparam.pipeline.judge import judge
from symreparam.pipeline.options import Options
from symreparam.pipeline.trials import refutation, refuted

TRIALS = 24


def judge_given(goal: Goal, claim: Claim, start: Outcome, options: Options) -> Outcome:
    """Proved, refuted at exact parameter values, or undecided with the step that stopped it."""
    trouble = impossible(claim)
    if trouble:
        return replace(start, verdict="error", reason=trouble)
    trials = ((),) if goal.for_all else islice(instances(claim), TRIALS)
    absent = refutation(claim, no_law, trials)
    if absent is not None:
        return refuted(goal, start, absent)
    found = replace(start, verdict="undecided", reason="the probability of the event is open")
    for place in places(claim):
        try:
            reduced = Reduced(claim, (), place)
        except Trouble as error:
            return replace(start, verdict="undecided", reason=str(error))
        asked = reduced.asked(claim)
        told = judge(goal, asked, replace(start, claim=asked), replace(options, explain=False))
        found = replace(told, claim=claim, law=None, law_proof=None, names=(), near_misses=())
        if told.proof is None or told.verdict not in ("proved", "refuted"):
            if told.verdict == "error":
                return found
            continue
        try:
            if told.proof.at:
                reduced = Reduced(claim, told.proof.at, place)
            proof = replayed(reduced.concluded(told.proof), claim)
        except Trouble:
            proof = None
        if proof is not None:
            return replace(found, proof=proof)
        reason = "internal error: the checker rejected the proof"
        found = replace(found, verdict="undecided", ok=False, proof=None, reason=reason)
    return found
