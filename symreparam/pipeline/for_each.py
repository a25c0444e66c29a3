"""Claims about vectors of symbolic size, settled through the claim about any component."""

from __future__ import annotations

from dataclasses import replace

from symreparam.documents.meaning_state import Goal
from symreparam.logic.claim import Claim
from symreparam.logic.judgement import Fails, ForEach, HasLaw
from symreparam.logic.proof import Proof, Step
from symreparam.logic.verdict import Outcome
from symreparam.pipeline.checked import replayed
from symreparam.pipeline.judge import judge
from symreparam.pipeline.options import Options
from symreparam.rules.instance import instantiate


def judge_for_each(goal: Goal, claim: Claim, start: Outcome, options: Options) -> Outcome:
    """The verdict on one component, carried over to the vector by a step of its own."""
    whole = claim.goal
    assert isinstance(whole, ForEach)
    shared = [v for v in claim.variables if whole.subject.has(v) and v not in whole.indexed]
    one = replace(claim, goal=HasLaw(whole.subject, whole.law))
    found = judge(goal, one, replace(start, claim=one), options)
    if found.proof is None or found.verdict not in ("proved", "refuted"):
        return replace(found, claim=claim)
    if found.verdict == "proved" and shared:
        names = ", ".join(str(v) for v in shared)
        reason = f"every component has this law, but they share {names}"
        return replace(start, verdict="undecided", reason=reason)
    if found.verdict == "refuted" and any(s.rule == "no-law" for s in found.proof.steps):
        # a variance 0 makes N(m, v) a law without a density, not no law
        reason = "at some parameter values the covariance is singular"
        return replace(start, verdict="undecided", reason=reason)
    rule = "for-each" if found.verdict == "proved" else "for-each-fails"
    proof = replayed(_carried(found.proof, claim, rule), claim)
    if proof is None:
        reason = "internal error: the checker rejected the proof"
        return replace(start, verdict="undecided", reason=reason)
    return replace(found, claim=claim, proof=proof)


def _carried(proof: Proof, claim: Claim, rule: str) -> Proof:
    """The proof about one component with a last step about the vector."""
    whole = instantiate(claim, proof.at).goal
    assert isinstance(whole, ForEach)
    conclusion = whole if rule == "for-each" else Fails(whole)
    last = Step(0, rule, (len(proof.steps) - 1,), (whole,), conclusion)
    return replace(proof, claim=claim, steps=(*proof.steps, last))
