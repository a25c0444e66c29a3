"""Structural interval bounds of a term over a context: a fallback for bounded functions."""

from __future__ import annotations

from fractions import Fraction
from math import ceil
from typing import Final

from sympy import E, Expr, exp, log, oo, pi

from symreparam.decide.answer import Context
from symreparam.decide.orthant import Plan, plan
from symreparam.decide.signset import ANY, NEGATIVE, POSITIVE, ZERO, Signs
from symreparam.terms.record import dataclass

MOST_EXPONENT: Final = 64
End = Fraction | None
"""A rational end; None is infinite."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """A value between `low` and `high`; a strict end is never attained."""

    low: End = None
    high: End = None
    low_strict: bool = True
    high_strict: bool = True


REAL: Final = Bounds()
_UNIT: Final = Bounds(Fraction(-1), Fraction(1), False, False)
_OPEN_UNIT: Final = Bounds(Fraction(-1), Fraction(1))
_POSITIVE: Final = Bounds(Fraction(0), None)
_NONNEGATIVE: Final = Bounds(Fraction(0), None, False)
_TOTAL: Final = {
    "sin": _UNIT,
    "cos": _UNIT,
    "tanh": _OPEN_UNIT,
    "erf": _OPEN_UNIT,
    "erfc": Bounds(Fraction(0), Fraction(2)),
    "cosh": Bounds(Fraction(1), None, False),
    "sech": Bounds(Fraction(0), Fraction(1), True, False),
    "Abs": _NONNEGATIVE,
    "atan": Bounds(Fraction(-11, 7), Fraction(11, 7)),
    "sinh": REAL,
    "asinh": REAL,
}
"""Functions that are defined on all reals, with the range of their values."""


def bound_signs(expr: Expr, context: Context) -> Signs:
    """The signs that structural bounds leave open; ANY when a part may be undefined."""
    found = bounds(expr, plan(context))
    if found is None:
        return ANY
    signs = ANY
    if found.low is not None and (found.low > 0 or found.low == 0):
        signs &= POSITIVE if found.low > 0 or found.low_strict else POSITIVE | ZERO
    if found.high is not None and found.high <= 0:
        signs &= NEGATIVE if found.high < 0 or found.high_strict else NEGATIVE | ZERO
    return signs or ANY


def bounds(expr: Expr, plan: Plan) -> Bounds | None:
    """Bounds of a term that is defined everywhere in the context; None: it may not be."""
    if expr.is_Rational:
        value = Fraction(int(expr.p), int(expr.q))
        return Bounds(value, value, False, False)
    if expr is pi:
        return Bounds(Fraction(3), Fraction(4))
    if expr is E:
        return Bounds(Fraction(2), Fraction(3))
    if expr.is_Symbol:
        return _place(expr, plan)
    inner = [bounds(argument, plan) for argument in expr.args]
    parts = [part for part in inner if part is not None]
    if len(parts) != len(inner) or not parts:
        return None
    if expr.is_Add or expr.is_Mul:
        total = parts[0]
        for part in parts[1:]:
            total = _sum(total, part) if expr.is_Add else _product(total, part)
        return total
    if expr.is_Pow:
        return _power(parts[0], parts[1], expr.args[1])
    if expr.func is log and len(parts) == 1:
        return _logarithm(parts[0])
    if expr.func is exp:
        return _exponential(parts[0])
    return _TOTAL.get(expr.func.__name__) if len(parts) == 1 else None


def _place(symbol: Expr, plan: Plan) -> Bounds | None:
    place = plan.place(symbol)
    if place is None:
        return None
    low = _end(place.lower, plan, True)
    high = _end(place.upper, plan, False)
    return Bounds(
        low[0], high[0], low[1] or not place.lower_closed, high[1] or not place.upper_closed
    )


def _end(end: Expr, plan: Plan, lower: bool) -> tuple[End, bool]:
    if end in (oo, -oo):
        return None, True
    inner = bounds(end, plan)
    if inner is None:
        return None, True
    return (inner.low, inner.low_strict) if lower else (inner.high, inner.high_strict)


def _sum(a: Bounds, b: Bounds) -> Bounds:
    return Bounds(
        None if a.low is None or b.low is None else a.low + b.low,
        None if a.high is None or b.high is None else a.high + b.high,
        a.low_strict or b.low_strict,
        a.high_strict or b.high_strict,
    )


def _product(a: Bounds, b: Bounds) -> Bounds:
    """Products of non-negative factors, and of one factor with a number; all reals otherwise."""
    for first, second in ((a, b), (b, a)):
        if first.low is not None and first.low == first.high:
            return _scaled(second, first.low)
    if a.low is None or b.low is None or a.low < 0 or b.low < 0:
        return REAL
    low = a.low * b.low
    # The least product is attained only if an end with that product is: with a zero end, one
    # attained zero suffices; the strict flag must say that no point reaches it.
    if low == 0:
        strict = not _reaches_zero(a) and not _reaches_zero(b)
    else:
        strict = a.low_strict or b.low_strict
    high = None if a.high is None or b.high is None else a.high * b.high
    return Bounds(low, high, strict, high is None or _high_strict(a, b))


def _reaches_zero(a: Bounds) -> bool:
    return a.low == 0 and not a.low_strict


def _high_strict(a: Bounds, b: Bounds) -> bool:
    if a.high == 0 or b.high == 0:
        return False
    return a.high_strict or b.high_strict


def _scaled(a: Bounds, factor: Fraction) -> Bounds:
    if factor == 0:
        return Bounds(Fraction(0), Fraction(0), False, False)
    low = None if a.low is None else a.low * factor
    high = None if a.high is None else a.high * factor
    if factor > 0:
        return Bounds(low, high, a.low_strict, a.high_strict)
    return Bounds(high, low, a.high_strict, a.low_strict)


def _logarithm(inner: Bounds) -> Bounds | None:
    """1 - 1/x <= log(x) <= x - 1, with equality at 1 alone, at the ends; None where a value may
    not be positive."""
    if inner.low is None or inner.low < 0 or (inner.low == 0 and not inner.low_strict):
        return None
    low = None if inner.low == 0 else 1 - 1 / inner.low
    high = None if inner.high is None else inner.high - 1
    return Bounds(
        low, high, inner.low_strict or inner.low != 1, inner.high_strict or inner.high != 1
    )


def _exponential(inner: Bounds) -> Bounds:
    """1 + x <= exp(x), and exp(x) <= 1/(1 - x) for x < 1, with equality at 0 alone, at the ends;
    exp(x) < 3^n for x <= n, n a whole number."""
    low, strict = Fraction(0), True
    if inner.low is not None and inner.low > -1:
        low, strict = 1 + inner.low, inner.low_strict or inner.low != 0
    high, high_strict = None, True
    if inner.high is not None and inner.high < 1:
        high, high_strict = 1 / (1 - inner.high), inner.high_strict or inner.high != 0
    elif inner.high is not None and inner.high <= MOST_EXPONENT:
        high = Fraction(3 ** ceil(inner.high))
    return Bounds(low, high, strict, high_strict)


def _power(base: Bounds, size: Bounds, exponent: Expr) -> Bounds | None:
    """Positive bases to any power are positive; even powers are not negative."""
    if base.low is not None and (base.low > 0 or (base.low == 0 and base.low_strict)):
        if exponent.is_Integer and base.low > 0 and exponent == -1:
            low = Fraction(0) if base.high is None else 1 / base.high
            strict = base.high is None or base.high_strict
            return Bounds(low, 1 / base.low, strict, base.low_strict)
        return _beside_one(base, base.low, size)
    if exponent.is_Integer and exponent > 0:
        return _NONNEGATIVE if exponent % 2 == 0 else REAL
    return None


def _beside_one(base: Bounds, low: Fraction, size: Bounds) -> Bounds:
    """x^e <= 1 for 0 < x <= 1 and e >= 0, or x >= 1 and e <= 0; else x^e >= 1 where both are on
    one side of 1 and 0. Equality where x = 1 or e = 0 alone: it is strict where neither is met."""
    below, above = base.high is not None and base.high <= 1, low >= 1
    up, down = size.low is not None and size.low >= 0, size.high is not None and size.high <= 0
    apart = (base.high != 1 or base.high_strict) if below else (low != 1 or base.low_strict)
    apart &= (size.low != 0 or size.low_strict) if up else (size.high != 0 or size.high_strict)
    if (below and up) or (above and down):
        return Bounds(Fraction(0), Fraction(1), True, apart)
    if (above and up) or (below and down):
        return Bounds(Fraction(1), None, apart, True)
    return _POSITIVE
