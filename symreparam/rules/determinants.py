"""The determinant of a matrix of partial derivatives, expanded along its first row."""

from __future__ import annotations

from collections.abc import Sequence

from sympy import Abs, Expr, Symbol, diff

from symreparam.logic.judgement import Sign, SignName
from symreparam.rules.rule import Premises, require
from symreparam.terms.determinant import determinant
from symreparam.terms.region import Region


def jacobian(terms: Sequence[Expr], letters: Sequence[Symbol]) -> Expr:
    """The determinant of the derivatives, expanded along its first row."""
    rows = [[diff(term, letter) for letter in letters] for term in terms]
    return determinant(rows)


def size_of(slope: Expr, over: Region, premises: Premises, code: str) -> Expr:
    """|slope| by its strict sign on the region, or where it vanishes nowhere there."""
    sizes: dict[SignName, Expr] = {"+": slope, "-": -slope, "!=": Abs(slope)}
    found = [size for sign, size in sizes.items() if Sign(slope, sign, over) in premises]
    require(bool(found), code, slope)
    return found[0]
