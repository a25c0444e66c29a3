"""Proved, refuted or undecided: search, replay, cross-check, and what else is worth saying."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice

from symreparam.checker.replay import replay
from symreparam.derivation.everywhere import refute_everywhere
from symreparam.derivation.fingerprint import members
from symreparam.derivation.instances import instances
from symreparam.derivation.moments import refute_by_moments
from symreparam.derivation.naming import derive_law, derived_law
from symreparam.derivation.prove import Stuck, prove
from symreparam.derivation.refute import refute, refute_cheaply
from symreparam.derivation.transform_differs import refute_by_transform
from symreparam.documents.meaning_state import Goal
from symreparam.logic.claim import Claim
from symreparam.logic.errors import ProofError, Unsupported
from symreparam.logic.judgement import HasLaw
from symreparam.logic.proof import Proof
from symreparam.logic.verdict import CrossCheck, NearMiss, Outcome
from symreparam.pipeline.agreement import agreement, point_of
from symreparam.pipeline.near_misses import proposals
from symreparam.pipeline.options import Options
from symreparam.pipeline.witness import witness_of
from symreparam.rules.instance import instantiate
from symreparam.terms.law import AnyLaw, Law

# a density longer than this is shown as it is: a name is not looked for
NAMED_OPERATIONS = 60
MOMENT_TRIALS = 3


def judge(goal: Goal, claim: Claim, start: Outcome, options: Options) -> Outcome:
    """Proved, refuted or undecided, for `prove` and `refute`."""
    several = sum(claim.law_goal.subject.has(v) for v in claim.variables) > 1
    if several:
        # a derivation from several variables is long: a counterexample first, when one is at hand
        witness = replayed(_by_moments(claim, False), claim)
        witness = witness or replayed(refute_cheaply(claim), claim)
        if witness is not None:
            return _refuted(start, goal, claim, witness, options)
    try:
        proof = replayed(prove(claim), claim)
        if proof is not None:
            done = replace(start, verdict="proved", ok=goal.kind == "prove", proof=proof)
            done = replace(done, law=claim.law_goal.law)
            return cross_checked(done, claim, claim.law_goal.law, options)
        reason, derived = "internal error: the checker rejected the proof", False
    except Stuck as error:
        reason, derived = str(error), error.derived
    except Unsupported as error:
        start = start if several else replace(start, law=_law_of(claim))
        found = refuted_or(start, goal, claim, error.construct, options)
        return found if found.verdict == "refuted" else replace(found, verdict="unsupported")
    start = start if several else replace(start, law=_law_of(claim))
    return refuted_or(start, goal, claim, reason, options, derived)


def _by_moments(claim: Claim, integrals: bool) -> Proof | None:
    """A counterexample by a moment or transform at one of the first parameter values, or None."""
    for values in islice(instances(claim), MOMENT_TRIALS):
        found = refute_by_moments(claim, values, integrals)
        found = found or refute_by_transform(claim, values)
        if found is not None:
            return found
    return None


def refuted_or(
    start: Outcome,
    goal: Goal,
    claim: Claim,
    reason: str,
    options: Options,
    derived: bool = False,
) -> Outcome:
    """Refuted when a counterexample is found and survives the checker, else undecided."""
    refutation = replayed(refute(claim, derived), claim)
    if refutation is None and sum(claim.law_goal.subject.has(v) for v in claim.variables) > 1:
        refutation = replayed(_by_moments(claim, True), claim)
    if refutation is not None:
        return _refuted(start, goal, claim, refutation, options)
    done = replace(start, verdict="undecided", reason=reason)
    return cross_checked(done, claim, start.law, options)


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
    if cut.complete:
        number = len(cut.leaves)
        return replace(found, reason=f"false in each of {number} cases of the parameter values")
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
    if not (law is None and one) and not (isinstance(law, Law) and _size(law) <= NAMED_OPERATIONS):
        return found
    for named in members(law) if isinstance(law, Law) else ():
        proof = _proof_of(claim, named)
        if proof is not None:
            found = replace(found, law=named, names=(named,), law_proof=proof)
            break
    near: list[NearMiss] = []
    for words, conditions, neighbour in proposals(claim, law if isinstance(law, Law) else None):
        proof = replayed(_searched(neighbour), neighbour)
        if proof is not None:
            near.append(NearMiss(words, neighbour.law_goal.law, conditions, proof))
            break
    return replace(found, near_misses=tuple(near))


def _size(law: Law) -> int:
    return sum(int(piece.density.count_ops()) for piece in law.pieces)


def cross_checked(outcome: Outcome, claim: Claim, law: AnyLaw | None, options: Options) -> Outcome:
    """A disagreement of the numbers with the derived law is an internal error, not a verdict."""
    if not options.cross_check:
        return outcome
    # imported here: a program that only replays never needs it
    from symreparam.numeric.check import cross_checks
    from symreparam.numeric.witness import recheck_witness

    checks: tuple[CrossCheck, ...] = cross_checks(claim, law, sample=options.sample)
    witness = outcome.witness
    if witness is not None and witness.left and outcome.proof is not None:
        laws = compared_laws(outcome.proof)
        if laws is not None:
            checks = (*checks, recheck_witness(witness, *laws))
    outcome = replace(outcome, cross_checks=checks)
    against = next((check for check in checks if check.ok is False), None)
    if against is None:
        return outcome
    reason = f"internal disagreement: {against.name}: {against.detail}"
    return replace(outcome, verdict="error", ok=False, reason=reason)


def compared_laws(proof: Proof) -> tuple[AnyLaw, AnyLaw] | None:
    """The two laws that a refutation tells apart."""
    from symreparam.logic.judgement import Differs

    for step in proof.steps:
        if isinstance(step.conclusion, Differs):
            return step.conclusion.left, step.conclusion.right
    return None


def replayed(proof: Proof | None, claim: Claim) -> Proof | None:
    """The proof when the checker accepts it for this claim."""
    if proof is None:
        return None
    try:
        replay(proof, claim)
    except ProofError:
        return None
    return proof


def _searched(claim: Claim) -> Proof | None:
    try:
        return prove(claim)
    except (Stuck, Unsupported):
        return None


def _proof_of(claim: Claim, law: AnyLaw) -> Proof | None:
    """A checked proof that the subject has this law, or None."""
    wanted = replace(claim, goal=HasLaw(claim.law_goal.subject, law))
    return replayed(_searched(wanted), wanted)


def _law_of(claim: Claim) -> Law | None:
    try:
        return derived_law(claim)
    except (Stuck, Unsupported):
        return None


def derive(claim: Claim, start: Outcome, options: Options) -> Outcome:
    """The law of the goal's subject, named where a name is proved, with its proof."""
    try:
        derived = derive_law(claim)
    except Stuck as error:
        return replace(start, verdict="undecided", reason=str(error))
    names: list[tuple[AnyLaw, Proof]] = []
    for named, proof in derived.names:
        wanted = replace(claim, goal=HasLaw(claim.law_goal.subject, named))
        if replayed(proof, wanted) is not None:
            names.append((named, proof))
    found = names[:1]
    if not found and derived.law is not None and derived.proof is not None:
        found = [(derived.law, derived.proof)]
    for law, proof in found:
        wanted = replace(claim, goal=HasLaw(claim.law_goal.subject, law))
        if replayed(proof, wanted) is None:
            break
        done = replace(start, verdict="proved", ok=True, proof=proof, law=law, claim=wanted)
        done = replace(done, names=tuple(name for name, _ in names))
        return cross_checked(done, wanted, law, options)
    reason = "the derived law was not confirmed by the checker"
    return replace(start, verdict="undecided", reason=reason, law=derived.law)
