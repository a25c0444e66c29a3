"""Claims of equality in law, settled: the law of one side is the claim about the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from symreparam.derivation.equal_law import (
    Trouble,
    by_components,
    by_map,
    equal_goal,
    joined,
    known_laws,
    law_proof,
    lifted,
    projected,
    prove_equal,
    prove_vectors,
    refute_equal,
    weights,
)
from symreparam.derivation.instances import Values, instances
from symreparam.documents.meaning_state import Goal
from symreparam.logic.claim import Claim
from symreparam.logic.judgement import HasLaw
from symreparam.logic.proof import Proof
from symreparam.logic.verdict import Outcome
from symreparam.pipeline.checked import replayed
from symreparam.pipeline.judge import judge
from symreparam.pipeline.options import Options
from symreparam.pipeline.trials import proved, refuted
from symreparam.pipeline.witness import witness_of
from symreparam.rules.instance import instantiate, law_at
from symreparam.terms.law import AnyLaw

TRIALS = 6


def judge_equal(goal: Goal, claim: Claim, start: Outcome, options: Options) -> Outcome:
    """Proved, refuted at exact parameter values, or undecided with the step that stopped it."""
    for way in (by_map, by_components):
        try:
            proof = replayed(way(claim), claim)
        except Trouble:
            continue
        if proof is not None:
            return proved(goal, start, proof)
    if len(equal_goal(claim).first) > 1:
        return _vectors(goal, claim, start, options)
    reason = "the law of neither side was derived"
    try:
        for swapped, (law, first) in known_laws(claim):
            found = _about_the_other(goal, claim, start, options, (swapped, law, first))
            if found.verdict in ("proved", "refuted") or "disagreement" in found.reason:
                return found
            reason = found.reason or reason
    except Trouble as error:
        reason = str(error)
    return _by_moments(goal, claim, replace(start, verdict="undecided", reason=reason))


def _about_the_other(
    goal: Goal,
    claim: Claim,
    start: Outcome,
    options: Options,
    known: tuple[bool, AnyLaw, Proof],
) -> Outcome:
    """The claim that the other side has the law of this one, and what it says of both."""
    swapped, law, first = known
    sides = equal_goal(claim)
    one, other = (sides.second, sides.first) if swapped else (sides.first, sides.second)
    asked = replace(claim, goal=HasLaw(other[0], law))
    # near misses would speak of the law, of which the claim says nothing
    told = judge(goal, asked, replace(start, claim=asked), replace(options, explain=False))
    found = replace(told, claim=claim, law=None, law_proof=None, names=(), near_misses=())
    if told.proof is None or told.verdict not in ("proved", "refuted"):
        return found
    try:
        if told.proof.at:
            here = instantiate(claim, told.proof.at)
            values = dict(told.proof.at)
            first = law_proof(here, one[0].xreplace(values), law_at(law, values))
        proof = replayed(joined(claim, first, told.proof, swapped), claim)
    except Trouble:
        proof = None
    if proof is None:
        reason = "internal error: the checker rejected the proof"
        return replace(found, verdict="undecided", ok=False, proof=None, reason=reason)
    return replace(found, proof=proof)


def _by_moments(goal: Goal, claim: Claim, start: Outcome) -> Outcome:
    for values in _trials(goal, claim):
        proof = replayed(refute_equal(claim, values), claim)
        if proof is not None:
            return refuted(goal, replace(start, reason=""), proof)
    return start


def _trials(goal: Goal, claim: Claim) -> Iterator[Values]:
    yield from ((),) if goal.for_all else islice(instances(claim), TRIALS)


def _vectors(goal: Goal, claim: Claim, start: Outcome, options: Options) -> Outcome:
    """Vectors that no map and no components settle: sums of components, then mixed moments."""
    reason = "the joint law of neither vector was derived"
    try:
        proof = replayed(prove_vectors(claim), claim)
        if proof is not None:
            return proved(goal, start, proof)
    except Trouble as error:
        reason = f"the joint law of neither vector was derived: {error}"
    once = replace(goal, for_all=False)
    for row in weights(len(equal_goal(claim).first)):
        part = projected(claim, row)
        told = judge_equal(once, part, replace(start, claim=part), options)
        if told.verdict == "refuted" and told.proof is not None:
            proof = replayed(lifted(claim, told.proof, row), claim)
            if proof is not None and not (goal.for_all and proof.at):
                found = replace(told, claim=claim, proof=proof, ok=goal.kind == "refute")
                return found
    found = _by_moments(goal, claim, replace(start, verdict="undecided", reason=reason))
    if found.verdict == "undecided" and goal.for_all:
        return _somewhere(claim, found)
    return found


def _somewhere(claim: Claim, start: Outcome) -> Outcome:
    """Not refuted everywhere: true at some of the values that are tried, or open."""
    for values in islice(instances(claim), TRIALS):
        here = instantiate(claim, values)
        try:
            proved = replayed(prove_equal(here), here)
        except Trouble:
            continue
        if proved is None:
            continue
        for other in islice(instances(claim), TRIALS):
            false = replayed(refute_equal(claim, other), claim)
            if false is not None:
                reason = "false at some parameter values, true at others"
                found = replace(start, verdict="refuted", ok=False, proof=false, reason=reason)
                return replace(found, witness=witness_of(false), holds_at=values)
    return start
