"""Terms as JavaScript expressions over a closed list of functions: for pictures alone."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from sympy import E, Expr, Integer, Piecewise, Pow, Rational, Symbol, exp, pi
from sympy.logic.boolalg import And, BooleanTrue

_FUNCTIONS: Final[Mapping[str, str]] = MappingProxyType(
    {
        **{
            name: f"Math.{name}"
            for name in (
                *("sin", "cos", "tan", "asin", "acos", "atan", "atan2", "sinh", "cosh", "tanh"),
                *("asinh", "acosh", "atanh", "log", "sign", "floor"),
            )
        },
        "Abs": "Math.abs",
        "Max": "Math.max",
        "Min": "Math.min",
        "ceiling": "Math.ceil",
        "gamma": "gamma",
        "beta": "beta",
    }
)
_RELATIONS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "StrictLessThan": "<",
        "LessThan": "<=",
        "StrictGreaterThan": ">",
        "GreaterThan": ">=",
    }
)


class NoScript(Exception):
    """The term has a head that JavaScript lacks; the message names it."""


def script(term: Expr, names: Mapping[Symbol, str]) -> str:
    """The term as an expression; every symbol must be among `names`. Raises NoScript."""
    if isinstance(term, Integer):
        return f"({term})" if term < 0 else str(term)
    if isinstance(term, Rational):
        return f"({term.p}/{term.q})"
    if term == pi:
        return "Math.PI"
    if term == E:
        return "Math.E"
    if isinstance(term, Symbol):
        if term not in names:
            raise NoScript(f"{term} has no slider")
        return names[term]
    if term.is_Add or term.is_Mul:
        sign = "+" if term.is_Add else "*"
        return f"({sign.join(script(part, names) for part in term.args)})"
    if isinstance(term, exp) or (isinstance(term, Pow) and term.base == E):
        return f"Math.exp({script(term.exp, names)})"
    if isinstance(term, Pow):
        return _power(term, names)
    if isinstance(term, Piecewise):
        return _choice(term, names)
    head = _FUNCTIONS.get(type(term).__name__)
    if head is None:
        raise NoScript(f"pictures do not know the function {type(term).__name__}")
    return f"{head}({','.join(script(part, names) for part in term.args)})"


def _power(term: Pow, names: Mapping[Symbol, str]) -> str:
    base = script(term.base, names)
    if term.exp == Rational(1, 2):
        return f"Math.sqrt({base})"
    if term.exp == -1:
        return f"(1/{base})"
    return f"Math.pow({base},{script(term.exp, names)})"


def _choice(term: Piecewise, names: Mapping[Symbol, str]) -> str:
    text = "NaN"
    for value, condition in reversed(term.args):
        text = f"({_condition(condition, names)}?{script(value, names)}:{text})"
    return text


def _condition(condition: Any, names: Mapping[Symbol, str]) -> str:
    if isinstance(condition, BooleanTrue):
        return "true"
    if isinstance(condition, And):
        return "&&".join(f"({_condition(part, names)})" for part in condition.args)
    sign = _RELATIONS.get(type(condition).__name__)
    if sign is None:
        raise NoScript(f"pictures do not know the condition {condition}")
    return f"{script(condition.lhs, names)}{sign}{script(condition.rhs, names)}"
