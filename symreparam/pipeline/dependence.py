"""Claims of independence and of membership in a family, settled."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice

from symreparam.derivation.branch import NoInverse
from symreparam.derivation.dependence import (
    prove_independent,
    prove_member,
    refute_independent,
    refute_member,
)
from symreparam.derivation.instances import instances
from symreparam.derivation.prove import Stuck
from symreparam.documents.meaning_state import Goal
from symreparam.logic.claim import Claim
from symreparam.logic.errors import RuleError, Unsupported
from symreparam.logic.judgement import HasLaw, Independent
from symreparam.logic.verdict import Outcome
from symreparam.pipeline.equations import replayed_or_none
from symreparam.pipeline.witness import witness_of
from symreparam.terms.law import Named

TRIALS = 3


def judge_dependence(goal: Goal, claim: Claim, start: Outcome) -> Outcome:
    """Proved, refuted at exact parameter values, or undecided with the step that stopped it."""
    apart = isinstance(claim.goal, Independent)
    reason = "internal error: the checker rejected the proof"
    try:
        proof = replayed_or_none(prove_independent(claim) if apart else prove_member(claim), claim)
        if proof is not None:
            found = replace(start, verdict="proved", ok=goal.kind == "prove", proof=proof)
            laws = [s.conclusion.law for s in proof.steps if isinstance(s.conclusion, HasLaw)]
            named = laws[-1] if laws and isinstance(laws[-1], Named) and not apart else None
            return found if named is None else replace(found, law=named, names=(named,))
    except (RuleError, NoInverse, Stuck) as error:
        reason = str(error)
    except Unsupported as error:
        reason = error.construct
    for values in ((),) if goal.for_all else islice(instances(claim), TRIALS):
        refuted = refute_independent(claim, values) if apart else refute_member(claim, values)
        proof = replayed_or_none(refuted, claim)
        if proof is not None:
            found = replace(start, verdict="refuted", ok=goal.kind == "refute", proof=proof)
            return replace(found, witness=witness_of(proof))
    return replace(start, verdict="undecided", reason=reason)
