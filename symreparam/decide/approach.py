"""Limits as values with the side they are approached from, and the algebra of such limits.

Each function here is a rule of limits (Rudin 1976, theorem 4.4 and its extensions to infinite
values); where none applies, `Open` is raised.
"""

from __future__ import annotations

from typing import Final, Literal

from sympy import Expr, Integer, Symbol, exp, log, oo

from symreparam.decide.answer import Context, Proved
from symreparam.decide.sign import sign
from symreparam.terms.record import dataclass

Side = Literal["+", "-", "", "="]


@dataclass(frozen=True, slots=True)
class Approach:
    """A limit value (perhaps infinite), approached from above `+`, below `-`, an unknown side
    (empty), or equal to it throughout (`=`)."""

    value: Expr
    side: Side


class Open(Exception):
    """No rule settles the limit."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the limit is taken: the variable tends to `at`."""

    variable: Symbol
    at: Approach
    scope: Context


def kind_of(approach: Approach, place: Place) -> str:
    """`oo`, `-oo`, `+`, `-`, `0+`, `0-`, `0=` or `0` (side unknown) of what is approached."""
    if approach.value in (oo, -oo):
        return str(approach.value)
    if approach.value == 0:
        return "0" + approach.side
    for want in ("+", "-"):
        if isinstance(sign(approach.value, want, place.scope), Proved):
            return want
    raise Open


def total(parts: list[Approach]) -> Approach:
    infinite = {part.value for part in parts if part.value in (oo, -oo)}
    if len(infinite) == 2:
        raise Open
    if infinite:
        return Approach(infinite.pop(), "")
    sides = {part.side for part in parts} - {"="}
    side: Side = sides.pop() if len(sides) == 1 else "" if sides else "="
    value: Expr = sum((part.value for part in parts), Integer(0))
    return Approach(value, side)


FLIP: Final[dict[str, Side]] = {"+": "-", "-": "+", "": "", "=": "="}


def product(left: Approach, right: Approach, place: Place) -> Approach:
    if right.side == "=":
        left, right = right, left
    if left.side == "=" and right.value not in (oo, -oo):
        return scaled(left.value, right, place)
    try:
        kinds = kind_of(left, place), kind_of(right, place)
    except Open:
        # the sign decides the side alone, where both are finite
        if {left.value, right.value} & {oo, -oo}:
            raise
        return Approach(left.value * right.value, "")
    if "0=" in kinds:
        return Approach(Integer(0), "=")
    zero, infinite = [k[0] == "0" for k in kinds], ["oo" in k for k in kinds]
    if any(zero) and any(infinite):
        raise Open
    negative = [k.startswith("-") or k == "0-" for k in kinds]
    if any(infinite):
        return Approach(-oo if negative[0] != negative[1] else oo, "")
    if any(zero):
        if "0" in kinds:
            return Approach(Integer(0), "")
        return Approach(Integer(0), "-" if negative[0] != negative[1] else "+")
    first = FLIP[left.side] if negative[1] else left.side
    second = FLIP[right.side] if negative[0] else right.side
    return Approach(left.value * right.value, joined(first, second))


def scaled(factor: Expr, inner: Approach, place: Place) -> Approach:
    """A constant times a finite limit: only the constant's sign matters to the side."""
    if factor == 0 or inner.side in ("=", ""):
        side: Side = "=" if factor == 0 or inner.side == "=" else ""
        return Approach(factor * inner.value, side)
    try:
        kind = kind_of(Approach(factor, "="), place)
    except Open:
        return Approach(factor * inner.value, "")
    side = inner.side if kind == "+" else FLIP[inner.side]
    return Approach(factor * inner.value, side)


def joined(first: Side, second: Side) -> Side:
    if first == "=":
        return second
    if second in ("=", first):
        return first
    return ""


def exponential(inner: Approach, place: Place) -> Approach:
    if inner.value == oo:
        return Approach(oo, "")
    if inner.value == -oo:
        return Approach(Integer(0), "+")
    return Approach(exp(inner.value), inner.side)


def logarithm(inner: Approach, place: Place) -> Approach:
    kind = kind_of(inner, place)
    if kind == "oo":
        return Approach(oo, "")
    if kind == "0+":
        return Approach(-oo, "")
    if kind == "+":
        return Approach(log(inner.value), inner.side)
    raise Open


def absolute(inner: Approach, place: Place) -> Approach:
    kind = kind_of(inner, place)
    if "oo" in kind:
        return Approach(oo, "")
    if kind[0] == "0":
        return Approach(Integer(0), "=" if kind == "0=" else "+" if kind != "0" else "")
    if kind == "+":
        return inner
    return Approach(-inner.value, FLIP[inner.side])


def positive_power(base: Approach, exponent: Expr, rising: str, place: Place) -> Approach:
    kind = kind_of(base, place)
    if kind == "oo":
        return Approach(oo, "") if rising == "+" else Approach(Integer(0), "+")
    if kind == "0+":
        return Approach(Integer(0), "+") if rising == "+" else Approach(oo, "")
    if kind == "0" and rising == "+":
        return Approach(Integer(0), "")
    if kind != "+":
        raise Open
    return Approach(base.value**exponent, base.side if rising == "+" else FLIP[base.side])
