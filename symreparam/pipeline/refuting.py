"""Refuted, or left open: counterexamples, where the claim holds all the same, near misses."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import islice

from symreparam.derivation.everywhere import refute_everywhere
from symreparam.derivation.fingerprint import members, usual
from symreparam.derivation.instances import instances
from symreparam.derivation.moments import refute_by_moments
from symreparam.derivation.of_independent import by_independent_parts
from symreparam.derivation.plausible import looks_true
from symreparam.derivation.prove import Stuck, prove
from symreparam.derivation.refute import absent_law, refute, refute_cheaply
from symreparam.derivation.transform_differs import refute_by_transform
from symreparam.documents.meaning_state import Goal
from symreparam.logic.claim import Claim
from symreparam.logic.errors import Unsupported
from symreparam.logic.proof import Proof
from symreparam.logic.verdict import NearMiss, Outcome
from symreparam.pipeline.agreement import agreement, point_of
from symreparam.pipeline.checked import cross_checked, proof_of, replayed, searched
from symreparam.pipeline.covering import joined
from symreparam.pipeline.near_densities import Proposal
from symreparam.pipeline.near_misses import proposals
from symreparam.pipeline.options import Options
from symreparam.pipeline.witness import witness_of
from symreparam.rules.instance import instantiate
from symreparam.terms.law import Law, Named

# a density longer than this is shown as it is: a name is not looked for
NAMED_OPERATIONS = 60
MOMENT_TRIALS = 3
QUICK = (1, 2)  # moments that are cheap on both sides


def refuted_at_hand(start: Outcome, goal: Goal, claim: Claim, options: Options) -> Outcome | None:
    """Refuted when a counterexample needs no derivation, or None."""
    witness = _at_hand(claim)
    return None if witness is None else _refuted(start, goal, claim, witness, options)


def _at_hand(claim: Claim) -> Proof | None:
    witness = replayed(_by_moments(claim, False), claim)
    return witness or replayed(refute_cheaply(claim) or _by_parts(claim), claim)


def _by_parts(claim: Claim) -> Proof | None:
    """A counterexample for independent terms in normal variables, at first parameter values."""
    found = (by_independent_parts(claim, refute, v) for v in islice(instances(claim), 2))
    return next((proof for proof in found if proof is not None), None)


def seems_true(claim: Claim) -> bool:
    """Whether neither numbers and transforms at the first parameter values nor moments at the
    first ones speak against the claim: a proof is worth more than counterexamples then."""
    first, *others = islice(instances(claim), 2)
    if not looks_true(claim, first) or refute_by_transform(claim, first) is not None:
        return False
    values = (first, *others)
    return all(refute_by_moments(claim, each, False, QUICK) is None for each in values)


def refuted_or(
    start: Outcome,
    goal: Goal,
    claim: Claim,
    reason: str,
    options: Options,
    derived: bool = False,
    at_hand: bool = False,
) -> Outcome:
    """Refuted when a counterexample is found and survives the checker, else undecided. `at_hand`:
    those that need no derivation were not looked for yet."""
    refutation = _at_hand(claim) if at_hand else None
    refutation = refutation or replayed(refute(claim, derived), claim)
    if refutation is None:
        several = sum(claim.law_goal.subject.has(v) for v in claim.variables) > 1
        # moments of one variable are dear, and show little that its probabilities do not
        found = _by_moments(claim, True) if several else _by_waves(claim)
        refutation = replayed(found, claim)
    if refutation is not None:
        return _refuted(start, goal, claim, refutation, options)
    done = replace(start, verdict="undecided", reason=reason)
    return cross_checked(done, claim, start.law, options)


def _by_moments(claim: Claim, integrals: bool) -> Proof | None:
    """A counterexample by a moment or transform at one of the first parameter values, or None."""
    for values in islice(instances(claim), MOMENT_TRIALS):
        found = absent_law(claim, values) if isinstance(claim.law_goal.law, Named) else None
        found = found or refute_by_moments(claim, values, integrals)
        found = found or refute_by_transform(claim, values)
        if found is not None:
            return found
    return None


def _by_waves(claim: Claim) -> Proof | None:
    """A counterexample by a transform at one of the first parameter values, or None."""
    found = (refute_by_transform(claim, v) for v in islice(instances(claim), MOMENT_TRIALS))
    return next((proof for proof in found if proof is not None), None)


def _refuted(
    start: Outcome, goal: Goal, claim: Claim, refutation: Proof, options: Options
) -> Outcome:
    found = replace(start, verdict="refuted", proof=refutation, ok=goal.kind == "refute")
    found = replace(found, witness=witness_of(refutation))
    if goal.kind == "refute" and goal.for_all and claim.scope.symbols:
        found = _for_all(claim, found)
    if options.explain:
        found = _explained(found, claim)
    return cross_checked(found, claim, start.law, options)


def _for_all(claim: Claim, found: Outcome) -> Outcome:
    """`refute .. for all`: false everywhere, or true at some values, or not settled."""
    everywhere = replayed(refute_everywhere(claim), claim)
    if everywhere is not None:
        return replace(found, proof=everywhere, witness=witness_of(everywhere))
    cut = agreement(claim)
    for leaf in cut.leaves:
        if leaf.fact is not None and leaf.fact.holds:
            values = point_of(claim, leaf)
            reason = "false at some parameter values, true at others"
            return replace(found, ok=False, holds_at=values, reason=reason)
    everywhere = replayed(joined(claim, cut.leaves), claim)
    if everywhere is not None:
        number = len(cut.leaves)
        reason = f"false in each of {number} cases of the parameter values"
        return replace(found, proof=everywhere, witness=witness_of(everywhere), reason=reason)
    for values in instances(claim):
        here = instantiate(claim, values)
        try:
            if replayed(prove(here), here) is not None:
                reason = "false at some parameter values, true at others"
                return replace(found, ok=False, holds_at=values, reason=reason)
        except (Stuck, Unsupported):
            continue
    reason = "false at some parameter values; that it is false at every one is not settled"
    return replace(found, verdict="undecided", ok=False, reason=reason)


def _explained(found: Outcome, claim: Claim) -> Outcome:
    """With the true law's name and the near misses, both only when proved."""
    law = found.law
    one = sum(claim.law_goal.subject.has(v) for v in claim.variables) == 1
    if law is None and not one:
        from symreparam.pipeline.near_sums import of_moments

        return replace(found, near_misses=_near(of_moments(claim)))
    if law is not None and not (isinstance(law, Law) and _size(law) <= NAMED_OPERATIONS):
        return found
    for named in filter(usual, members(law)) if isinstance(law, Law) else ():
        proof = proof_of(claim, named)
        if proof is not None:
            found = replace(found, law=named, names=(named,), law_proof=proof)
            break
    if law is None:
        found = _with_form(found, claim)
    proposed = proposals(claim, law if isinstance(law, Law) else None)
    return replace(found, near_misses=_near(proposed))


def _near(proposed: Iterable[Proposal]) -> tuple[NearMiss, ...]:
    """The first neighbour that is proved."""
    for words, conditions, neighbour in proposed:
        proof = replayed(searched(neighbour), neighbour)
        if proof is not None:
            told = "".join(map(str, words))
            return (NearMiss(told, neighbour.law_goal.law, conditions, proof, words),)
    return ()


def _with_form(found: Outcome, claim: Claim) -> Outcome:
    """With the true law told at the values of the map, when that is proved."""
    from symreparam.derivation.naming import formed_goal, formed_law

    formed = formed_law(claim)
    if formed is None:
        return found
    form, proof = formed
    wanted = replace(claim, goal=formed_goal(claim.law_goal.subject, form))
    if replayed(proof, wanted) is None:
        return found
    return replace(found, formed=form, law_proof=proof)


def _size(law: Law) -> int:
    return sum(int(piece.density.count_ops()) for piece in law.pieces)
