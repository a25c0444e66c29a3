"""Claims about conditional laws, settled: each becomes a claim about one law without conditions."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice

from symreparam.derivation.given import Reduced, Trouble, no_law, places
from symreparam.derivation.instances import instances
from symreparam.documents.meaning_state import Goal
from symreparam.logic.claim import Claim
from symreparam.logic.proof import Proof
from symreparam.logic.verdict import Outcome
from symreparam.pipeline.checked import replayed
from symreparam.pipeline.events import impossible
from symreparam.pipeline.judge import judge
from symreparam.pipeline.options import Options
from symreparam.pipeline.trials import refutation, refuted

TRIALS = 24
VALUES = 6


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
            open_still = replace(start, verdict="undecided", reason=str(error))
            return open_still if goal.for_all else _at_values(goal, claim, open_still, options)
        asked = reduced.asked(claim)
        told = judge(goal, asked, replace(start, claim=asked), replace(options, explain=False))
        found = replace(told, claim=claim, law=None, law_proof=None, names=(), near_misses=())
        if told.proof is None or told.verdict not in ("proved", "refuted"):
            if told.verdict == "error":
                return found
            continue
        proof = _conditional(goal, claim, reduced, told.proof, options)
        if proof is not None:
            return replace(found, proof=proof)
        reason = "internal error: the checker rejected the proof"
        found = replace(found, verdict="undecided", ok=False, proof=None, reason=reason)
    return found


def _at_values(goal: Goal, claim: Claim, found: Outcome, options: Options) -> Outcome:
    """Refuted at exact values where the event's probability is known there, though in no closed
    form at all values; otherwise as it was found."""
    for values in islice((v for v in instances(claim) if v), VALUES):
        try:
            reduced = Reduced(claim, values, next(places(claim)))
            asked = reduced.asked(reduced.builder.claim)
            start = Outcome(goal.kind, goal.text, asked, "undecided", False)
            told = judge(goal, asked, start, replace(options, explain=False))
            if told.proof is None or told.verdict != "refuted":
                continue
            false = replayed(reduced.concluded(told.proof), claim)
        except Trouble:
            continue
        if false is not None:
            return refuted(goal, found, false)
    return found


def _conditional(
    goal: Goal, claim: Claim, reduced: Reduced, inner: Proof, options: Options
) -> Proof | None:
    """The proof or refutation of the claim from that of the one about one law, or None."""
    try:
        if inner.at:
            reduced = Reduced(claim, inner.at, reduced.place)
            # with numbers put in, terms may be written in another way: asked once more
            asked = reduced.asked(reduced.builder.claim)
            start = Outcome(goal.kind, goal.text, asked, "undecided", False)
            told = judge(goal, asked, start, replace(options, explain=False))
            if told.proof is None:
                return None
            inner = told.proof
        return replayed(reduced.concluded(inner), claim)
    except Trouble:
        return None
