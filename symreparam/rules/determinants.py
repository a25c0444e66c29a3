"""The determinant of a matrix of partial derivatives, expanded along its first row."""

from __future__ import annotations

from collections.abc import Sequence

from sympy import Expr, Symbol, diff

from symreparam.terms.determinant import determinant


def jacobian(terms: Sequence[Expr], letters: Sequence[Symbol]) -> Expr:
    """The determinant of the derivatives, expanded along its first row."""
    rows = [[diff(term, letter) for letter in letters] for term in terms]
    return determinant(rows)
