"""Claims that a vector of symbolic size has a normal law, with matrices of symbolic size."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from sympy import Integer

from symreparam.checker.replay import replay
from symreparam.derivation.builder import Builder
from symreparam.documents.meaning_state import Goal
from symreparam.logic.claim import Claim
from symreparam.logic.errors import ProofError, RuleError
from symreparam.logic.judgement import HasMatrixLaw
from symreparam.logic.proof import Proof
from symreparam.logic.verdict import Outcome
from symreparam.pipeline.at_one_size import refuted_at_size
from symreparam.pipeline.normal_image import judge_normal_image
from symreparam.rules.indices import allowed
from symreparam.rules.matrices import collected, deviation, noises, shapes, true_law
from symreparam.rules.matrix_sizes import sized_matrices, sizes_of

SIZES: Final = (1, 2, 3)


def judge_matrices(goal: Goal, claim: Claim, start: Outcome) -> Outcome:
    """Proved by the characteristic function, refuted at one size, or undecided."""
    try:
        proof = _proof(claim)
        replay(proof, claim)
        return replace(start, verdict="proved", ok=goal.kind == "prove", proof=proof)
    except RuleError as error:
        reason = str(error)
    except ProofError as error:
        reason = f"internal error: the checker rejected the proof: {error}"
    if not goal.for_all:
        for size in SIZES:
            found = _refuted(goal, claim, start, size)
            if found is not None:
                return found
    return replace(start, verdict="undecided", reason=reason)


def _proof(claim: Claim) -> Proof:
    """Raises RuleError where the mean or covariance is another one as a sum of products."""
    goal, builder = claim.goal, Builder(claim)
    assert isinstance(goal, HasMatrixLaw)
    shapes(goal, builder.setting)
    noise = noises(goal, builder.setting)
    premises: list[int] = []
    for symbol in noise:
        premises.append(builder.add("hypothesis", (), (claim.variables.index(symbol),)))
    laws = [claim.hypotheses[claim.variables.index(symbol)] for symbol in noise]
    deviations = {s: deviation(law) for s, law in zip(noise, laws, strict=True)}
    mean, covariance = true_law(goal, deviations)
    for known, true in ((goal.mean, mean), (goal.covariance, covariance)):
        one, two = collected(known), collected(true)
        for word in dict.fromkeys((*one, *two)):
            left, right = one.get(word, Integer(0)), two.get(word, Integer(0))
            if left != right:
                premises.append(builder.equal(left, right))
    last = builder.add("matrix-normal", tuple(dict.fromkeys(premises)), (goal,))
    return builder.proof(last)


def _refuted(goal: Goal, claim: Claim, start: Outcome, size: int) -> Outcome | None:
    known = claim.goal
    assert isinstance(known, HasMatrixLaw)
    try:
        sizes = sizes_of(claim, known)
        if not all(allowed(claim.scope, symbol, size) for symbol in sizes):
            return None
        lemma = sized_matrices(claim, known, size)
    except RuleError:
        return None

    def judged(lemma: Claim, begun: Outcome) -> Outcome:
        return judge_normal_image(goal, lemma, begun)

    return refuted_at_size(goal, start, lemma, sizes, size, judged)
