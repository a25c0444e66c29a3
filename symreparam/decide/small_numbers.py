"""Small exact numbers in an interval: where points for tests are looked for."""

from __future__ import annotations

from typing import Final

from sympy import Expr, Integer, Rational, S

from symreparam.decide.ball import enclose

UP: Final = S.Infinity
DOWN: Final = S.NegativeInfinity
_STEPS: Final = (
    Rational(1, 2), Rational(3, 2), Rational(7, 3), Rational(1, 5), Rational(4), Rational(5, 7),
    Rational(1), Rational(2), Rational(12), Rational(1, 40),
)  # fmt: skip
_PARTS: Final = tuple(Rational(n, 17) for n in (5, 12, 2, 15, 9, 1, 16, 7))


def rational_end(end: Expr, side: int) -> Expr | None:
    """The end, or a rational just inside the interval when the end is irrational."""
    if end is UP or end is DOWN or end.is_Rational:
        return end
    ball = enclose(end, {}, 96)
    if ball is None:
        return None
    edge = ball.upper() if side > 0 else ball.lower()
    fraction = edge.fmpq()
    return Rational(int(fraction.p), int(fraction.q))


def between(low: Expr, high: Expr, index: int) -> Expr | None:
    """One rational strictly between the ends, which one by the index; None between equal ends."""
    part = _PARTS[index % len(_PARTS)]
    if low is DOWN and high is UP:
        size = _STEPS[(index // 2) % len(_STEPS)]
        return size if index % 2 else -size
    if high is UP:
        return low + part * (1 if index % 3 else 9)
    if low is DOWN:
        return high - part * (1 if index % 3 else 9)
    if not low < high:
        return None
    return low + (high - low) * part


def values_inside(low: Expr, high: Expr, flipped: bool) -> list[Expr]:
    """Small rationals between the ends; on the line of either sign, and zero at last."""
    if low is DOWN and high is UP:
        signs = (-1, 1) if flipped else (1, -1)
        return [*(sign * step for step in _STEPS for sign in signs), Integer(0)]
    if high is UP:
        return [low + step for step in _STEPS]
    if low is DOWN:
        return [high - step for step in _STEPS]
    return [low + (high - low) * part for part in _PARTS]


def whole_values(low: Expr, high: Expr) -> list[Expr]:
    """Whole numbers from one end on, or around zero."""
    if low is not DOWN:
        return [Integer(int(low) + n) for n in range(-1, 14)]
    if high is not UP:
        return [Integer(int(high) - n) for n in range(-1, 14)]
    return [Integer(n) for n in range(-6, 13)]
