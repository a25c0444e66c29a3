"""The search of a goal's kind, and what it is tried on: the claim, or cases of a parameter."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from symreparam.documents.meaning_state import Goal
from symreparam.families.members import open_shape
from symreparam.logic.claim import Claim
from symreparam.logic.judgement import HasLaw
from symreparam.logic.verdict import Outcome
from symreparam.pipeline.checked import goal_checked
from symreparam.pipeline.judge import derive, judge
from symreparam.pipeline.options import Options
from symreparam.terms.law import JointLaw, Named


def derived(goal: Goal, claim: Claim, start: Outcome, options: Options) -> Outcome:
    """The law of the goal's subject, whatever the sign on which a law's form depends.

    Raises Unsupported."""
    law = _open_law(claim)
    if law is None:
        return derive(claim, start, options)
    from symreparam.pipeline.by_sign import derived_by_sign

    return derived_by_sign(
        claim,
        law,
        start,
        lambda each: derive(each, start, options),
        lambda each: judge(goal, each, start, options),
    )


def judged(goal: Goal, claim: Claim, start: Outcome, options: Options) -> Outcome:
    """By the search of its kind; what stays undecided, by cases at the ends of closed ranges."""

    def one(each: Claim, goal: Goal = goal) -> Outcome:
        if not isinstance(each.goal, HasLaw):
            from symreparam.pipeline.kinds import judge_other

            return goal_checked(judge_other(goal, each, start, options), each, options)
        return judge(goal, each, start, options)

    law = _open_law(claim)
    if law is not None:
        from symreparam.pipeline.by_sign import by_sign, false_by_sign

        if goal.for_all:
            once = partial(one, goal=replace(goal, for_all=False))
            return false_by_sign(claim, law, start, one, once)
        return by_sign(claim, law, start, one)
    found = one(claim)
    if found.verdict != "undecided" or goal.for_all:
        return found
    from symreparam.pipeline.boundary import by_boundary

    return by_boundary(claim, start, one) or found


def _open_law(claim: Claim) -> Named | None:
    """A law of the claim whose form depends on a sign that is not known, or None."""
    own = getattr(claim.goal, "law", None)
    laws = [given.law for given in claim.hypotheses]
    laws += own.factors if isinstance(own, JointLaw) else [] if own is None else [own]
    named = (law for law in laws if isinstance(law, Named))
    return next((law for law in named if open_shape(law) is not None), None)
