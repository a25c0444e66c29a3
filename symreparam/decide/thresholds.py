"""The sign of Lambert's W minus a number, from the place where W takes that number; the sign of a
monotone function from that of its argument.

W_0 rises on [-1/e, oo) and is >= -1, W_{-1} falls on [-1/e, 0) and is <= -1, and both are inverse
to w exp(w) (Corless et al. 1996, section 2). So for c >= -1 the sign of W_0(A) - c is that of
A - c exp(c), and for c <= -1 the sign of W_{-1}(A) - c is that of c exp(c) - A. Below -1 no value
of W_0 lies, above it none of W_{-1}. The sign of exp(s) - c for c > 0 is that of s - log(c).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from sympy import Expr, LambertW, Mul, acosh, asinh, atan, erf, exp, log, sinh, tanh

from symreparam.decide.answer import Context
from symreparam.decide.signset import (
    ANY,
    NEGATIVE,
    NONNEGATIVE,
    NONPOSITIVE,
    POSITIVE,
    Signs,
    times,
    within,
)
from symreparam.terms.lower_w import LambertLower

SignOf = Callable[[Expr, Context], Signs]
_BRANCHES: Final = (LambertW, LambertLower)
MOST_OPERATIONS: Final = 60
_RISING: Final = (sinh, tanh, asinh, atan, erf)
"""Strictly increasing on all reals, and 0 at 0."""


def signs_by_threshold(expr: Expr, context: Context, signs_of: SignOf) -> Signs:
    """The possible signs of r W(A) + d, and of r exp(s) + d with W in s; ANY for another term."""
    if not expr.is_Add or not expr.has(*_BRANCHES):
        return ANY
    for part in expr.args:
        wave, exponent = _wave(part)
        if wave is None or expr.count_ops() > MOST_OPERATIONS:
            continue
        factor, rest = part / wave, expr - part
        if factor.has(*_BRANCHES) or rest.has(*_BRANCHES):
            continue
        size = signs_of(factor, context)
        level = -rest / factor
        if size not in (POSITIVE, NEGATIVE):
            continue
        if exponent is None:
            return times(_over(wave, level, context, signs_of), size)
        if signs_of(level, context) == POSITIVE:
            return times(signs_of(exponent - log(level), context), size)
    return ANY


def _wave(part: Expr) -> tuple[Expr | None, Expr | None]:
    """The factor W(A), or the factor exp(s) with W in s, and its exponent."""
    for factor in Mul.make_args(part):
        if isinstance(factor, _BRANCHES) and len(factor.args) == 1:
            return factor, None
        if isinstance(factor, exp) and factor.has(*_BRANCHES):
            return factor, factor.args[0]
    return None, None


def _over(wave: Expr, level: Expr, context: Context, signs_of: SignOf) -> Signs:
    """The possible signs of W(A) - level."""
    (argument,) = wave.args
    lower = isinstance(wave, LambertLower)
    if not within(signs_of(argument + exp(-1), context), NONNEGATIVE):
        return ANY
    if lower and signs_of(argument, context) != NEGATIVE:
        return ANY
    above = signs_of(level + 1, context)
    if above == (POSITIVE if lower else NEGATIVE):  # the level lies on the other side of -1
        return NEGATIVE if lower else POSITIVE
    if not within(above, NONPOSITIVE if lower else NONNEGATIVE):
        return ANY
    gap = signs_of(argument - level * exp(level), context)
    return times(gap, NEGATIVE) if lower else gap


def signs_of_function(expr: Expr, context: Context, signs_of: SignOf) -> Signs:
    """The possible signs of f(A): those of A for f rising through 0, those of A - 1 for the
    logarithm of a positive A and for acosh, which rises from 0 at 1; ANY for another term."""
    if isinstance(expr, _RISING):
        return signs_of(expr.args[0], context)
    if isinstance(expr, acosh):
        found = signs_of(expr.args[0] - 1, context)
        return found if within(found, NONNEGATIVE) else ANY
    if isinstance(expr, log) and signs_of(expr.args[0], context) == POSITIVE:
        return signs_of(expr.args[0] - 1, context)
    return ANY
