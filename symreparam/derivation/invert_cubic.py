"""Cubic polynomials, inverted by circular and hyperbolic functions (Viete's substitution).

Without turning points a u^3 + .. is a multiple of sinh(3 t), with two of cos(3 t) between them and
of cosh(3 t) beyond.
"""

from __future__ import annotations

from collections.abc import Callable

from sympy import (
    Expr,
    Rational,
    acos,
    acosh,
    asin,
    asinh,
    cos,
    cosh,
    expand,
    oo,
    pi,
    sin,
    sinh,
    sqrt,
)

from symreparam.decide.answer import Context
from symreparam.derivation.branch import Branch, NoInverse, needed_sign, side, split, through

Coefficients = tuple[Expr, ...]


def cubic(c: Coefficients, below: tuple[Branch, ...], context: Context) -> tuple[Branch, ...]:
    """With u = h + v it is a (v^3 + p v) + k. Raises NoInverse, SignNeeded."""
    lead = c[3]
    shift = -c[2] / (3 * lead)
    linear = expand(c[1] / lead - 3 * shift**2)
    way = needed_sign(linear, context)
    if way == 0:
        raise NoInverse("a power of a shift")
    sense = needed_sign(lead, context)
    height = expand(c[0] + c[1] * shift + c[2] * shift**2 + lead * shift**3)
    size = 2 * sqrt(linear * way / 3)
    scale = lead * size**3 / 4

    def forth(value: Expr) -> Expr:
        if value in (oo, -oo):
            return value * sense
        return expand(c[0] + c[1] * value + c[2] * value**2 + lead * value**3)

    def part(inverse: Callable[[Expr], Expr]) -> Callable[[Expr], Expr]:
        return lambda y: expand(shift) + size * inverse((y - height) / scale)

    if way > 0:
        return through(below, part(lambda w: sinh(asinh(w) / 3)), forth, sense)
    for place in (-1, -Rational(1, 2), Rational(1, 2), 1):
        below = split(below, expand(shift + place * size), context)
    out: list[Branch] = []
    for branch in below:
        row = next(
            row
            for row in _PARTS
            if row[0] == oo or side(branch, expand(shift + row[0] * size), context) < 0
        )
        out += through((branch,), part(row[2]), forth, row[1] * sense)
    return tuple(out)


# c from 4 c^3 - 3 c = w: the upper end of the part in c, its sense, the inverse
_PARTS: tuple[tuple[Expr, int, Callable[[Expr], Expr]], ...] = (
    (-Rational(1), 1, lambda w: -cosh(acosh(-w) / 3)),
    (-Rational(1, 2), 1, lambda w: cos((acos(w) + 2 * pi) / 3)),
    (Rational(1, 2), -1, lambda w: -sin(asin(w) / 3)),
    (Rational(1), 1, lambda w: cos(acos(w) / 3)),
    (oo, 1, lambda w: cosh(acosh(w) / 3)),
)
