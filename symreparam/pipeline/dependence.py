"""Claims of independence and of membership in a family, settled."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from symreparam.derivation.branch import NoInverse
from symreparam.derivation.dependence import (
    prove_independent,
    prove_member,
    refute_member,
)
from symreparam.derivation.dependent import refute_independent
from symreparam.derivation.instances import Values, instances
from symreparam.derivation.prove import Stuck
from symreparam.documents.meaning_state import Goal
from symreparam.logic.claim import Claim
from symreparam.logic.errors import RuleError, Unsupported
from symreparam.logic.judgement import HasLaw, Independent, Member
from symreparam.logic.proof import Proof
from symreparam.logic.verdict import Outcome
from symreparam.pipeline.checked import replayed
from symreparam.pipeline.trials import proved, refuted
from symreparam.pipeline.witness import witness_of
from symreparam.rules.instance import instantiate
from symreparam.terms.law import Named

TRIALS = 3
SPREAD = 12  # parameter values at which a membership is looked at


def judge_dependence(goal: Goal, claim: Claim, start: Outcome) -> Outcome:
    """Proved, refuted at exact parameter values, or undecided with the step that stopped it."""
    apart = isinstance(claim.goal, Independent)
    reason = "internal error: the checker rejected the proof"
    if apart and not goal.for_all and _share(claim):
        # a covariance is found sooner than a proof is given up
        for values in islice(instances(claim), 1):
            proof = replayed(refute_independent(claim, values, quick=True), claim)
            if proof is not None:
                return refuted(goal, start, proof)
    try:
        proof = replayed(prove_independent(claim) if apart else prove_member(claim), claim)
        if proof is not None:
            found = proved(goal, start, proof)
            laws = [s.conclusion.law for s in proof.steps if isinstance(s.conclusion, HasLaw)]
            named = laws[-1] if laws and isinstance(laws[-1], Named) and not apart else None
            return found if named is None else replace(found, law=named, names=(named,))
    except (RuleError, NoInverse, Stuck) as error:
        reason = str(error)
    except Unsupported as error:
        reason = error.construct
    for attempt in (_refuted,) if apart else (_refuted, _each_refuted):
        for values in ((),) if goal.for_all else _tried(claim):
            proof = attempt(claim, values)
            if proof is not None:
                return refuted(goal, start, proof)
    if goal.for_all and not apart:
        return _somewhere(claim, replace(start, verdict="undecided", reason=reason))
    return replace(start, verdict="undecided", reason=reason)


def _tried(claim: Claim) -> Iterator[Values]:
    """Parameter values to refute at: first one at which every random variable leaves the terms of a
    membership (a = b = 0 in a*X + b*Y), and one at which some do, which may make a law with masses
    of it."""
    if isinstance(claim.goal, Member) and claim.scope.symbols:
        known = claim.goal.subject.free_symbols & set(claim.variables)
        some: Values | None = None
        for values in instances(claim):
            here = instantiate(claim, values).goal
            gone = known - here.subject.free_symbols if isinstance(here, Member) else set()
            some = values if some is None and gone else some
            if known and gone == known:
                yield values
                break
        if some is not None:
            yield some
    yield from islice(instances(claim), TRIALS)


def _share(claim: Claim) -> bool:
    """Whether some random variable stands in several terms."""
    assert isinstance(claim.goal, Independent)
    return any(sum(t.has(v) for t in claim.goal.subjects) > 1 for v in claim.variables)


def _refuted(claim: Claim, values: Values) -> Proof | None:
    """A replayed refutation at these values, or at all of them without values, or None."""
    apart = isinstance(claim.goal, Independent)
    refuted = refute_independent(claim, values) if apart else refute_member(claim, values)
    return replayed(refuted, claim)


def _each_refuted(claim: Claim, values: Values) -> Proof | None:
    """A replayed refutation, member by member, or None: dearer than the others."""
    # the cases of all parameters, those of the members too, are sought when nothing else helps
    from symreparam.pipeline.covering import no_member

    try:
        return replayed(no_member(claim, values), claim)
    except (RuleError, NoInverse, Stuck, Unsupported):
        return None


def _somewhere(claim: Claim, start: Outcome) -> Outcome:
    """A membership that `refute .. for all` did not refute everywhere: false at some values and
    true at others, or open."""
    tried = tuple(islice(instances(claim), SPREAD))
    false = next((proof for v in tried if (proof := _refuted(claim, v)) is not None), None)
    holds_at = next((values for values in tried if _member_at(claim, values)), None)
    if false is None or holds_at is None:
        return start
    reason = "false at some parameter values, true at others"
    found = replace(start, verdict="refuted", ok=False, proof=false, witness=witness_of(false))
    return replace(found, reason=reason, holds_at=holds_at)


def _member_at(claim: Claim, values: Values) -> bool:
    here = instantiate(claim, values)
    try:
        return replayed(prove_member(here), here) is not None
    except (RuleError, NoInverse, Stuck, Unsupported):
        return False
