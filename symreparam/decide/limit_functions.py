"""Limits of functions at the limit of their last argument, which `limits` has found."""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType
from typing import Final

from sympy import (
    Expr,
    Integer,
    Rational,
    Symbol,
    cos,
    cosh,
    diff,
    exp,
    gamma,
    lowergamma,
    oo,
    pi,
    tan,
)

from symreparam.decide.answer import Proved
from symreparam.decide.approach import FLIP, Approach, Open, Place, kind_of
from symreparam.decide.sign import sign

_DUMMY: Final = Symbol("turning_point", real=True)


def step(inner: Approach, place: Place) -> Approach:
    """The sign of a term that keeps to one side of zero near the place."""
    kind = kind_of(inner, place)
    if kind in ("0", "0="):
        raise Open
    return Approach(Integer(-1 if kind in ("-", "-oo", "0-") else 1), "=")


def incomplete(expr: Expr, inner: Approach, place: Place) -> Approach:
    """The incomplete gamma functions of a positive a: continuous on [0, oo), between 0 and
    gamma(a), the lower one strictly increasing (DLMF 8.2.1, 8.2.2)."""
    shape = expr.args[0]
    if shape.has(place.variable) or not isinstance(sign(shape, "+", place.scope), Proved):
        raise Open
    rising = isinstance(expr, lowergamma)
    kind = kind_of(inner, place)
    if kind == "0+":
        return Approach(Integer(0), "+") if rising else Approach(gamma(shape), "-")
    if kind == "oo":
        return Approach(gamma(shape), "-") if rising else Approach(Integer(0), "+")
    if kind != "+":
        raise Open
    return Approach(expr.func(shape, inner.value), inner.side if rising else FLIP[inner.side])


def falling_to_zero(expr: Expr, inner: Approach, place: Place) -> Approach:
    """The derivatives of digamma fall to 0 at oo, (-1)^(n + 1) psi_n > 0 (DLMF 5.15.1)."""
    order = expr.args[0]
    if not order.is_Integer or order < 1 or inner.value != oo:
        raise Open
    return Approach(Integer(0), "+" if order % 2 == 1 else "-")


def regularized(expr: Expr, inner: Approach, place: Place) -> Approach:
    """I_x(a, b) for a, b > 0: continuous and strictly increasing on [0, 1], from 0 to 1 (DLMF
    8.17.1, 8.17.2)."""
    a, b, low, _ = expr.args
    for order in (a, b):
        if order.has(place.variable) or not isinstance(sign(order, "+", place.scope), Proved):
            raise Open
    kind = kind_of(inner, place)
    if low != 0 or kind not in ("0+", "+"):
        raise Open
    if kind == "0+":
        return Approach(Integer(0), "+")
    if inner.value == 1 and inner.side != "+":
        # where the term is defined its argument is at most 1
        return Approach(Integer(1), inner.side)
    if not isinstance(sign(1 - inner.value, "+", place.scope), Proved):
        raise Open
    return Approach(expr.func(a, b, low, inner.value), inner.side)


def turning(expr: Expr, inner: Approach, place: Place) -> Approach:
    """sin, cos, tan, cosh at a finite point, where all but tan at its poles are continuous."""
    if inner.value in (oo, -oo):
        if isinstance(expr, cosh):
            return Approach(oo, "")
        raise Open
    if isinstance(expr, tan):
        quarter = inner.value / pi - Rational(1, 2)
        if quarter.is_Integer:
            if inner.side not in ("+", "-"):
                raise Open
            return Approach(oo if inner.side == "-" else -oo, "")
        if isinstance(sign(cos(inner.value), "!=", place.scope), Proved):
            return Approach(tan(inner.value), inner.side)
        raise Open
    value, slope = expr.func(inner.value), diff(expr.func(_DUMMY), _DUMMY)
    slope = slope.xreplace({_DUMMY: inner.value})
    if slope == 0 and inner.side in ("+", "-"):
        # at a turning point the sides depend on the kind of extremum: 1 is a maximum but of cosh
        top = value == 1 and not isinstance(expr, cosh)
        return Approach(value, "-" if top else "+")
    for want, same in (("+", True), ("-", False)):
        if isinstance(sign(slope, want, place.scope), Proved):
            return Approach(value, inner.side if same else FLIP[inner.side])
    return Approach(value, "=" if inner.side == "=" else "")


def lower_w(expr: Expr, inner: Approach, place: Place) -> Approach:
    """W_{-1} falls strictly on [-1/e, 0), from -1 to -oo (Corless et al. 1996, section 2)."""
    at = inner.value
    if at == 0 and inner.side == "-":
        return Approach(-oo, "")
    if at == -exp(-1) and inner.side == "+":
        return Approach(Integer(-1), "-")
    if at in (oo, -oo) or not all(
        isinstance(sign(gap, "+", place.scope), Proved) for gap in (at + exp(-1), -at)
    ):
        raise Open
    return Approach(expr.func(at), FLIP[inner.side])


# name -> its limit where the last argument approaches `inner`
FUNCTIONS: Final[MappingProxyType[str, Callable[[Expr, Approach, Place], Approach]]] = (
    MappingProxyType(
        {
            "lowergamma": incomplete,
            "uppergamma": incomplete,
            "betainc_regularized": regularized,
            "polygamma": falling_to_zero,
            "LambertLower": lower_w,
            **dict.fromkeys(("sin", "cos", "tan", "cosh"), turning),
        }
    )
)
