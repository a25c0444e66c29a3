"""Strictly monotone cubic polynomials, inverted by the hyperbolic sine (Viete's substitution)."""

from __future__ import annotations

from sympy import Expr, asinh, expand, oo, sinh, sqrt

from symreparam.decide.answer import Context
from symreparam.derivation.branch import Branch, NoInverse, needed_sign, through


def rising_cubic(
    c: tuple[Expr, ...], below: tuple[Branch, ...], context: Context
) -> tuple[Branch, ...]:
    """a u^3 + .. without turning points: with u = h + v it is a (v^3 + p v) + k, p > 0, and
    v = m sinh(t), m = 2 sqrt(p/3), makes of it a m^3/4 sinh(3 t) + k. Raises NoInverse."""
    lead = c[3]
    shift = -c[2] / (3 * lead)
    linear = expand(c[1] / lead - 3 * shift**2)
    if needed_sign(linear, context) <= 0:
        raise NoInverse("a polynomial of degree 3 with turning points that is no composition")
    sense = needed_sign(lead, context)
    height = expand(c[0] + c[1] * shift + c[2] * shift**2 + lead * shift**3)
    size = 2 * sqrt(linear / 3)
    scale = lead * size**3 / 4

    def back(value: Expr) -> Expr:
        return shift + size * sinh(asinh((value - height) / scale) / 3)

    def forth(value: Expr) -> Expr:
        if value in (oo, -oo):
            return value * sense
        return expand(c[0] + c[1] * value + c[2] * value**2 + lead * value**3)

    return through(below, back, forth, sense)
