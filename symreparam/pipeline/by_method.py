"""A goal proved by the method that is asked for; why it cannot be, when it cannot."""

from __future__ import annotations

from dataclasses import replace

from symreparam.derivation.methods import prove_by
from symreparam.derivation.prove import Stuck
from symreparam.documents.meaning_state import Goal
from symreparam.logic.claim import Claim
from symreparam.logic.judgement import HasLaw
from symreparam.logic.verdict import Outcome
from symreparam.pipeline.checked import cross_checked, replayed
from symreparam.pipeline.judge import judge
from symreparam.pipeline.options import Options


def judge_by_method(goal: Goal, claim: Claim, start: Outcome, options: Options) -> Outcome:
    """Proved by the method; refuted when the claim is false; else undecided, with the reason."""
    if goal.kind != "prove" or not isinstance(claim.goal, HasLaw):
        reason = f"the method `{options.method}`: methods are for goals `prove X ~ LAW`"
        return replace(start, verdict="unsupported", reason=reason)
    try:
        proof = replayed(prove_by(claim, options.method), claim)
        reason = "internal error: the checker rejected the proof"
    except Stuck as error:
        proof, reason = None, str(error)
    if proof is not None:
        done = replace(start, verdict="proved", ok=True, proof=proof, law=claim.goal.law)
        return cross_checked(done, claim, claim.goal.law, options)
    other = judge(goal, claim, start, replace(options, method=""))
    if other.verdict in ("refuted", "error"):
        return other
    words = f"the method `{options.method}` does not give this law: {reason}"
    if other.verdict == "proved":
        words += " (it is proved without a method)"
    return replace(start, verdict="undecided", reason=words)
