"""Choices between values as terms, and what comparisons with them say."""

from __future__ import annotations

from collections.abc import Callable

from sympy import Expr, Integer, Piecewise
from sympy.logic.boolalg import And, Boolean, Not, Or

Comparison = Callable[[Expr, Expr], Boolean]


def first_largest(args: tuple[Expr, ...]) -> Expr:
    """The first place of the largest, counted from 1."""
    pairs = [
        (Integer(i + 1), And(*(x > y for y in args[:i]), *(x >= y for y in args[i + 1 :])))
        for i, x in enumerate(args)
    ]
    return Piecewise(*pairs[:-1], (Integer(len(args)), True))


def compared(left: Expr, sign: Comparison, right: Expr) -> Boolean:
    """The comparison as a condition. Where a side is a choice between numbers it says which of
    these are chosen: `argmax(X, Y) = 2` is X < Y."""
    if isinstance(left, Piecewise) and _plain(right):
        return _chosen(left, lambda value: sign(value, right))
    if isinstance(right, Piecewise) and _plain(left):
        return _chosen(right, lambda value: sign(left, value))
    return sign(left, right)


def _plain(term: Expr) -> bool:
    return not term.has(Piecewise)


def _chosen(choice: Expr, holds: Callable[[Expr], Boolean]) -> Boolean:
    """Where a choice takes one of the values for which the condition holds."""
    found: list[Boolean] = []
    before: list[Boolean] = []
    for value, when in choice.args:
        apart = [one for one in before if not _exclude(one, when)]
        found.append(And(holds(value), when, *(Not(one) for one in apart)))
        before.append(when)
    return Or(*found)


def _exclude(one: Boolean, other: Boolean) -> bool:
    """Whether a part of one condition is seen to deny a part of the other."""
    return any(Not(part) in And.make_args(other) for part in And.make_args(one))
