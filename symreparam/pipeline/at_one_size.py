"""A claim about vectors of symbolic size refuted at one size, with its components written out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from sympy import Expr, Integer, Symbol

from symreparam.checker.replay import replay
from symreparam.decide.points import find
from symreparam.documents.meaning_state import Goal
from symreparam.logic.claim import Claim
from symreparam.logic.errors import ProofError
from symreparam.logic.judgement import (
    FailsAtSize,
    FoldEquation,
    FoldLaw,
    HasMatrixLaw,
    LargestAt,
)
from symreparam.logic.proof import Proof, Step
from symreparam.logic.verdict import Outcome
from symreparam.rules.table import AT_SIZE


def refuted_at_size(
    goal: Goal,
    start: Outcome,
    lemma: Claim,
    sizes: tuple[Symbol, ...],
    size: int,
    judged: Callable[[Claim, Outcome], Outcome],
    more: int = 0,
) -> Outcome | None:
    """The outcome when `lemma`, the claim of `start` at this value of all `sizes` (plus `more`), is
    refuted by `judged` at exact parameter values; else None."""
    claim, point = start.claim, find(lemma.scope)
    if claim is None or point is None:
        return None
    known = claim.goal
    assert isinstance(known, FoldLaw | LargestAt | FoldEquation | HasMatrixLaw)
    lemma = replace(lemma, scope=replace(lemma.scope, point=point))
    found = judged(lemma, replace(start, claim=lemma))
    if found.verdict != "refuted" or found.proof is None:
        return None
    step = Step(0, AT_SIZE, (), (size, found.proof), FailsAtSize(known, size))
    proof = Proof(claim, (), (), (step,))
    try:
        replay(proof, claim)
    except ProofError:
        return None
    done = replace(start, verdict="refuted", ok=goal.kind == "refute", proof=proof)
    witness = found.witness
    if witness is not None:
        value: Expr = Integer(size - more)
        shape = tuple((symbol, value) for symbol in sizes)
        witness = replace(witness, parameters=(*shape, *(found.proof.at or point)))
    return replace(done, witness=witness)
