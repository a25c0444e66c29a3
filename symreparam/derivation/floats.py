"""Terms as functions of machine numbers, for what says only where to look; no verdict rests on it.

A value agrees with the middle of the ball in which `decide` encloses it, to a few digits: where
machine numbers are out of range or no value is found, that ball is asked.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from functools import reduce
from types import MappingProxyType
from typing import Final

from flint import arb
from sympy import E, Expr, Pow, Symbol, exp

from symreparam.decide.ball import enclose
from symreparam.decide.ball_functions import FUNCTIONS
from symreparam.terms.integrality import known_integer

Point = Mapping[Symbol, float]
Numbers = Callable[[Point], float]
TROUBLE: Final = (ArithmeticError, ValueError, KeyError)
PLAIN: Final[Mapping[str, Callable[..., float]]] = MappingProxyType(
    {
        **{"log": math.log, "Abs": abs, "sin": math.sin, "cos": math.cos, "tan": math.tan},
        **{"atan": math.atan, "tanh": math.tanh, "sinh": math.sinh, "cosh": math.cosh},
        **{"asin": math.asin, "acos": math.acos, "erf": math.erf, "erfc": math.erfc},
        **{"Max": max, "Min": min},
    }
)


def middle(term: Expr, at: Point) -> float:
    """The middle of the ball around the term's value; not a number where it has none."""
    ball = enclose(term, {symbol: arb(value) for symbol, value in at.items()}, 53)
    return math.nan if ball is None else float(ball.mid())


def numbers_of(term: Expr) -> Numbers:
    """The term as a function of the values of its symbols; not a number where it has no value."""
    quick = _quick(term)

    def value(at: Point) -> float:
        try:
            found = quick(at)
        except TROUBLE:
            return middle(term, at)
        return found if math.isfinite(found) else middle(term, at)

    return value


def _quick(term: Expr) -> Numbers:
    """As numbers_of, with one of TROUBLE or an infinite number where there may be no value."""
    if not term.free_symbols:
        fixed = middle(term, {})
        return lambda _: fixed
    if term.is_Symbol:
        return lambda at: at[term]
    if isinstance(term, exp) or (isinstance(term, Pow) and term.base == E):
        inner = _quick(term.exp)
        return lambda at: math.exp(inner(at))
    if isinstance(term, Pow):
        return _power(term)
    head = type(term).__name__
    if not (term.is_Add or term.is_Mul or head in FUNCTIONS):
        return lambda at: middle(term, at)
    parts = [_quick(part) for part in term.args]
    if term.is_Add or term.is_Mul:
        return _joined(parts, bool(term.is_Add))
    if head in PLAIN:
        plain = PLAIN[head]
        return lambda at: plain(*[part(at) for part in parts])
    exact = FUNCTIONS[head]
    return lambda at: float(exact(*[arb(part(at)) for part in parts]).mid())


def _joined(parts: list[Numbers], add: bool) -> Numbers:
    """The sum or the product of the parts."""
    first, *rest = parts
    if not rest:
        return first
    if len(rest) == 1:
        [second] = rest
        if add:
            return lambda at: first(at) + second(at)
        return lambda at: first(at) * second(at)
    if add:
        return lambda at: reduce(lambda total, part: total + part(at), rest, first(at))
    return lambda at: reduce(lambda total, part: total * part(at), rest, first(at))


def _power(term: Pow) -> Numbers:
    base, exponent = _quick(term.base), _quick(term.exp)
    if term.exp.is_Integer:
        whole = int(term.exp)
        return lambda at: float(base(at)) ** whole
    signed = known_integer(term.exp)

    def power(at: Point) -> float:
        below, above = base(at), exponent(at)
        if below < 0 and not signed:
            raise ValueError  # a complex number
        return math.pow(below, above)

    return power
