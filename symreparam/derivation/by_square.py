"""Equalities of products of square roots that the normal form leaves open, by their squares."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sympy import Expr, Pow, Rational

from symreparam.terms.region import Region

if TYPE_CHECKING:
    from symreparam.derivation.builder import Builder

MOST_OPERATIONS: Final = 90


def worth_squaring(left: Expr, right: Expr, over: Region) -> bool:
    """Whether two square roots of the region's variables stand in the terms, which are no squares
    themselves."""
    if len(over.bounds) != 1 or left.count_ops() + right.count_ops() > MOST_OPERATIONS:
        return False
    letter = over.variables[0]
    half = Rational(1, 2)
    roots = {
        term.base
        for side in (left, right)
        for term in side.atoms(Pow)
        if abs(term.exp) == half and term.has(letter)
    }
    return len(roots) >= 2


def equal_by_square(builder: Builder, left: Expr, right: Expr, over: Region) -> int:
    """A step Equal(left, right, over). RuleError when it is not shown."""
    signs = [builder.sign_is(term, "+", over) for term in (left, right)]
    same = builder.equal(left**2, right**2, over)
    return builder.add("equal-by-square", (*signs, same), (left, right, over))
