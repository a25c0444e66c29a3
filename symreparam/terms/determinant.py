"""Determinants of small matrices."""

from __future__ import annotations

from collections.abc import Sequence

from sympy import Expr, Integer


def determinant(rows: Sequence[Sequence[Expr]]) -> Expr:
    """The determinant, expanded along the first row."""
    if not rows:
        return Integer(1)
    total: Expr = Integer(0)
    for index, entry in enumerate(rows[0]):
        if entry != 0:
            minor = [[*row[:index], *row[index + 1 :]] for row in rows[1:]]
            total = total + (-1) ** index * entry * determinant(minor)
    return total
