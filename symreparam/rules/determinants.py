"""The determinant of a matrix of partial derivatives, expanded along its first row."""

from __future__ import annotations

from collections.abc import Sequence

from sympy import Expr, Integer, Symbol, diff


def jacobian(terms: Sequence[Expr], letters: Sequence[Symbol]) -> Expr:
    """The determinant of the derivatives, expanded along its first row."""
    rows = [[diff(term, letter) for letter in letters] for term in terms]
    return _determinant(rows)


def _determinant(rows: list[list[Expr]]) -> Expr:
    if not rows:
        return Integer(1)
    total: Expr = Integer(0)
    for index, entry in enumerate(rows[0]):
        if entry != 0:
            minor = [row[:index] + row[index + 1 :] for row in rows[1:]]
            total = total + (-1) ** index * entry * _determinant(minor)
    return total
