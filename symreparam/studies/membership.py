"""Whether an expression follows some member of the target's family."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice

from symreparam.derivation.branch import NoInverse
from symreparam.derivation.dependence import refute_member
from symreparam.derivation.instances import instances
from symreparam.derivation.location_scale import members_of
from symreparam.derivation.prove import Stuck
from symreparam.families.members import unfold
from symreparam.logic.claim import Claim
from symreparam.logic.errors import RuleError, Unsupported
from symreparam.logic.judgement import Member
from symreparam.logic.proof import Proof
from symreparam.pipeline.checked import replayed
from symreparam.pipeline.covering import no_member
from symreparam.pipeline.facts import Fact, about, proved
from symreparam.studies.cumulants import standing_for
from symreparam.studies.examination import Membership, Values
from symreparam.studies.noise import fresh
from symreparam.terms.law import AnyLaw, Named
from symreparam.terms.scope import variable

MEMBER_TRIALS = 3


def membership(
    claim: Claim,
    known: Fact | None,
    law: AnyLaw | None,
    *,
    fits: bool = False,
    formed: bool = False,
) -> Membership | None:
    """Whether the subject follows some member of the target's family, at all values or at none.
    `known` proves that its law is `law`; with `fits` the target is one at some values. With
    `formed` the law has no density in a letter of its own, and no member is compared with it."""
    target, subject = claim.law_goal.law, claim.law_goal.subject
    if not isinstance(target, Named):
        return None
    if isinstance(law, Named) and law.family == target.family:
        return Membership(target.family, law, fact=known)
    asked = replace(claim, goal=Member(subject, target.family))
    absent = None
    if fits:
        pass  # that none fits anywhere is false
    elif isinstance(law, Named):
        # the law of the subject is proved: a variable with this law stands for it
        there = standing_for(claim, law)
        absent = _nowhere_member(replace(there, goal=Member(there.law_goal.subject, target.family)))
    else:
        absent = _nowhere_member(asked)
    if absent is not None:
        return Membership(target.family, nowhere=True, fact=absent)
    if law is None:
        return Membership(target.family) if formed else _by_members(asked)
    shape = unfold(law, variable(fresh(claim, "z", "t", "u"))) if isinstance(law, Named) else law
    for named in members_of(claim, shape, target.family):
        fact = proved(about(claim, subject, named))
        if fact is not None:
            return Membership(target.family, named, fact=fact)
    for values in islice(instances(claim), MEMBER_TRIALS):
        proof = replayed(_absent(asked, values), asked)
        if proof is not None:
            return Membership(target.family, somewhere=True, fact=Fact(asked, False, proof))
    return _by_members(asked)


def _by_members(asked: Claim) -> Membership:
    """By the claims that the subject follows the member with new parameters: each of them false,
    at every value of the claim's own or at one of the first."""
    goal = asked.goal
    assert isinstance(goal, Member)
    for values in ((), *islice(instances(asked), MEMBER_TRIALS)):
        try:
            proof = replayed(no_member(asked, values), asked)
        except (Stuck, Unsupported, RuleError, NoInverse):
            continue
        if proof is not None:
            fact = Fact(asked, False, proof)
            return Membership(goal.family, nowhere=not values, somewhere=bool(values), fact=fact)
        if not asked.scope.symbols:
            break
    return Membership(goal.family)


def _nowhere_member(asked: Claim) -> Fact | None:
    proof = replayed(_absent(asked, ()), asked)
    return None if proof is None else Fact(asked, False, proof)


def _absent(asked: Claim, values: Values) -> Proof | None:
    try:
        return refute_member(asked, values)
    except (Stuck, Unsupported, RuleError, NoInverse):
        return None
