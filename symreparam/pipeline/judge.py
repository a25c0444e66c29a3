"""Proved, refuted or undecided: search, replay, cross-check, and what else is worth saying."""

from __future__ import annotations

from dataclasses import replace

from symreparam.derivation.prove import Stuck, prove
from symreparam.documents.meaning_state import Goal
from symreparam.logic.claim import Claim
from symreparam.logic.errors import Unsupported
from symreparam.logic.judgement import HasLaw
from symreparam.logic.proof import Proof
from symreparam.logic.verdict import Outcome
from symreparam.pipeline.checked import cross_checked, replayed
from symreparam.pipeline.options import Options
from symreparam.terms.law import AnyLaw, Law


def judge(goal: Goal, claim: Claim, start: Outcome, options: Options) -> Outcome:
    """Proved, refuted or undecided, for `prove` and `refute`."""
    several = sum(claim.law_goal.subject.has(v) for v in claim.variables) > 1
    likely, proof = False, _at_once(claim) if several else None
    if several and proof is None:
        # a derivation from several variables is long: a counterexample first, when one is at hand
        from symreparam.pipeline.refuting import refuted_at_hand, seems_true

        likely = seems_true(claim)
        found = None if likely else refuted_at_hand(start, goal, claim, options)
        if found is not None:
            return found
    try:
        proof = replayed(proof or prove(claim), claim)
        if proof is not None:
            done = replace(start, verdict="proved", ok=goal.kind == "prove", proof=proof)
            done = replace(done, law=claim.law_goal.law)
            return cross_checked(done, claim, claim.law_goal.law, options)
        reason, derived, law = "internal error: the checker rejected the proof", False, None
    except Stuck as error:
        reason, derived, law = str(error), error.derived, error.law
    except Unsupported as error:
        from symreparam.pipeline.refuting import refuted_or

        start = start if several else replace(start, law=_law_of(claim))
        found = refuted_or(start, goal, claim, error.construct, options, at_hand=likely)
        return found if found.verdict == "refuted" else replace(found, verdict="unsupported")
    from symreparam.pipeline.refuting import refuted_or

    start = start if several else replace(start, law=_law_of(claim, law))
    return refuted_or(start, goal, claim, reason, options, derived, likely)


def _at_once(claim: Claim) -> Proof | None:
    from symreparam.derivation.at_once import prove_at_once

    return prove_at_once(claim)


def _law_of(claim: Claim, known: Law | None = None) -> Law | None:
    """The subject's law, which the search may have derived before it got stuck."""
    from symreparam.derivation.naming import derived_law, whole_law

    try:
        return derived_law(claim) if known is None else whole_law(claim, known)
    except (Stuck, Unsupported):
        return None


def derive(claim: Claim, start: Outcome, options: Options) -> Outcome:
    """The law of the goal's subject, named where a name is proved, with its proof."""
    from symreparam.derivation.naming import derive_law, formed_goal

    try:
        derived = derive_law(claim)
    except Stuck as error:
        return replace(start, verdict="undecided", reason=str(error))
    if derived.formed is not None:
        form, proof = derived.formed
        wanted = replace(claim, goal=formed_goal(claim.law_goal.subject, form))
        if replayed(proof, wanted) is not None:
            return replace(start, verdict="proved", ok=True, proof=proof, formed=form, claim=wanted)
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
