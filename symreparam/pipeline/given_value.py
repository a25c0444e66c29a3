"""Claims about laws given a value, settled."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice

from symreparam.derivation.bayes import (
    Trouble,
    prove_given_value,
    refute_given_value,
    value_goal,
)
from symreparam.derivation.given_event import asked_of_event, has_masses_alone, told_of_value
from symreparam.derivation.instances import instances
from symreparam.documents.meaning_state import Goal
from symreparam.logic.claim import Claim
from symreparam.logic.verdict import Outcome
from symreparam.pipeline.checked import replayed
from symreparam.pipeline.given import judge_given
from symreparam.pipeline.options import Options
from symreparam.pipeline.trials import proved, refuted
from symreparam.pipeline.values import outside
from symreparam.rules.instance import instantiate

TRIALS = 8


def judge_given_value(goal: Goal, claim: Claim, start: Outcome, options: Options) -> Outcome:
    """Proved, refuted at exact parameter values, or undecided with the step that stopped it."""
    told = _by_bayes(goal, claim, start)
    if told.verdict != "undecided" or not has_masses_alone(claim, value_goal(claim).given):
        return told
    asked = asked_of_event(claim)
    event = judge_given(goal, asked, replace(start, claim=asked), options)
    if event.proof is None or event.verdict not in ("proved", "refuted"):
        return told
    try:
        proof = replayed(told_of_value(claim, event.proof), claim)
    except Trouble:
        return told
    return told if proof is None else replace(event, claim=claim, proof=proof)


def _by_bayes(goal: Goal, claim: Claim, start: Outcome) -> Outcome:
    trouble = outside(claim)
    if trouble:
        return replace(start, verdict="error", reason=trouble)
    reason = "internal error: the checker rejected the proof"
    try:
        proof = replayed(prove_given_value(claim), claim)
        if proof is not None:
            return proved(goal, start, proof)
    except Trouble as error:
        reason = str(error)
    found = replace(start, verdict="undecided", reason=reason)
    if goal.for_all:
        everywhere = replayed(refute_given_value(claim, ()), claim)
        if everywhere is not None:
            return refuted(goal, start, everywhere)
    for values in islice(instances(claim), TRIALS):
        false = replayed(refute_given_value(claim, values), claim)
        if false is None:
            continue
        done = refuted(goal, start, false)
        return _somewhere(claim, done) if goal.for_all and claim.scope.symbols else done
    return found


def _somewhere(claim: Claim, done: Outcome) -> Outcome:
    """False at some values: true at others, or open there."""
    for values in instances(claim):
        here = instantiate(claim, values)
        try:
            if replayed(prove_given_value(here), here) is not None:
                reason = "false at some parameter values, true at others"
                return replace(done, ok=False, reason=reason, holds_at=values)
        except Trouble:
            continue
    reason = "false at some parameter values; that it is false at every one is not settled"
    return replace(done, verdict="undecided", ok=False, reason=reason)
