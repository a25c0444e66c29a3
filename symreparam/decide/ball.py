"""Rigorous enclosures of terms in ball arithmetic, from the terms' own definitions.

An enclosure contains the value at every point of the box. `None` means that none was found: the
term is undefined somewhere in the box, or a head is not evaluated here.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager
from typing import Final

from flint import arb, ctx, fmpq, fmpz
from sympy import Catalan, E, Expr, Piecewise, Pow, S, Symbol, exp, pi
from sympy.core.relational import Relational
from sympy.logic.boolalg import And, Boolean, Or

from symreparam.decide.ball_functions import FUNCTIONS
from symreparam.terms.integrality import known_integer

Box = Mapping[Symbol, arb]
DEPTH: Final = 400
MOST_EXPONENT: Final = 1_000_000
POINT_PRECISION: Final = 256


def box_at(point: Mapping[Symbol, Expr], precision: int = POINT_PRECISION) -> Box:
    """Balls around rational values, narrow enough for every precision that is commonly used."""
    with ctx.workprec(precision):
        return {s: arb(fmpq(int(value.p), int(value.q))) for s, value in point.items()}


class Undefined(Exception):
    """No enclosure: the reason is not kept, the caller reports None."""


TROUBLE: Final = (Undefined, ValueError, ZeroDivisionError, OverflowError, TypeError)


def enclose(expr: Expr, box: Box, precision: int = 96) -> arb | None:
    """A ball that contains the value of `expr` at every point of `box`, or None."""
    working: AbstractContextManager[object] = ctx.workprec(precision)
    with working:
        try:
            ball = ball_of(expr, box, 0)
        except TROUBLE:
            return None
    return ball if ball.is_finite() else None


def certified_sign(
    expr: Expr, box: Box, precisions: tuple[int, ...] = (64, 256, 1024)
) -> str | None:
    """`+` or `-` when an enclosure over the whole box shows it."""
    for precision in precisions:
        ball = enclose(expr, box, precision)
        if ball is not None and ball > 0:
            return "+"
        if ball is not None and ball < 0:
            return "-"
    return None


def ball_of(expr: Expr, box: Box, depth: int) -> arb:
    """A ball around the values on the box, in the precision that is set. Raises one of TROUBLE."""
    if depth > DEPTH:
        raise Undefined
    if expr.is_Rational:
        return arb(fmpq(int(expr.p), int(expr.q)))
    if expr.is_Symbol:
        if expr not in box:
            raise Undefined
        return box[expr]
    if expr in CONSTANTS:
        return CONSTANTS[expr]()
    if expr.is_Add or expr.is_Mul:
        balls = [ball_of(arg, box, depth + 1) for arg in expr.args]
        total = balls[0]
        for ball in balls[1:]:
            total = total + ball if expr.is_Add else total * ball
        return total
    if isinstance(expr, Pow) and expr.base != E:
        return _power(expr.base, expr.exp, box, depth)
    if isinstance(expr, (Pow, exp)):
        return ball_of(expr.exp, box, depth + 1).exp()
    if isinstance(expr, Piecewise):
        return _piecewise(expr, box, depth)
    return _function(expr, box, depth)


CONSTANTS: Final = {
    pi: arb.pi,
    E: lambda: arb(1).exp(),
    S.EulerGamma: arb.const_euler,
    Catalan: arb.const_catalan,
}


def finite(ball: arb) -> arb:
    """The ball, if it is one. Raises Undefined."""
    if not ball.is_finite():
        raise Undefined
    return ball


def _function(expr: Expr, box: Box, depth: int) -> arb:
    function = FUNCTIONS.get(type(expr).__name__)
    if function is None:
        raise Undefined
    return finite(function(*(ball_of(arg, box, depth + 1) for arg in expr.args)))


def whole_of(ball: arb) -> fmpz | None:
    """The whole number that the ball of an exponent of whole numbers leaves, if it is but one."""
    found = finite(ball).unique_fmpz()
    return found if found is not None and abs(found) <= MOST_EXPONENT else None


def _power(base: Expr, exponent: Expr, box: Box, depth: int) -> arb:
    ball = finite(ball_of(base, box, depth + 1))
    whole: fmpz | None = None
    if exponent.is_Integer:
        whole = fmpz(int(exponent))
    elif known_integer(exponent):
        whole = whole_of(ball_of(exponent, box, depth + 1))
    if whole is None and not (exponent.is_Rational and exponent.q == 2):
        return real_power(ball, ball_of(exponent, box, depth + 1))
    return whole_power(ball, whole) if whole is not None else root_power(ball, int(exponent.p))


def whole_power(ball: arb, whole: fmpz) -> arb:
    """ball^whole. Raises Undefined, as the two below."""
    number = int(whole)
    if number % 2 == 0:
        ball = abs(ball)
    if number < 0 and ball.contains(0):
        raise Undefined
    return finite(ball ** fmpz(number))


def root_power(ball: arb, count: int) -> arb:
    """sqrt(ball)^count"""
    if not ball >= 0 or (count < 0 and ball.contains(0)):
        raise Undefined
    return finite(ball.sqrt() ** fmpz(count))


def real_power(ball: arb, exponent: arb) -> arb:
    """ball^exponent for a base that is nowhere negative."""
    if not ball >= 0:
        raise Undefined
    power = finite(exponent)
    if ball > 0:
        return finite((power * ball.log()).exp())
    if not power > 0:
        raise Undefined
    upper = arb(ball.upper())
    if upper == 0:
        return arb(0)
    # base in [0, upper], exponent > 0: the power lies between 0 and its value at the upper end.
    return finite((power * upper.log()).exp().union(arb(0)))


def _piecewise(expr: Piecewise, box: Box, depth: int) -> arb:
    """The first branch whose condition is certain; the union of branches that may be taken."""
    union: arb | None = None
    for value, condition in expr.args:
        truth = _truth(condition, box, depth)
        if truth is False:
            continue
        ball = finite(ball_of(value, box, depth + 1))
        union = ball if union is None else union.union(ball)
        if truth is True:
            return union
    raise Undefined


def _truth(condition: Boolean, box: Box, depth: int) -> bool | None:
    if condition in (S.true, S.false):
        return bool(condition == S.true)
    if isinstance(condition, (And, Or)):
        parts = [_truth(part, box, depth + 1) for part in condition.args]
        decisive = isinstance(condition, Or)
        if decisive in parts:
            return decisive
        return None if None in parts else not decisive
    if not isinstance(condition, Relational):
        raise Undefined
    gap = ball_of(condition.lhs, box, depth + 1) - ball_of(condition.rhs, box, depth + 1)
    return _compare(condition.rel_op, gap)


def _compare(operator: str, gap: arb) -> bool | None:
    yes, no = {
        ">": (gap > 0, gap <= 0),
        ">=": (gap >= 0, gap < 0),
        "<": (gap < 0, gap >= 0),
        "<=": (gap <= 0, gap > 0),
        "==": (gap == 0, gap != 0),
        "!=": (gap != 0, gap == 0),
    }[operator]
    return True if yes else False if no else None
