"""One-sided limits of a term at an end of an interval, by the rules of limits alone.

A limit is a value and the side from which it is approached. Where the rules leave a form open
(0 * oo, oo - oo, oo / oo), a rational function of one kernel is expanded at the kernel's limit.
What no rule settles is None: nothing here guesses.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final, Literal

from sympy import (
    Abs,
    E,
    Expr,
    Integer,
    Piecewise,
    Pow,
    Rational,
    Symbol,
    asin,
    ceiling,
    cos,
    cosh,
    diff,
    erf,
    exp,
    floor,
    log,
    nan,
    oo,
    pi,
    tan,
    zoo,
)
from sympy import sign as sign_function

from symreparam.decide.answer import Context, Proved, Unknown
from symreparam.decide.rational_form import expand_at, rational_form
from symreparam.decide.real import conditions
from symreparam.decide.sign import sign
from symreparam.terms.region import NUMBERS

Side = Literal["+", "-", "", "="]


@dataclass(frozen=True, slots=True)
class Approach:
    """A limit value (perhaps infinite), approached from above `+`, below `-`, an unknown side
    (empty), or equal to it throughout (`=`)."""

    value: Expr
    side: Side


class _Open(Exception):
    """No rule settles the limit."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the limit is taken: the variable tends to `at`."""

    variable: Symbol
    at: Approach
    scope: Context


@lru_cache(maxsize=512)
def limit(expr: Expr, variable: Symbol, end: str, context: Context) -> Expr | None:
    """The one-sided limit of `expr` at the `lower` or `upper` end of the variable's interval."""
    for name, lower, upper in context.over.bounds:
        if name == variable:
            at = Approach(lower, "+") if end == "lower" else Approach(upper, "-")
            place = _Place(variable, at, Context(context.scope, NUMBERS))
            try:
                return _limit(expr, place).value
            except (_Open, RecursionError):
                return None
    return None


def _limit(expr: Expr, place: _Place) -> Approach:
    if not expr.has(place.variable):
        return Approach(expr, "=")
    if expr == place.variable:
        return place.at
    try:
        return _by_rules(expr, place)
    except _Open:
        pass
    try:
        return _by_kernel(expr, place)
    except _Open:
        return _by_continuity(expr, place)


def _by_continuity(expr: Expr, place: _Place) -> Approach:
    """A term that is defined in a neighbourhood of a finite point, without steps, is continuous."""
    at = place.at.value
    if at in (oo, -oo) or expr.has(*_STEPS):
        raise _Open
    swap = {place.variable: at}
    for condition in conditions(expr):
        if isinstance(condition, Unknown):
            raise _Open
        # an open condition that holds at the point holds near it
        want = "+" if condition.want == ">=" else condition.want
        if not isinstance(sign(condition.term.xreplace(swap), want, place.scope), Proved):
            raise _Open
    value = expr.xreplace(swap)
    if value.has(nan, zoo, oo):
        raise _Open
    return Approach(value, "=" if place.at.side == "=" else "")


_STEPS: Final = (floor, ceiling, sign_function, Piecewise)


def _by_rules(expr: Expr, place: _Place) -> Approach:
    if expr.is_Add:
        return _sum([_limit(arg, place) for arg in expr.args])
    if expr.is_Mul:
        total = Approach(Integer(1), "=")
        for arg in expr.args:
            total = _product(total, _limit(arg, place), place)
        return total
    if isinstance(expr, exp) or (isinstance(expr, Pow) and expr.base == E):
        return _exponential(_limit(expr.exp, place), place)
    if isinstance(expr, Pow):
        return _power(expr, place)
    if isinstance(expr, log):
        return _logarithm(_limit(expr.args[0], place), place)
    if isinstance(expr, Abs):
        return _absolute(_limit(expr.args[0], place), place)
    name = type(expr).__name__
    if name in _MONOTONE:
        return _monotone(expr, _MONOTONE[name], place)
    if name in _FALLING:
        return _limit(_FALLING[name](expr.args[0]), place)
    if name in ("sin", "cos", "tan", "cosh"):
        return _turning(expr, _limit(expr.args[0], place), place)
    raise _Open


def _turning(expr: Expr, inner: Approach, place: _Place) -> Approach:
    """sin, cos, tan, cosh at a finite point, where all but tan at its poles are continuous."""
    if inner.value in (oo, -oo):
        if isinstance(expr, cosh):
            return Approach(oo, "")
        raise _Open
    if isinstance(expr, tan):
        quarter = inner.value / pi - Rational(1, 2)
        if quarter.is_Integer:
            if inner.side not in ("+", "-"):
                raise _Open
            return Approach(oo if inner.side == "-" else -oo, "")
        if isinstance(sign(cos(inner.value), "!=", place.scope), Proved):
            return Approach(tan(inner.value), inner.side)
        raise _Open
    value, slope = expr.func(inner.value), diff(expr.func(_DUMMY), _DUMMY)
    slope = slope.xreplace({_DUMMY: inner.value})
    if slope == 0 and inner.side in ("+", "-"):
        # at a turning point the sides depend on the kind of extremum: 1 is a maximum but of cosh
        top = value == 1 and not isinstance(expr, cosh)
        return Approach(value, "-" if top else "+")
    for want, same in (("+", True), ("-", False)):
        if isinstance(sign(slope, want, place.scope), Proved):
            return Approach(value, inner.side if same else _FLIP[inner.side])
    return Approach(value, "=" if inner.side == "=" else "")


_DUMMY: Final = Symbol("turning_point", real=True)


def _class(approach: Approach, place: _Place) -> str:
    """`oo`, `-oo`, `+`, `-`, `0+`, `0-`, `0=` or `0` (side unknown) of what is approached."""
    if approach.value in (oo, -oo):
        return str(approach.value)
    if approach.value == 0:
        return "0" + approach.side
    for want in ("+", "-"):
        if isinstance(sign(approach.value, want, place.scope), Proved):
            return want
    raise _Open


def _sum(parts: list[Approach]) -> Approach:
    infinite = {part.value for part in parts if part.value in (oo, -oo)}
    if len(infinite) == 2:
        raise _Open
    if infinite:
        return Approach(infinite.pop(), "")
    sides = {part.side for part in parts} - {"="}
    side: Side = sides.pop() if len(sides) == 1 else "" if sides else "="
    value: Expr = sum((part.value for part in parts), Integer(0))
    return Approach(value, side)


_FLIP: Final[dict[str, Side]] = {"+": "-", "-": "+", "": "", "=": "="}


def _product(left: Approach, right: Approach, place: _Place) -> Approach:
    if right.side == "=":
        left, right = right, left
    if left.side == "=" and right.value not in (oo, -oo):
        return _scaled(left.value, right, place)
    kinds = _class(left, place), _class(right, place)
    if "0=" in kinds:
        return Approach(Integer(0), "=")
    zero, infinite = [k[0] == "0" for k in kinds], ["oo" in k for k in kinds]
    if any(zero) and any(infinite):
        raise _Open
    negative = [k.startswith("-") or k == "0-" for k in kinds]
    if any(infinite):
        return Approach(-oo if negative[0] != negative[1] else oo, "")
    if any(zero):
        if "0" in kinds:
            return Approach(Integer(0), "")
        return Approach(Integer(0), "-" if negative[0] != negative[1] else "+")
    first = _FLIP[left.side] if negative[1] else left.side
    second = _FLIP[right.side] if negative[0] else right.side
    return Approach(left.value * right.value, _joined(first, second))


def _scaled(factor: Expr, inner: Approach, place: _Place) -> Approach:
    """A constant times a finite limit: only the constant's sign matters to the side."""
    if factor == 0 or inner.side in ("=", ""):
        side: Side = "=" if factor == 0 or inner.side == "=" else ""
        return Approach(factor * inner.value, side)
    kind = _class(Approach(factor, "="), place)
    side = inner.side if kind == "+" else _FLIP[inner.side]
    return Approach(factor * inner.value, side)


def _joined(first: Side, second: Side) -> Side:
    if first == "=":
        return second
    if second in ("=", first):
        return first
    return ""


def _exponential(inner: Approach, place: _Place) -> Approach:
    if inner.value == oo:
        return Approach(oo, "")
    if inner.value == -oo:
        return Approach(Integer(0), "+")
    return Approach(exp(inner.value), inner.side)


def _logarithm(inner: Approach, place: _Place) -> Approach:
    kind = _class(inner, place)
    if kind == "oo":
        return Approach(oo, "")
    if kind == "0+":
        return Approach(-oo, "")
    if kind == "+":
        return Approach(log(inner.value), inner.side)
    raise _Open


def _absolute(inner: Approach, place: _Place) -> Approach:
    kind = _class(inner, place)
    if "oo" in kind:
        return Approach(oo, "")
    if kind[0] == "0":
        return Approach(Integer(0), "=" if kind == "0=" else "+" if kind != "0" else "")
    if kind == "+":
        return inner
    return Approach(-inner.value, _FLIP[inner.side])


def _power(expr: Expr, place: _Place) -> Approach:
    base, exponent = _limit(expr.base, place), expr.exp
    if exponent.has(place.variable):
        if base.side != "=" or _class(base, place) != "+":
            raise _Open
        scaled = _product(_limit(exponent, place), Approach(log(base.value), "="), place)
        return _exponential(scaled, place)
    rising = _class(Approach(exponent, "="), place)
    if rising not in ("+", "-"):
        raise _Open
    kind = _class(base, place)
    even = exponent.is_Integer and int(exponent) % 2 == 0
    if kind in ("0-", "-", "-oo"):
        if not exponent.is_Integer:
            raise _Open
        mirrored = Approach(-base.value, _FLIP[base.side])
        result = _positive_power(mirrored, exponent, rising, place)
        if even:
            return result
        return Approach(-result.value, _FLIP[result.side])
    if kind == "0" and even:
        base = replace(base, side="+")
    return _positive_power(base, exponent, rising, place)


def _positive_power(base: Approach, exponent: Expr, rising: str, place: _Place) -> Approach:
    kind = _class(base, place)
    if kind == "oo":
        return Approach(oo, "") if rising == "+" else Approach(Integer(0), "+")
    if kind == "0+":
        return Approach(Integer(0), "+") if rising == "+" else Approach(oo, "")
    if kind == "0" and rising == "+":
        return Approach(Integer(0), "")
    if kind != "+":
        raise _Open
    return Approach(base.value**exponent, base.side if rising == "+" else _FLIP[base.side])


# strictly increasing functions on an interval: name -> (its ends, the limits there)
_MONOTONE: Final = {
    "atan": ((-oo, oo), (-pi / 2, pi / 2)),
    "tanh": ((-oo, oo), (Integer(-1), Integer(1))),
    "erf": ((-oo, oo), (Integer(-1), Integer(1))),
    "sinh": ((-oo, oo), (-oo, oo)),
    "asinh": ((-oo, oo), (-oo, oo)),
    "atanh": ((Integer(-1), Integer(1)), (-oo, oo)),
    "erfinv": ((Integer(-1), Integer(1)), (-oo, oo)),
    "asin": ((Integer(-1), Integer(1)), (-pi / 2, pi / 2)),
    "acosh": ((Integer(1), oo), (Integer(0), oo)),
}
# strictly decreasing ones, as a constant minus a strictly increasing one
_FALLING: Final = {
    "acos": lambda x: pi / 2 - asin(x),
    "erfc": lambda x: 1 - erf(x),
}


def _monotone(
    expr: Expr, row: tuple[tuple[Expr, Expr], tuple[Expr, Expr]], place: _Place
) -> Approach:
    inner = _limit(expr.args[0], place)
    for end, value, side in zip(row[0], row[1], ("+", "-"), strict=True):
        if inner.value == end:
            if end not in (oo, -oo) and inner.side != side:
                raise _Open
            return Approach(value, "" if value in (oo, -oo) else _side(side))
    if inner.value in (oo, -oo):
        raise _Open
    if row[0] != (-oo, oo):
        inside = [sign(inner.value - row[0][0], "+", place.scope)]
        inside.append(sign(row[0][1] - inner.value, "+", place.scope))
        if not all(isinstance(answer, Proved) for answer in inside):
            raise _Open
    return Approach(expr.func(inner.value), inner.side)


def _side(name: str) -> Side:
    return "+" if name == "+" else "-"


def _by_kernel(expr: Expr, place: _Place) -> Approach:
    """A rational function of one kernel u: expanded in w -> 0+ at the limit of u."""
    form = rational_form(expr, place.variable)
    if form is None:
        raise _Open
    inner = place.at if form.kernel == place.variable else _limit(form.kernel, place)
    expanded = expand_at(form, inner.value, inner.side, place.scope)
    if expanded is None:
        raise _Open
    order, lead, above = expanded
    if order > 0:
        return Approach(Integer(0), "+" if above == "+" else "-")
    if order < 0:
        return Approach(oo if above == "+" else -oo, "")
    return Approach(lead, "")
