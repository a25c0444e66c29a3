"""Enclosures of one term at many exact points in one walk over the term.

The walk, not the arithmetic, is what an enclosure costs; it is taken once for all points. Each
enclosure is the one that `ball.enclose` finds, by the same evaluators.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from operator import add, mul

from flint import arb, ctx, fmpz
from sympy import E, Expr, Pow, exp

from symreparam.decide.answer import Context
from symreparam.decide.ball import (
    DEPTH,
    TROUBLE,
    Box,
    ball_of,
    box_at,
    finite,
    real_power,
    root_power,
    whole_of,
    whole_power,
)
from symreparam.decide.ball_functions import FUNCTIONS
from symreparam.decide.points import first_of_sample
from symreparam.terms.integrality import known_integer

Balls = list[arb | None]


def enclosures(expr: Expr, boxes: tuple[Box, ...], precision: int = 96) -> Balls:
    """For each box a ball that contains the value of `expr` at every point of it, or None."""
    with ctx.workprec(precision):
        found = _balls(expr, boxes, 0)
    return [ball if ball is not None and ball.is_finite() else None for ball in found]


@lru_cache(maxsize=256)
def sampled(context: Context, few: int, count: int) -> tuple[Box, ...]:
    """Balls around the points of `first_of_sample`, which are asked for again and again."""
    return tuple(box_at(point) for point in first_of_sample(context, few, count))


def _balls(expr: Expr, boxes: tuple[Box, ...], depth: int) -> Balls:
    if depth > DEPTH:
        return [None] * len(boxes)
    if expr.is_Symbol:
        return [box.get(expr) for box in boxes]
    if expr.is_Atom:
        return [_quiet(ball_of, expr, {}, depth)] * len(boxes)
    if expr.is_Add or expr.is_Mul:
        join = add if expr.is_Add else mul
        total, *rest = (_balls(arg, boxes, depth + 1) for arg in expr.args)
        for part in rest:
            total = _both(join, total, part)
        return total
    if isinstance(expr, Pow) and expr.base != E:
        return _powers(expr.base, expr.exp, boxes, depth)
    if isinstance(expr, (Pow, exp)):
        return _each(arb.exp, _balls(expr.exp, boxes, depth + 1))
    if len(expr.args) == 1 and type(expr).__name__ in FUNCTIONS:
        function = FUNCTIONS[type(expr).__name__]
        inside = _balls(expr.args[0], boxes, depth + 1)
        return _each(lambda ball: finite(function(ball)), inside)
    return [_quiet(ball_of, expr, box, depth) for box in boxes]


def _powers(base: Expr, exponent: Expr, boxes: tuple[Box, ...], depth: int) -> Balls:
    below = _each(finite, _balls(base, boxes, depth + 1))
    if exponent.is_Integer:
        count = fmpz(int(exponent))
        return _each(lambda ball: whole_power(ball, count), below)
    if exponent.is_Rational and exponent.q == 2:
        number = int(exponent.p)
        return _each(lambda ball: root_power(ball, number), below)
    above = _balls(exponent, boxes, depth + 1)
    return _both(_whole_or_real if known_integer(exponent) else real_power, below, above)


def _whole_or_real(ball: arb, exponent: arb) -> arb:
    whole = whole_of(exponent)
    return real_power(ball, exponent) if whole is None else whole_power(ball, whole)


def _each(function: Callable[[arb], arb], balls: Balls) -> Balls:
    try:
        return [None if ball is None else function(ball) for ball in balls]
    except TROUBLE:  # at one of the points: now each on its own
        return [None if ball is None else _quiet(function, ball) for ball in balls]


def _both(function: Callable[[arb, arb], arb], left: Balls, right: Balls) -> Balls:
    pairs = tuple(zip(left, right, strict=True))
    try:
        return [None if x is None or y is None else function(x, y) for x, y in pairs]
    except TROUBLE:
        return [None if x is None or y is None else _quiet(function, x, y) for x, y in pairs]


def _quiet(function: Callable[..., arb], *args: object) -> arb | None:
    """What the evaluator finds; None where it finds nothing."""
    try:
        return function(*args)
    except TROUBLE:
        return None
