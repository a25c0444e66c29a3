"""Max, Min and Piecewise. Max(a, b) = (a + b + |a - b|)/2 needs no decision; Piecewise does."""

from __future__ import annotations

from fractions import Fraction

from sympy import And, Expr, Not, Or, oo
from sympy import false as FALSE
from sympy import true as TRUE
from sympy.core.relational import Eq, Ge, Gt, Le, Lt, Ne, Relational

from symreparam.decide import polysign
from symreparam.decide.answer import Context
from symreparam.decide.exponentiated import exponentiated
from symreparam.decide.fraction import Ratio, Undecided
from symreparam.decide.kernels.absolute import absolute_value
from symreparam.decide.linear import linear_sign
from symreparam.decide.signset import (
    ANY,
    NEGATIVE,
    NONNEGATIVE,
    NONPOSITIVE,
    NONZERO,
    POSITIVE,
    ZERO,
    Signs,
    within,
)
from symreparam.decide.space import Space


def extreme_kernel(space: Space, term: Expr) -> Ratio:
    """Max and Min"""
    way = 1 if term.func.__name__ == "Max" else -1
    arguments = sorted(term.args, key=lambda argument: str(argument))
    result = space.of(arguments[0])
    for argument in arguments[1:]:
        other = space.of(argument)
        gap = absolute_value(space, space.subtract(result, other))
        total = space.add(space.add(result, other), space.scale(gap, way))
        result = space.normal(space.scale(total, Fraction(1, 2)))
    return result


def piecewise_kernel(space: Space, term: Expr) -> Ratio:
    """Piecewise whose conditions are decided in the whole context"""
    for value, condition in term.args:
        holds = _decided(space, condition)
        if holds is None:
            raise Undecided(f"Piecewise: the condition is open in this context: {condition}")
        if holds:
            return space.of(value)
    raise Undecided("Piecewise: no condition holds")


_ALLOWED = {
    Gt: (POSITIVE, NONPOSITIVE),
    Ge: (NONNEGATIVE, NEGATIVE),
    Lt: (NEGATIVE, NONNEGATIVE),
    Le: (NONPOSITIVE, POSITIVE),
    Eq: (ZERO, NONZERO),
    Ne: (NONZERO, ZERO),
}


def _decided(space: Space, condition: Expr) -> bool | None:
    """True or False when the condition is so at every point, else None."""
    if condition is TRUE or condition is FALSE:
        return condition is TRUE
    if isinstance(condition, Not):
        inner = _decided(space, condition.args[0])
        return None if inner is None else not inner
    if isinstance(condition, And | Or):
        wanted = isinstance(condition, Or)
        parts = [_decided(space, part) for part in condition.args]
        if wanted in parts:
            return wanted
        return None if None in parts else not wanted
    if isinstance(condition, Relational):
        return _relational(space, condition)
    return None


def _relational(space: Space, condition: Relational) -> bool | None:
    row = _ALLOWED.get(condition.func)
    if row is None or condition.has(oo, -oo):
        return None
    gap = space.subtract(space.of(condition.lhs), space.of(condition.rhs))
    signs = polysign.of_ratio(space, gap)
    if space.asked is not None and not (within(signs, row[0]) or within(signs, row[1])):
        signs = _by_other_means(space, space.asked, condition.lhs - condition.rhs)
    if within(signs, row[0]):
        return True
    return False if within(signs, row[1]) else None


def _by_other_means(space: Space, context: Context, gap: Expr) -> Signs:
    """What several conditions say together, as t = 0 < x; a sum of logarithms by its exponential.
    That the gap itself is defined was seen before."""
    signs = linear_sign(gap, context)
    found = exponentiated(gap) if signs == ANY else None
    if found is None:
        return signs
    positive = (polysign.of_ratio(space, space.of(each)) == POSITIVE for each in found.inside)
    return polysign.of_ratio(space, space.of(found.gap)) if all(positive) else ANY
