"""Where a term is a finite real number, and where it is differentiable.

Both walk the term and ask the sign oracle for each denominator, logarithm, root and pole. A head
without a row in the tables below is not known to be defined anywhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from sympy import (
    Abs,
    DiracDelta,
    E,
    Expr,
    Integer,
    Piecewise,
    Pow,
    Rational,
    S,
    Symbol,
    cos,
    exp,
    pi,
    sin,
    sinh,
)
from sympy import true as TRUE
from sympy.core.relational import Relational
from sympy.functions.elementary.piecewise import ExprCondPair
from sympy.logic.boolalg import BooleanAtom, BooleanFunction

from symreparam.decide.answer import Answer, Context, Proved, Refuted, Unknown
from symreparam.decide.sign import sign
from symreparam.terms.derivative import derivative
from symreparam.terms.integrality import known_integer
from symreparam.terms.record import dataclass

ENTIRE: Final = frozenset(
    (
        *("sin", "cos", "sinh", "cosh", "tanh", "asinh", "atan", "erf", "erfc", "exp"),
        *("Abs", "sign", "floor", "ceiling", "Max", "Min", "sech"),
    )
)
_NUMBERS: Final = frozenset((pi, E, S.EulerGamma, S.Catalan))
_CONDITIONS: Final = (Relational, BooleanFunction, BooleanAtom, ExprCondPair)
STEPS: Final = frozenset(("sign", "floor", "ceiling"))


@dataclass(frozen=True, slots=True)
class Condition:
    """`term` must have the sign `want`, or `inside` is not defined."""

    term: Expr
    want: str
    inside: Expr


def defined(expr: Expr, context: Context) -> Answer:
    """Whether `expr` is real and finite at every point of the context. A choice is so where each of
    its values is, taken or not; where one of them is not, nothing is known."""
    found = _all(conditions(expr), context)
    if isinstance(found, Unknown) and expr.has(Piecewise):
        chosen = _all(conditions(expr, choices=True), context)
        return chosen if isinstance(chosen, Proved) else found
    return found


def smooth(expr: Expr, variable: Symbol, context: Context) -> Answer:
    """Whether `expr` is defined and differentiable in `variable` at every point."""
    return _all((*conditions(expr), *_kinks(expr, variable)), context)


@lru_cache(maxsize=1024)  # the search, the rule and the replay take the same derivatives
def slope(expr: Expr, variable: Symbol) -> Expr:
    """The derivative where `smooth` holds: a sign is constant there, and has no impulse."""
    found = derivative(expr, variable)
    return found.replace(DiracDelta, lambda *_: Integer(0)) if found.has(DiracDelta) else found


def continuous(expr: Expr, variable: Symbol, context: Context) -> Answer:
    """Whether `expr` is defined and continuous in `variable` at every point: all heads with a row
    here are continuous where they are defined, steps aside."""
    steps = (t for t in _subterms(expr) if type(t).__name__ in STEPS and t.has(variable))
    found = tuple(Unknown(f"{type(term).__name__} jumps") for term in steps)
    return _all((*found, *conditions(expr)), context)


def _all(wanted: tuple[Condition | Unknown, ...], context: Context) -> Answer:
    for condition in wanted:
        if isinstance(condition, Unknown):
            return condition
        answer = sign(condition.term, condition.want, context)
        if isinstance(answer, Refuted):
            return Refuted(answer.witness, f"{condition.inside}: {answer.detail}")
        if isinstance(answer, Unknown):
            return Unknown(f"{condition.inside} needs {condition.term} {condition.want}")
    return Proved("every condition holds")


def conditions(expr: Expr, choices: bool = False) -> tuple[Condition | Unknown, ...]:
    """What must hold for `expr` to be a finite real number, innermost first; with `choices`, for
    all values that its choices may have, and all that they compare."""
    found: list[Condition | Unknown] = []
    stack, seen = [expr], set()
    while stack:
        term = stack.pop()
        if term in seen:
            continue
        seen.add(term)
        if isinstance(term, Piecewise):
            if not choices or term.args[-1].cond != TRUE:
                found.append(Unknown("a Piecewise term"))
                continue
        elif not isinstance(term, _CONDITIONS):
            found.extend(_own(term))
        stack.extend(term.args)
    return tuple(reversed(found))


def necessary(expr: Expr) -> tuple[Expr, ...]:
    """Terms such that `expr` is no real number where one of them is negative.

    The other conditions are enough for `expr` to be defined and not always needed: gamma has
    values between its poles, and a symbolic exponent may be an integer.
    """
    return tuple(
        condition.term
        for condition in conditions(expr)
        if isinstance(condition, Condition)
        and condition.want in ("+", ">=")
        and (
            type(condition.inside).__name__ in _REAL_ONLY
            or (isinstance(condition.inside, Pow) and condition.inside.exp.is_Rational)
        )
    )


def _own(term: Expr) -> Iterator[Condition | Unknown]:
    if term.is_Rational or term.is_Symbol or term.is_Add or term.is_Mul:
        return
    if term in _NUMBERS:
        return
    if isinstance(term, Pow) and term.base != E:
        yield from _power(term)
        return
    name = type(term).__name__
    if name in ENTIRE or isinstance(term, (Pow, exp)):
        return
    if name in _POLES:
        yield Condition(_POLES[name](term.args[0]), "!=", term)
        return
    if name == "binomial":  # Gamma(n + 1)/(Gamma(k + 1) Gamma(n - k + 1)), as its kernel takes it
        n, k = term.args
        yield from (Condition(1 + each, "+", term) for each in (n, k, n - k))
        return
    row = _DOMAINS.get(name) if name != "zeta" or len(term.args) == 1 else None
    if row is None:
        yield Unknown(f"where {name} is defined is not known here")
        return
    for index, shift, factor, want in row:
        yield Condition(factor * term.args[index] + shift, want, term)


def _power(term: Pow) -> Iterator[Condition | Unknown]:
    base, exponent = term.base, term.exp
    if known_integer(exponent):  # a number, or parameters whose domains are of integers
        if not exponent.is_nonnegative:
            yield Condition(base, "!=", term)
    elif exponent.is_Rational and exponent > 0:
        yield Condition(base, ">=", term)
    else:
        yield Condition(base, "+", term)


# poles where this function of the argument vanishes
_POLES: Final = {"tan": cos, "sec": cos, "cot": sin, "csc": sin, "coth": sinh, "csch": sinh}
# name -> (argument, constant, factor, wanted sign of factor * argument + constant)
_DOMAINS: Final = {
    "log": ((0, 0, 1, "+"),),
    "zeta": ((0, -1, 1, "+"),),
    "gamma": ((0, 0, 1, "+"),),
    "loggamma": ((0, 0, 1, "+"),),
    "factorial": ((0, 1, 1, "+"),),
    "beta": ((0, 0, 1, "+"), (1, 0, 1, "+")),
    "catalan": ((0, Rational(1, 2), 1, "+"),),
    "asin": ((0, 1, 1, ">="), (0, 1, -1, ">=")),
    "acos": ((0, 1, 1, ">="), (0, 1, -1, ">=")),
    "atanh": ((0, 1, 1, "+"), (0, 1, -1, "+")),
    "erfinv": ((0, 1, 1, "+"), (0, 1, -1, "+")),
    "acosh": ((0, -1, 1, ">="),),
    "besselk": ((1, 0, 1, "+"),),
    "besseli": ((1, 0, 1, "+"),),
    "lowergamma": ((0, 0, 1, "+"), (1, 0, 1, ">=")),
    "uppergamma": ((0, 0, 1, "+"), (1, 0, 1, "+")),
    "LambertW": ((0, exp(-1), 1, ">="),),
    "LambertLower": ((0, exp(-1), 1, ">="), (0, 0, -1, "+")),
    "betainc_regularized": ((0, 0, 1, "+"), (1, 0, 1, "+"), (3, 0, 1, ">="), (3, 1, -1, ">=")),
    "polygamma": ((0, 0, 1, ">="), (1, 0, 1, "+")),
}
# these have no real value outside of their domain
_REAL_ONLY: Final = frozenset(("log", "asin", "acos", "atanh", "erfinv", "acosh"))
# where these are defined with an infinite slope, or bend, they are not differentiable
_KINKS: Final = {
    "asin": ((0, 1, 1, "+"), (0, 1, -1, "+")),
    "acos": ((0, 1, 1, "+"), (0, 1, -1, "+")),
    "acosh": ((0, -1, 1, "+"),),
    "LambertW": ((0, exp(-1), 1, "+"),),
    "LambertLower": ((0, exp(-1), 1, "+"),),
    "sign": ((0, 0, 1, "!="),),
    "lowergamma": ((1, 0, 1, "+"),),
    "betainc_regularized": ((3, 0, 1, "+"), (3, 1, -1, "+")),
}
_NO_SLOPE: Final = frozenset(("floor", "ceiling"))


def _kinks(expr: Expr, variable: Symbol) -> Iterator[Condition | Unknown]:
    for term in _subterms(expr):
        if not term.has(variable):
            continue
        name = type(term).__name__
        if isinstance(term, Abs):
            yield Condition(term.args[0], "!=", term)
        elif isinstance(term, Pow) and term.base != E and term.base.has(variable):
            if not known_integer(term.exp):
                yield Condition(term.base, "+", term)
        elif name in ("Max", "Min"):
            for i, first in enumerate(term.args):
                for second in term.args[:i]:
                    yield Condition(first - second, "!=", term)
        elif name in _NO_SLOPE:
            yield Unknown(f"{name} is not differentiable everywhere")
        else:
            for index, shift, factor, want in _KINKS.get(name, ()):
                yield Condition(factor * term.args[index] + shift, want, term)


def _subterms(expr: Expr) -> Iterator[Expr]:
    """Every subterm once, in a fixed order."""
    stack, seen = [expr], set()
    while stack:
        term = stack.pop()
        if term not in seen:
            seen.add(term)
            yield term
            stack.extend(term.args)
