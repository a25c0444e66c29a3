"""The guarded constructor: every term from text or data is built here, one head at a time.

SymPy evaluates as it constructs (`9**9**9**9`, `factorial(10**9)`), so sizes are estimated first.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from types import MappingProxyType
from typing import Final

import sympy
from sympy import E, Expr, Pow, exp, nan, oo, zoo

from symreparam.terms.draws import QUANTILES
from symreparam.terms.lower_w import LambertLower

BITS: Final = 10_000
EXPONENT: Final = 1000
MAGNITUDE: Final = 1e4
NODES: Final = 20_000


class TermError(ValueError):
    """A term that does not exist; `hint` says what would mend it."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


class TermLimit(TermError):
    """A term that is too large to be built."""

    def __init__(self, message: str, hint: str = "put a parameter in its place") -> None:
        super().__init__(message, hint)


# head -> (constructor, least and greatest number of arguments)
HEADS: MappingProxyType[str, tuple[Callable[..., Expr], int, int]] = MappingProxyType(
    {
        "Add": (sympy.Add, 0, NODES),
        "Mul": (sympy.Mul, 0, NODES),
        "Pow": (sympy.Pow, 2, 2),
        **{
            name: (getattr(sympy, name), 1, 1)
            for name in (
                *("exp", "log", "Abs", "sign", "gamma", "loggamma", "digamma", "factorial"),
                *("erf", "erfc", "erfinv", "sin", "cos", "tan", "asin", "acos", "atan", "sinh"),
                *("cosh", "tanh", "asinh", "acosh", "atanh", "floor", "ceiling", "LambertW"),
                *("zeta", "cot", "sec", "csc", "coth", "sech", "csch"),
            )
        },
        **{
            name: (getattr(sympy, name), 2, 2)
            for name in (
                *("beta", "binomial", "besselk", "besseli", "lowergamma", "uppergamma"),
                *("expint", "atan2", "polygamma"),
            )
        },
        "LambertLower": (LambertLower, 1, 1),
        "betainc_regularized": (sympy.betainc_regularized, 4, 4),
        **{each.__name__: (each, each.entries, each.entries) for each in QUANTILES.values()},
        "Max": (sympy.Max, 1, 50),
        "Min": (sympy.Min, 1, 50),
    }
)
_HUNGRY: Final = frozenset(("factorial", "gamma", "loggamma", "binomial", "zeta", "beta"))


def build(head: str, args: tuple[Expr, ...]) -> Expr:
    """The term `head(args)`. Raises TermError (no such real number) or TermLimit (too large)."""
    row = HEADS.get(head)
    if row is None:
        raise TermError(f"unknown function {head}")
    constructor, least, most = row
    if not least <= len(args) <= most:
        raise TermError(f"{head} takes {least} argument{'s' if least != 1 else ''}")
    if head == "Pow":
        _check_power(*args)
    elif head == "Mul" or head == "Add":
        if sum(map(_bits, args)) > BITS:
            raise TermLimit("a constant of more than 10,000 bits")
    else:
        _check_arguments(head, args)
    return _checked(constructor(*args))


def _checked(term: Expr) -> Expr:
    if term.has(nan, zoo):
        raise TermError("division by zero", "exclude the value, for example `let c != 0`")
    if term.is_number and term not in (oo, -oo) and term.is_extended_real is False:
        raise TermError(f"{term} is not a real number")
    if term.has(sympy.I):
        raise TermError(f"{term} is not real")
    return term


def _bits(term: Expr) -> int:
    if term.is_Rational and term.is_finite:
        return int(term.p).bit_length() + int(term.q).bit_length()
    return 0


def _check_power(base: Expr, exponent: Expr) -> None:
    if base == 0 and exponent.is_number and exponent.is_negative:
        raise TermError("division by zero", "the denominator is exactly 0")
    if not exponent.is_Rational:
        if exponent.is_number and magnitude(exponent) > MAGNITUDE:
            raise TermLimit("an exponent too large to be built")
        return
    if base.is_Rational and base not in (0, 1, -1):
        if _bits(base) * abs(float(exponent)) > BITS:
            raise TermLimit("a constant of more than 10,000 bits")
    elif max(abs(exponent.p), exponent.q) > EXPONENT and base not in (0, 1, -1):
        raise TermLimit(f"exponents beyond {EXPONENT} are not built")


def _check_arguments(head: str, args: tuple[Expr, ...]) -> None:
    limit = EXPONENT if head in _HUNGRY else MAGNITUDE
    for arg in args:
        if arg.is_number and arg not in (oo, -oo) and magnitude(arg) > limit:
            raise TermLimit(f"the argument of {head} is too large to be evaluated exactly")


def magnitude(term: Expr) -> float:
    """A float not far below |term| for a constant term; infinite when it is beyond floats."""
    try:
        return _magnitude(term)
    except OverflowError:
        return math.inf


def _magnitude(term: Expr) -> float:
    if term.is_Rational:
        return abs(int(term.p)) / int(term.q) if term.is_finite else math.inf
    if term.is_Add:
        return sum(map(_magnitude, term.args))
    if term.is_Mul:
        return math.prod(map(_magnitude, term.args))
    if isinstance(term, exp) or (isinstance(term, Pow) and term.base == E):
        return math.exp(_magnitude(term.exp))
    if isinstance(term, Pow):
        base, exponent = _magnitude(term.base), _magnitude(term.exp)
        return float(max(base, 1 / base if base else 1.0) ** exponent)
    if term.is_NumberSymbol:
        return 3.2
    if type(term).__name__ in ("sinh", "cosh", "gamma", "factorial"):
        return math.exp(_magnitude(term.args[0]))
    return max(1.0, *map(_magnitude, term.args)) if term.args else 1.0
