"""Second degree over second degree: cut at the poles and at the turning points."""

from __future__ import annotations

from dataclasses import replace

from sympy import Expr, Integer, Poly, Rational, Symbol, expand, oo, sqrt

from symreparam.decide.answer import Context
from symreparam.decide.ball import enclose
from symreparam.decide.points import sample
from symreparam.derivation.branch import LETTER, Branch, NoInverse, needed_sign, sign_of, split

Coefficients = tuple[Expr, ...]


def trimmed(part: Coefficients) -> Coefficients:
    """The coefficients, lowest first, without leading zeros."""
    plain = [expand(c) for c in part]
    while len(plain) > 1 and plain[-1] == 0:
        plain.pop()
    return tuple(plain)


def roots(c: Coefficients, context: Context) -> list[Expr]:
    """The real roots of a polynomial of degree at most two."""
    c = trimmed(c)
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


def second_degree(
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
    poles = roots(bottom, context)
    for point in (*poles, *roots(slope, context)):
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
    sense = 1 if _float(at(slope, inside).xreplace(point)) > 0 else -1
    y = LETTER
    high, middle, low = (expand(a[k] - y * b[k]) for k in (2, 1, 0))
    root = sqrt(expand(middle**2 - 4 * high * low))
    forms = [
        (-middle + root) / (2 * high) if high != 0 else None,
        (-middle - root) / (2 * high) if high != 0 else None,
        2 * low / (-middle - root),
        2 * low / (-middle + root),
    ]
    value = (at(a, inside) / at(b, inside)).xreplace(point)
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


def at(c: Coefficients, u: Expr) -> Expr:
    """The polynomial's value at u."""
    return sum((a * u**k for k, a in enumerate(c)), Integer(0))


def _end(
    a: Coefficients, b: Coefficients, poles: list[Expr], end: Expr, way: int, sense: int
) -> Expr:
    """The limit of the quotient at an end of the part (way 0: its lower end)."""
    if any(expand(end - pole) == 0 for pole in poles if end not in (oo, -oo)):
        return oo if (way == 1) == (sense > 0) else -oo
    if end not in (oo, -oo):
        return at(a, end) / at(b, end)
    top, bottom = trimmed(a), trimmed(b)
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
