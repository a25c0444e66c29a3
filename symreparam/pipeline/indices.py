"""Claims about sums, products and extremes over all indices of a vector of symbolic size."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from sympy import Expr, Integer, Symbol

from symreparam.checker.replay import replay
from symreparam.derivation.branch import NoInverse
from symreparam.derivation.indices import derive_fold, prove_fold, prove_largest
from symreparam.documents.meaning_needs import Need
from symreparam.documents.meaning_state import Goal
from symreparam.logic.claim import Claim
from symreparam.logic.errors import ProofError, RuleError, Unsupported
from symreparam.logic.judgement import FoldEquation, FoldLaw, LargestAt
from symreparam.logic.proof import Proof
from symreparam.logic.verdict import Outcome
from symreparam.pipeline.at_one_size import refuted_at_size
from symreparam.pipeline.judge import judge
from symreparam.pipeline.needs import met
from symreparam.pipeline.options import Options
from symreparam.pipeline.refuting import refuted_at_hand
from symreparam.rules.indices import allowed, moved, size_of, sized_claim, wider
from symreparam.terms.law import AnyLaw

LATER: Final = (2, 3)


def judge_indices(goal: Goal, claim: Claim, start: Outcome, options: Options) -> Outcome:
    """Proved by induction, refuted at a number of indices, or undecided with what stopped it."""
    known = claim.goal
    assert isinstance(known, FoldLaw | LargestAt)
    shared = [v for v in claim.variables if known.body.has(v) and v not in known.indexed]
    if shared:
        names = ", ".join(str(v) for v in shared)
        return replace(start, verdict="undecided", reason=f"the components share {names}")
    if goal.kind == "derive":
        return _derived(claim, start)
    wide = replace(claim, scope=wider(claim.scope, known.totals))
    plain = without_letters(goal.needs, known)
    needs = [need for need in goal.needs if need not in plain]
    later = [need for need in needs if _beside(need, known)]
    needs = [_of_body(need, known) for need in needs if need not in later]
    unmet = next((need for need in needs if not met(need, wide)), None)
    if unmet is not None and not unmet.claimed:
        reason = f"whether it is defined everywhere is open: {unmet.message}"
        return replace(start, verdict="undecided", reason=reason)
    refuted = _refuted(goal, claim, start, options, 1, judge)
    refuted = refuted or _refuted(goal, claim, start, options, 2, _at_hand)
    if refuted is not None:
        return refuted
    reason = "" if unmet is None else f"whether the claimed law exists is open: {unmet.message}"
    if not reason:
        try:
            proof = prove_fold(claim) if isinstance(known, FoldLaw) else prove_largest(claim)
            replay(proof, claim)
            open_need = next((n for n in later if not _met_by_law(n, proof)), None)
            if open_need is None:
                return replace(start, verdict="proved", ok=goal.kind == "prove", proof=proof)
            reason = f"whether it is defined everywhere is open: {open_need.message}"
        except RuleError as error:
            reason = str(error)
        except ProofError as error:
            reason = f"internal error: the checker rejected the proof: {error}"
    for size in LATER:
        refuted = refuted or _refuted(goal, claim, start, options, size, judge)
    return refuted or replace(start, verdict="undecided", reason=reason)


def without_letters(
    needs: tuple[Need, ...], known: FoldLaw | LargestAt | FoldEquation
) -> tuple[Need, ...]:
    """The needs that are about parameters and random variables alone."""
    letters = {total.letter for total in known.totals}
    if isinstance(known, FoldEquation):
        letters |= {fold.letter for fold in known.folds}
    if isinstance(known, FoldLaw):
        letters.add(known.letter)
    return tuple(need for need in needs if not _symbols(need) & letters)


def _symbols(need: Need) -> set[Symbol]:
    terms = [need.term]
    if need.relation is not None:
        terms += [need.relation.left, need.relation.right]
    return set().union(*(term.free_symbols for term in terms))


def _derived(claim: Claim, start: Outcome) -> Outcome:
    """The law of a sum, product or extreme, when the induction proves the guess."""
    if not isinstance(claim.goal, FoldLaw):
        raise Unsupported("the law of the place of the largest of symbolic number")
    found = derived_fold(claim)
    if found is None:
        reason = "no law for every number of indices was found"
        return replace(start, verdict="undecided", reason=reason)
    wanted, law, proof = found
    return replace(start, verdict="proved", ok=True, proof=proof, claim=wanted, law=law)


def derived_fold(claim: Claim) -> tuple[Claim, AnyLaw, Proof] | None:
    """The law of a sum, product or extreme that the induction proves, with the claim of it."""
    for wanted in derive_fold(claim):
        try:
            proof = prove_fold(wanted)
            replay(proof, wanted)
        except (RuleError, ProofError, NoInverse):
            continue
        assert isinstance(wanted.goal, FoldLaw)
        return wanted, wanted.goal.law, proof
    return None


def _beside(need: Need, known: FoldLaw | LargestAt) -> bool:
    """Whether a need is about a fold together with other random variables."""
    if isinstance(known, LargestAt) or not need.term.has(known.letter):
        return False
    return need.relation is None and need.term != known.letter


def _met_by_law(need: Need, proof: Proof) -> bool:
    """Whether the need is met with the law of the fold over all indices, which its proof gives."""
    lemmas = [arg for arg in proof.steps[-1].args if isinstance(arg, Proof)]
    known = proof.claim.goal
    assert isinstance(known, FoldLaw)
    sign, shift = proof.steps[-1].args[:2]
    if len(lemmas) < 3 or not isinstance(sign, int) or not isinstance(shift, Expr):
        return False
    there = replace(known, subject=need.term)
    term = (there if (sign, shift) == (1, 0) else moved(there, sign, shift)).subject
    whole = lemmas[2].claim
    return met(replace(need, term=term.xreplace({known.letter: whole.variables[0]})), whole)


def _of_body(need: Need, known: FoldLaw | LargestAt) -> Need:
    """A fold has a sign when its body has it: what is needed of the letter is asked of the body."""
    if isinstance(known, LargestAt) or not need.term.has(known.letter):
        return need
    if need.kind in ("positive", "nonnegative") and need.term == known.letter:
        return replace(need, term=known.body)
    # that it can't fail is not known
    return replace(need, kind="positive", term=Integer(-1), relation=None)


def _at_hand(goal: Goal, claim: Claim, start: Outcome, options: Options) -> Outcome:
    """Refuted by what needs no derivation, or as it was."""
    return refuted_at_hand(start, goal, claim, options) or start


Judged = Callable[[Goal, Claim, Outcome, Options], Outcome]


def _refuted(
    goal: Goal, claim: Claim, start: Outcome, options: Options, size: int, judged: Judged
) -> Outcome | None:
    """A counterexample with this number of indices, all parameters at exact values."""
    known = claim.goal
    assert isinstance(known, FoldLaw | LargestAt)
    if goal.for_all or not allowed(claim.scope, known.size, size):
        return None
    try:
        lemma = sized_claim(claim, known, size)
        symbol, more = size_of(known.size)
    except RuleError:
        return None

    def found(lemma: Claim, begun: Outcome) -> Outcome:
        return judged(goal, lemma, begun, replace(options, explain=False))

    return refuted_at_size(goal, start, lemma, (symbol,), size, found, more)
