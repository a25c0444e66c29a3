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
from symreparam.decide.ball import enclose
from symreparam.decide.points import sample
from symreparam.derivation.branch import (
    LETTER,
    Branch,
    NoInverse,
    needed_sign,
    scaled,
    side,
    sign_of,
    split,
    through,
)
from symreparam.derivation.invert_cubic import cubic

Coefficients = tuple[Expr, ...]
_U: Final = Symbol("u", real=True)


def rational(
    top: Coefficients, bottom: Coefficients, below: tuple[Branch, ...], context: Context
) -> tuple[Branch, ...]:
    """The branches of top(u)/bottom(u) after the branches of u."""
    top, bottom = _trimmed(top), _trimmed(bottom)
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
        return _second_degree(top, bottom, below, context)
    if len(bottom) == 1:
        return _decomposed(tuple(c / bottom[0] for c in top), below, context)
    raise NoInverse(f"degree {len(top) - 1} over {len(bottom) - 1}")


def _trimmed(part: Coefficients) -> Coefficients:
    plain = [expand(c) for c in part]
    while len(plain) > 1 and plain[-1] == 0:
        plain.pop()
    return tuple(plain)


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


# Second degree over second degree ------------------------------------------------------------
def _roots(c: Coefficients, context: Context) -> list[Expr]:
    """The real roots of a polynomial of degree at most two."""
    c = _trimmed(c)
    if len(c) == 1:
        return []
    if len(c) == 2:
        return [-c[0] / c[1]]
    discriminant = expand(c[1] ** 2 - 4 * c[0] * c[2])
    found = needed_sign(discriminant, context)
    if found < 0:
        return []
    if found == 0:
        return [-c[1] / (2 * c[2])]
    root = sqrt(discriminant)
    return [(-c[1] - root) / (2 * c[2]), (-c[1] + root) / (2 * c[2])]


def _second_degree(
    top: Coefficients, bottom: Coefficients, below: tuple[Branch, ...], context: Context
) -> tuple[Branch, ...]:
    """(a2 u^2 + a1 u + a0)/(b2 u^2 + b1 u + b0), cut at its poles and turning points."""
    a = (*top, *[Integer(0)] * (3 - len(top)))
    b = (*bottom, *[Integer(0)] * (3 - len(bottom)))
    slope = (
        expand(a[1] * b[0] - a[0] * b[1]),
        expand(2 * (a[2] * b[0] - a[0] * b[2])),
        expand(a[2] * b[1] - a[1] * b[2]),
    )
    poles = _roots(bottom, context)
    for point in (*poles, *_roots(slope, context)):
        below = split(below, point, context)
    return tuple(_bent(a, b, slope, poles, branch, context) for branch in below)


def _bent(
    a: Coefficients,
    b: Coefficients,
    slope: Coefficients,
    poles: list[Expr],
    branch: Branch,
    context: Context,
) -> Branch:
    """One monotone part, with the root of (a2 - y b2) u^2 + ... + (a0 - y b0) that lies in it."""
    point = sample(Context(context.scope), 1)[0]
    inside = _inside(branch, point)
    sense = 1 if _float(_at(slope, inside).xreplace(point)) > 0 else -1
    y = LETTER
    high, middle, low = (expand(a[k] - y * b[k]) for k in (2, 1, 0))
    root = sqrt(expand(middle**2 - 4 * high * low))
    forms = [
        (-middle + root) / (2 * high) if high != 0 else None,
        (-middle - root) / (2 * high) if high != 0 else None,
        2 * low / (-middle - root),
        2 * low / (-middle + root),
    ]
    value = (_at(a, inside) / _at(b, inside)).xreplace(point)
    ends = [_end(a, b, poles, end, way, sense) for end, way in ((branch.low, 0), (branch.high, 1))]
    image = ends if sense > 0 else ends[::-1]
    prefer = (2, 3, 0, 1) if high.has(y) else (0, 1, 2, 3)
    for number in prefer:
        form = forms[number]
        if form is None or _vanishes_inside(form, image, context):
            continue
        if abs(_float(form.xreplace({y: value}).xreplace(point)) - _float(inside)) < 1e-9:
            inverse = branch.inverse.xreplace({LETTER: form})
            return replace(
                branch, low=image[0], high=image[1], sense=branch.sense * sense, inverse=inverse
            )
    raise NoInverse("no root of the quadratic equation fits")


def _vanishes_inside(form: Expr, image: list[Expr], context: Context) -> bool:
    """Whether the form's denominator has a zero inside the image (its numerator then has, too)."""
    _, under = form.as_numer_denom()
    poly = Poly(under, LETTER) if under.is_polynomial(LETTER) else None
    if poly is None or poly.degree() != 1:
        return False
    zero = -poly.nth(0) / poly.nth(1)
    left = 1 if image[0] == -oo else sign_of(zero - image[0], context)
    right = 1 if image[1] == oo else sign_of(image[1] - zero, context)
    return left == 1 and right == 1


def _at(c: Coefficients, u: Expr) -> Expr:
    return sum((a * u**k for k, a in enumerate(c)), Integer(0))


def _end(
    a: Coefficients, b: Coefficients, poles: list[Expr], end: Expr, way: int, sense: int
) -> Expr:
    """The limit of the quotient at an end of the part (way 0: its lower end)."""
    if any(expand(end - pole) == 0 for pole in poles if end not in (oo, -oo)):
        return oo if (way == 1) == (sense > 0) else -oo
    if end not in (oo, -oo):
        return _at(a, end) / _at(b, end)
    top, bottom = _trimmed(a), _trimmed(b)
    if len(top) > len(bottom):
        return oo if (way == 1) == (sense > 0) else -oo
    return top[-1] / bottom[-1] if len(top) == len(bottom) else Integer(0)


def _inside(branch: Branch, point: dict[Symbol, Expr]) -> Expr:
    """A rational point of the kernel's range on this branch."""
    low, high = (end.xreplace(point) for end in (branch.low, branch.high))
    if low == -oo and high == oo:
        return Rational(1, 3)
    if low == -oo:
        return _near(high) - 1
    if high == oo:
        return _near(low) + 1
    return (_near(low) + _near(high)) / 2


def _near(end: Expr) -> Rational:
    if end.is_Rational:
        return end
    return Rational(str(round(_float(end), 9)))


def _float(term: Expr) -> float:
    ball = enclose(term, {}, 128)
    if ball is None:
        raise NoInverse(f"{term} has no value")
    return float(ball.mid())
