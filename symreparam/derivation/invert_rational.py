"""Several occurrences of the variable in one kernel: a rational function of degree at most two.

A polynomial of higher degree is decomposed (f of g) when it can be.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from sympy import Expr, Integer, Poly, PolynomialError, Rational, Symbol, expand, oo, sqrt
from sympy.polys.polytools import decompose

from symreparam.decide.answer import Context
from symreparam.derivation.branch import (
    LETTER,
    Branch,
    NoInverse,
    needed_sign,
    scaled,
    side,
    split,
    through,
)
from symreparam.derivation.invert_cubic import cubic
from symreparam.derivation.invert_second_degree import (
    Coefficients,
    at,
    roots,
    second_degree,
    trimmed,
)

_U: Final = Symbol("u", real=True)


def rational(
    top: Coefficients, bottom: Coefficients, below: tuple[Branch, ...], context: Context
) -> tuple[Branch, ...]:
    """The branches of top(u)/bottom(u) after the branches of u."""
    top, bottom = trimmed(top), trimmed(bottom)
    common = _common(top, bottom)
    if len(common) > 1:
        for root in roots(common, context):
            below = split(below, root, context)
        top, bottom = _quotient(top, common), _quotient(bottom, common)
    if len(top) <= 2 and len(bottom) == 2:
        return _moebius(top, bottom, below, context)
    if len(top) == 2 and len(bottom) == 1:
        slope, shift = top[1] / bottom[0], top[0] / bottom[0]
        sense = needed_sign(slope, context)
        return through(
            below, lambda y: (y - shift) / slope, lambda v: scaled(v, slope, sense) + shift, sense
        )
    if len(top) == 3 and len(bottom) == 1:
        return _quadratic(tuple(c / bottom[0] for c in top), below, context)
    if len(top) <= 3 and len(bottom) <= 3:
        return second_degree(top, bottom, below, context)
    if len(bottom) == 1:
        return _decomposed(tuple(c / bottom[0] for c in top), below, context)
    raise NoInverse(f"degree {len(top) - 1} over {len(bottom) - 1}")


def _common(top: Coefficients, bottom: Coefficients) -> Coefficients:
    """The greatest common divisor, up to second degree; where it vanishes 0/0 has no value."""
    if len(bottom) == 1 or len(top) == 1:
        return (Integer(1),)
    try:
        found = tuple(reversed(_poly(top).gcd(_poly(bottom)).all_coeffs()))
    except PolynomialError:
        return (Integer(1),)
    return found if len(found) <= 3 else (Integer(1),)


def _quotient(part: Coefficients, divisor: Coefficients) -> Coefficients:
    return tuple(reversed(_poly(part).quo(_poly(divisor)).all_coeffs()))


def _poly(c: Coefficients) -> Poly:
    return Poly(at(c, _U), _U)


def _decomposed(
    c: Coefficients, below: tuple[Branch, ...], context: Context
) -> tuple[Branch, ...]:
    """A polynomial as a composition of polynomials of lower degree, or a power of a shift."""
    degree = len(c) - 1
    if not any(c[1:degree]):
        lead = c[degree]
        raised = _raised(below, degree, context)
        factor = needed_sign(lead, context)
        return through(
            raised, lambda y: (y - c[0]) / lead, lambda v: scaled(v, lead, factor) + c[0], factor
        )
    polynomial = sum((a * _U**k for k, a in enumerate(c)), Integer(0))
    try:
        parts = decompose(polynomial, _U)
    except PolynomialError as error:
        raise NoInverse(f"degree {degree}") from error
    if len(parts) < 2 and degree == 3:
        return cubic(c, below, context)
    if len(parts) < 2:
        raise NoInverse(f"a polynomial of degree {degree} that is no composition")
    for part in reversed(parts):
        coefficients = tuple(reversed(Poly(part, _U).all_coeffs()))
        below = rational(coefficients, (Integer(1),), below, context)
    return below


def _raised(
    below: tuple[Branch, ...], exponent: int, context: Context
) -> tuple[Branch, ...]:
    """The integer power, exponent > 0, of every branch."""
    root = Rational(1, exponent)

    def forth(value: Expr) -> Expr:
        return value if value in (oo, 0) else value**exponent

    out: list[Branch] = []
    for branch in split(below, Integer(0), context):
        if side(branch, Integer(0), context) > 0:
            out += through((branch,), lambda y: y**root, forth, 1)
            continue
        mirrored = through((branch,), lambda y: -y, lambda v: -v, -1)
        raised = through(mirrored, lambda y: y**root, forth, 1)
        even = exponent % 2 == 0
        out += raised if even else through(raised, lambda y: -y, lambda v: -v, -1)
    return tuple(out)


def _moebius(
    top: Coefficients, bottom: Coefficients, below: tuple[Branch, ...], context: Context
) -> tuple[Branch, ...]:
    """(a u + b)/(c u + d), monotone of the sign of ad - bc on each side of its pole."""
    b, a = top[0], top[1] if len(top) == 2 else Integer(0)
    d, c = bottom
    sense = needed_sign(expand(a * d - b * c), context)
    if sense == 0:
        raise NoInverse("the map is constant")
    pole = -d / c

    def forth(value: Expr, end: str) -> Expr:
        if value in (oo, -oo):
            return a / c
        if expand(c * value + d) == 0:
            # increasing maps leave a pole from -oo and reach it at oo
            return -oo if (end == "low") == (sense > 0) else oo
        return (a * value + b) / (c * value + d)

    out = []
    for branch in split(below, pole, context):
        ends = forth(branch.low, "low"), forth(branch.high, "high")
        low, high = ends if sense > 0 else ends[::-1]
        inverse = branch.inverse.xreplace({LETTER: (d * LETTER - b) / (a - c * LETTER)})
        out.append(
            replace(branch, low=low, high=high, sense=branch.sense * sense, inverse=inverse)
        )
    return tuple(out)


def _quadratic(
    c: Coefficients, below: tuple[Branch, ...], context: Context
) -> tuple[Branch, ...]:
    """c2 (u - h)^2 + k, cut at the vertex h."""
    vertex, lead = -c[1] / (2 * c[2]), c[2]
    height = expand(c[0] - c[1] ** 2 / (4 * c[2]))
    opens = needed_sign(lead, context)
    out: list[Branch] = []

    def forth(value: Expr) -> Expr:
        if value in (oo, -oo):
            return oo * opens
        return expand(lead * (value - vertex) ** 2 + height)

    for branch in split(below, vertex, context):
        way = side(branch, vertex, context)
        inverse = vertex + way * sqrt((LETTER - height) / lead)
        out += through((branch,), _substituted(inverse), forth, opens * way)
    return tuple(out)


def _substituted(inverse: Expr) -> Callable[[Expr], Expr]:
    return lambda y: inverse.xreplace({LETTER: y})
