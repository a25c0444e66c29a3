"""Structural inversion: a map on an interval as strictly monotone branches with closed inverses.

A branch carries its source interval, the inverse as a term in a letter, the image interval and
the sense. Everything proposed here is proved step by step afterwards; signs are asked of `decide`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from sympy import (
    Abs,
    E,
    Expr,
    Integer,
    Pow,
    Symbol,
    asinh,
    atan,
    atanh,
    erf,
    erfinv,
    exp,
    expand,
    log,
    oo,
    pi,
    sinh,
    sqrt,
    tan,
    tanh,
)

from symreparam.decide.answer import Context, Proved
from symreparam.decide.rational_form import rational_form
from symreparam.decide.sign import sign

LETTER = Symbol("inverse_letter", real=True)


class NoInverse(Exception):
    """The map could not be inverted; the message names what stopped it."""


class SignNeeded(NoInverse):
    """The sign of `term` decides the shape of the map: split the scope on it."""

    def __init__(self, term: Expr) -> None:
        super().__init__(f"the sign of {term} is open")
        self.term = term


@dataclass(frozen=True, slots=True)
class Branch:
    """source (lower, upper) -> image (low, high), increasing (+1) or decreasing (-1)."""

    lower: Expr
    upper: Expr
    low: Expr
    high: Expr
    sense: int
    inverse: Expr

    def letter_to(self, value: Expr) -> Expr:
        """The inverse at a value of the image."""
        return self.inverse.xreplace({LETTER: value})


def sign_of(term: Expr, context: Context) -> int | None:
    """+1, -1, 0 or None; infinite values have signs too."""
    if term == oo:
        return 1
    if term == -oo:
        return -1
    plain = expand(term)
    if plain == 0:
        return 0
    for want, value in (("+", 1), ("-", -1)):
        if isinstance(sign(plain, want, context), Proved):
            return value
    return None


def needed_sign(term: Expr, context: Context) -> int:
    """The strict sign of a term; SignNeeded when it is open and the term may be split on."""
    found = sign_of(term, context)
    if found is None:
        raise SignNeeded(term)
    return found


def branches(
    body: Expr, variable: Symbol, lower: Expr, upper: Expr, context: Context
) -> tuple[Branch, ...]:
    """The monotone branches of `body` on (lower, upper)."""
    if body == variable:
        return (Branch(lower, upper, lower, upper, 1, LETTER),)
    if not body.has(variable):
        raise NoInverse("the map is constant")
    inner = [arg for arg in body.args if arg.has(variable)]
    if (body.is_Add or body.is_Mul) and len(inner) == 1:
        rest = body.func(*[arg for arg in body.args if not arg.has(variable)])
        below = branches(inner[0], variable, lower, upper, context)
        if body.is_Add:
            return _through(below, lambda y: y - rest, lambda v: v + rest, 1)
        factor = needed_sign(rest, context)
        if factor == 0:
            raise NoInverse("multiplied by zero")
        return _through(below, lambda y: y / rest, lambda v: _scaled(v, rest, factor), factor)
    if body.is_Add or body.is_Mul:
        return _rational(body, variable, lower, upper, context)
    if isinstance(body, Pow) and body.base != E:
        return _power(body, variable, lower, upper, context)
    return _function(body, variable, lower, upper, context)


def _scaled(value: Expr, factor: Expr, sense: int) -> Expr:
    if value in (oo, -oo):
        return value * sense
    return value * factor


def _through(
    below: tuple[Branch, ...],
    back: Callable[[Expr], Expr],
    forth: Callable[[Expr], Expr],
    sense: int,
) -> tuple[Branch, ...]:
    """Compose each branch with a strictly monotone function; `back` is its inverse."""
    out = []
    for branch in below:
        ends = forth(branch.low), forth(branch.high)
        low, high = ends if sense > 0 else ends[::-1]
        inverse = branch.inverse.xreplace({LETTER: back(LETTER)})
        out.append(
            replace(branch, low=low, high=high, sense=branch.sense * sense, inverse=inverse)
        )
    return tuple(out)


def split(below: tuple[Branch, ...], at: Expr, context: Context) -> tuple[Branch, ...]:
    """Cut every branch whose image contains `at` in two."""
    out: list[Branch] = []
    for branch in below:
        left = -1 if branch.low == -oo else sign_of(branch.low - at, context)
        right = 1 if branch.high == oo else sign_of(branch.high - at, context)
        if left is None or right is None:
            raise NoInverse(f"where {at} lies in ({branch.low}, {branch.high}) is open")
        if left >= 0 or right <= 0:
            out.append(branch)
            continue
        point = branch.letter_to(at)
        parts = (replace(branch, high=at), replace(branch, low=at))
        if branch.sense > 0:
            out += [replace(parts[0], upper=point), replace(parts[1], lower=point)]
        else:
            out += [replace(parts[0], lower=point), replace(parts[1], upper=point)]
    return tuple(out)


def _side(branch: Branch, at: Expr, context: Context) -> int:
    """+1 when the image lies above `at`, -1 when below."""
    if branch.low != -oo and sign_of(branch.low - at, context) in (0, 1):
        return 1
    if branch.high != oo and sign_of(branch.high - at, context) in (0, -1):
        return -1
    raise NoInverse(f"the side of {at} is open")


def _power(
    body: Expr, variable: Symbol, lower: Expr, upper: Expr, context: Context
) -> tuple[Branch, ...]:
    base, exponent = body.base, body.exp
    if exponent.has(variable):
        if base.has(variable):
            raise NoInverse(f"{body} has its variable in base and exponent")
        slope = needed_sign(log(base), context)
        below = branches(exponent, variable, lower, upper, context)
        return _through(
            below, lambda y: log(y) / log(base), lambda v: _exp(_scaled(v, log(base), slope)), slope
        )
    sense = needed_sign(exponent, context)
    if sense == 0:
        raise NoInverse("exponent zero")
    below = branches(base, variable, lower, upper, context)
    if exponent.is_Integer:
        below = split(below, Integer(0), context)

    def forth(value: Expr) -> Expr:
        if value == oo or value == 0:
            return oo if (value == oo) == (sense > 0) else Integer(0)
        return value**exponent

    out: list[Branch] = []
    even = exponent.is_Integer and int(exponent) % 2 == 0
    for branch in below:
        if _side(branch, Integer(0), context) > 0:
            out += _through((branch,), lambda y: y ** (1 / exponent), forth, sense)
            continue
        if not exponent.is_Integer:
            raise NoInverse(f"a root of a negative number in {body}")
        mirrored = _through((branch,), lambda y: -y, lambda v: -v, -1)
        raised = _through(mirrored, lambda y: y ** (1 / exponent), forth, sense)
        out += raised if even else _through(raised, lambda y: -y, lambda v: -v, -1)
    return tuple(out)


def _exp(value: Expr) -> Expr:
    if value == -oo:
        return Integer(0)
    return value if value == oo else exp(value)


def _log(value: Expr) -> Expr:
    if value == 0:
        return -oo
    return value if value == oo else log(value)


def _ends(table: dict[Expr, Expr], function: Callable[[Expr], Expr]) -> Callable[[Expr], Expr]:
    return lambda value: table[value] if value in table else function(value)


_WHOLE = {-oo: -oo, oo: oo}
# strictly increasing functions: head -> (inverse, values at the ends)
_INCREASING = {
    "sinh": (asinh, _ends(_WHOLE, sinh)),
    "asinh": (sinh, _ends(_WHOLE, asinh)),
    "tanh": (atanh, _ends({-oo: Integer(-1), oo: Integer(1)}, tanh)),
    "atanh": (tanh, _ends({Integer(-1): -oo, Integer(1): oo}, atanh)),
    "atan": (tan, _ends({-oo: -pi / 2, oo: pi / 2}, atan)),
    "erf": (erfinv, _ends({-oo: Integer(-1), oo: Integer(1)}, erf)),
    "erfinv": (erf, _ends({Integer(-1): -oo, Integer(1): oo}, erfinv)),
}


def _function(
    body: Expr, variable: Symbol, lower: Expr, upper: Expr, context: Context
) -> tuple[Branch, ...]:
    inner = body.exp if isinstance(body, Pow) else body.args[0]
    name = type(body).__name__
    if len(body.args) != 1 and not isinstance(body, Pow):
        raise NoInverse(f"no inverse of {name} here")
    below = branches(inner, variable, lower, upper, context)
    if isinstance(body, (exp, Pow)):
        return _through(below, log, _exp, 1)
    if isinstance(body, log):
        if any(_side(branch, Integer(0), context) < 0 for branch in below):
            raise NoInverse("a logarithm of a negative number")
        return _through(below, exp, _log, 1)
    if isinstance(body, Abs):
        out: list[Branch] = []
        for branch in split(below, Integer(0), context):
            if _side(branch, Integer(0), context) > 0:
                out.append(branch)
            else:
                out += _through((branch,), lambda y: -y, lambda v: -v, -1)
        return tuple(out)
    row = _INCREASING.get(name)
    if row is None:
        raise NoInverse(f"no inverse of {name} here")
    return _through(below, row[0], row[1], 1)


def _rational(
    body: Expr, variable: Symbol, lower: Expr, upper: Expr, context: Context
) -> tuple[Branch, ...]:
    """Several occurrences of the variable in one kernel: Moebius or quadratic in the kernel."""
    form = rational_form(body, variable)
    if form is None:
        raise NoInverse(f"several kernels in {body}")
    top, bottom = _trimmed(form.numerator), _trimmed(form.denominator)
    below = branches(form.kernel, variable, lower, upper, context)
    if len(top) <= 2 and len(bottom) == 2:
        return _moebius(top, bottom, below, context)
    if len(top) == 2 and len(bottom) == 1:
        slope = top[1] / bottom[0]
        shift, sense = top[0] / bottom[0], needed_sign(top[1] / bottom[0], context)
        return _through(
            below, lambda y: (y - shift) / slope, lambda v: _scaled(v, slope, sense) + shift, sense
        )
    if len(top) == 3 and len(bottom) == 1:
        return _quadratic(tuple(c / bottom[0] for c in top), below, context)
    raise NoInverse(f"degree {len(top) - 1} over {len(bottom) - 1} in {form.kernel}")


def _trimmed(part: tuple[Expr, ...]) -> tuple[Expr, ...]:
    plain = [expand(c) for c in part]
    while len(plain) > 1 and plain[-1] == 0:
        plain.pop()
    return tuple(plain)


def _moebius(
    top: tuple[Expr, ...],
    bottom: tuple[Expr, ...],
    below: tuple[Branch, ...],
    context: Context,
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
    c: tuple[Expr, ...], below: tuple[Branch, ...], context: Context
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
        side = _side(branch, vertex, context)
        inverse = vertex + side * sqrt((LETTER - height) / lead)
        out += _through((branch,), _substituted(inverse), forth, opens * side)
    return tuple(out)


def _substituted(inverse: Expr) -> Callable[[Expr], Expr]:
    return lambda y: inverse.xreplace({LETTER: y})
