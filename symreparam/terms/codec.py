"""Terms as plain data: nested lists over a closed table of heads, rebuilt with guards.

`["Symbol", name]`, `["Rational", "p", "q"]`, `["Constant", name]`, `[head, arg, ..]`, and choices
`["Piecewise", [value, [comparison, left, right]], ..]`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from sympy import (
    Catalan,
    E,
    Eq,
    EulerGamma,
    Expr,
    Ge,
    Gt,
    Le,
    Lt,
    Ne,
    Piecewise,
    Pow,
    Rational,
    Symbol,
    default_sort_key,
    exp,
    nan,
    oo,
    pi,
    zoo,
)
from sympy.core.function import AppliedUndef
from sympy.logic.boolalg import And, Boolean, Or, false, true

from symreparam.terms.build import HEADS, TermError, TermLimit, build
from symreparam.terms.functions import MOST_PRIMES, applied, name_and_order

DIGITS: Final = 4000
DEPTH: Final = 100
_INTEGER: Final = re.compile(r"-?(0|[1-9][0-9]*)\Z")
CONSTANTS: Final = MappingProxyType(
    {"pi": pi, "E": E, "EulerGamma": EulerGamma, "Catalan": Catalan, "oo": oo, "-oo": -oo}
)
_COMPARISONS: Final = MappingProxyType(
    {each.__name__: each for each in (Lt, Le, Gt, Ge, Eq, Ne)}
)
_JUNCTIONS: Final = MappingProxyType({"And": And, "Or": Or})
_NAME_OF: Final = {value: name for name, value in CONSTANTS.items()}

# exponentials of numbers up to here come up in proofs, though no text may have them
_MOST_EXP: Final = 10**9


def encode(term: Expr) -> list[Any]:
    """The term as data. Raises TermError for a head outside the table."""
    if term in _NAME_OF:
        return ["Constant", _NAME_OF[term]]
    if term.is_Rational:
        return ["Rational", str(term.p), str(term.q)]
    if term.is_Symbol:
        return ["Symbol", term.name]
    if isinstance(term, exp) or (isinstance(term, Pow) and term.base == E):
        return ["exp", encode(term.exp)]
    if isinstance(term, AppliedUndef):
        name, order = name_and_order(term)
        return ["Function", name, order, encode(term.args[0])]
    if isinstance(term, Piecewise):
        return ["Piecewise", *([encode(value), _encoded(when)] for value, when in term.args)]
    head = type(term).__name__
    if head not in HEADS:
        raise TermError(f"{head} cannot be stored")
    args = sorted(term.args, key=default_sort_key) if term.is_Add or term.is_Mul else term.args
    return [head, *(encode(arg) for arg in args)]


def _encoded(condition: Boolean) -> list[Any]:
    """A condition as data: comparisons of terms, joined by `And` and `Or`."""
    if condition in (true, false):
        return ["True" if condition == true else "False"]
    head = type(condition).__name__
    if head in _COMPARISONS:
        return [head, encode(condition.lhs), encode(condition.rhs)]
    if head in _JUNCTIONS:
        parts = sorted(condition.args, key=default_sort_key)
        return [head, *map(_encoded, parts)]
    raise TermError(f"{head} cannot be stored")


def decode(data: object, symbols: Mapping[str, Symbol], depth: int = 0) -> Expr:
    """The term that `data` stands for, over the given symbols. Raises TermError, TermLimit."""
    if depth > DEPTH:
        raise TermLimit("a term nested too deeply")
    if not isinstance(data, list) or not data or not isinstance(data[0], str):
        raise TermError("a term is a list that begins with its head")
    head, args = data[0], data[1:]
    if head == "Rational":
        return _rational(args)
    if head in ("Symbol", "Constant"):
        table: Mapping[str, Expr] = symbols if head == "Symbol" else CONSTANTS
        if len(args) != 1 or not isinstance(args[0], str) or args[0] not in table:
            raise TermError(f"unknown {head.lower()} {args!r}"[:100])
        return table[args[0]]
    if head == "Function":
        return _function(args, symbols, depth)
    if head == "Piecewise":
        return _choice(args, symbols, depth)
    parts = tuple(decode(arg, symbols, depth + 1) for arg in args)
    if head == "exp" and len(parts) == 1 and parts[0].is_Rational and abs(parts[0]) <= _MOST_EXP:
        return exp(parts[0])  # the mass of a Poisson(20000) law at 0: no digit is computed
    return build(head, parts)


def _choice(args: list[Any], symbols: Mapping[str, Symbol], depth: int) -> Expr:
    """`["Piecewise", [value, condition], ..]`: the first value whose condition holds."""
    if not args or any(not isinstance(pair, list) or len(pair) != 2 for pair in args):
        raise TermError("a choice is pairs of a value and a condition")
    pairs = [
        (decode(value, symbols, depth + 1), _condition(when, symbols, depth + 1))
        for value, when in args
    ]
    if any(value.has(nan, zoo) for value, _ in pairs):
        raise TermError("a value of a choice is undefined")
    return Piecewise(*pairs)


def _condition(data: object, symbols: Mapping[str, Symbol], depth: int) -> Boolean:
    if depth > DEPTH:
        raise TermLimit("a condition nested too deeply")
    if not isinstance(data, list) or not data or not isinstance(data[0], str):
        raise TermError("a condition is a list that begins with its head")
    head, args = data[0], data[1:]
    if head in ("True", "False") and not args:
        return true if head == "True" else false
    if head in _COMPARISONS and len(args) == 2:
        left, right = (decode(arg, symbols, depth + 1) for arg in args)
        return _COMPARISONS[head](left, right)
    if head in _JUNCTIONS and len(args) > 1:
        return _JUNCTIONS[head](*(_condition(arg, symbols, depth + 1) for arg in args))
    raise TermError(f"unknown condition {head[:20]!r}")


def _function(args: list[Any], symbols: Mapping[str, Symbol], depth: int) -> Expr:
    """`["Function", name, order, argument]`, the derivative of an arbitrary function."""
    if len(args) != 3 or not isinstance(args[0], str) or not isinstance(args[1], int):
        raise TermError("a function is its name, its order, and its argument")
    if not 0 <= args[1] <= MOST_PRIMES:
        raise TermLimit(f"a derivative of order above {MOST_PRIMES}")
    try:
        return applied(args[0], args[1], decode(args[2], symbols, depth + 1))
    except ValueError as error:
        raise TermError(str(error)) from error


def _rational(args: list[Any]) -> Expr:
    if len(args) != 2 or not all(isinstance(arg, str) for arg in args):
        raise TermError("a rational is two strings of digits")
    for arg in args:
        if len(arg) > DIGITS:
            raise TermLimit(f"a number of more than {DIGITS} digits")
        if not _INTEGER.match(arg):
            raise TermError(f"not an integer: {arg!r}")
    top, bottom = int(args[0]), int(args[1])
    if bottom < 1:
        raise TermError("a denominator is positive")
    value = Rational(top, bottom)
    if value.p != top or value.q != bottom:
        raise TermError("a fraction in lowest terms is expected")
    return value
