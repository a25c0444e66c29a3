"""Neighbours of a false density: on another support, or with a factor that was left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from sympy import Expr, Function, Integer, cancel, powsimp

from symreparam.logic.claim import Claim
from symreparam.logic.judgement import HasLaw
from symreparam.terms.law import Law, Piece

Spoken = tuple[str | Expr, ...]
Proposal = tuple[Spoken, tuple[str, ...], Claim]
MOST_OPERATIONS: Final = 16


def other_densities(claim: Claim, claimed: Law, law: Law) -> Iterator[Proposal]:
    """The claimed formula where the law lives, or times a short factor: a Jacobian, a number of
    branches. Only laws of one piece without masses are compared."""
    if len(claimed.pieces) != 1 or len(law.pieces) != 1 or claimed.atoms or law.atoms:
        return
    mine, true = claimed.pieces[0], law.pieces[0]
    formula = mine.density.xreplace({claimed.variable: law.variable})
    _, low, high = true.region.bounds[0]
    if mine.region.bounds[0][1:] != (low, high):
        words: Spoken = ("with the support (", low, ", ", high, ")")
        yield words, (), _with(claim, law, Piece(true.region, formula))
    factor = _factor(true.density, formula)
    if factor not in (None, Integer(1)):
        missing = (" (is a Jacobian missing?)",) if factor.has(law.variable) else ()
        words = ("with the density multiplied by ", factor, *missing)
        yield words, (), _with(claim, law, Piece(true.region, formula * factor))


def _with(claim: Claim, law: Law, piece: Piece) -> Claim:
    return replace(claim, goal=HasLaw(claim.law_goal.subject, Law(law.variable, (piece,))))


def _factor(true: Expr, formula: Expr) -> Expr | None:
    """true/formula when it is short."""
    if formula == 0 or true.count_ops() + formula.count_ops() > 10 * MOST_OPERATIONS:
        return None
    ratio = powsimp(true / formula, force=True)
    if ratio.is_rational_function(*ratio.free_symbols):
        ratio = cancel(ratio)
    if ratio.count_ops() > MOST_OPERATIONS or ratio.atoms(Function):
        return None
    return ratio
