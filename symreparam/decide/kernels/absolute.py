"""Abs and sign through branch letters, one for each irreducible factor of unknown sign."""

from __future__ import annotations

from sympy import Expr

from symreparam.decide import polysign
from symreparam.decide.fraction import Polynomial, Ratio
from symreparam.decide.kernels.radicals import absolute_factor, branch
from symreparam.decide.signset import (
    NEGATIVE,
    NONNEGATIVE,
    NONPOSITIVE,
    NONZERO,
    POSITIVE,
    ZERO,
    within,
)
from symreparam.decide.space import Space


def absolute_value(space: Space, a: Ratio) -> Ratio:
    """|a|, true at zeros of a as well."""
    a = space.normal(a)
    signs = polysign.of_ratio(space, a)
    if within(signs, NONNEGATIVE):
        return a
    if within(signs, NONPOSITIVE):
        return space.negative(a)
    result = space.one
    for p, way in ((a[0], 1), (a[1], -1)):
        content, factors = space.factor(p)
        result = space.multiply(result, space.power(space.number(abs(content)), way))
        for factor, multiplicity in factors:
            even = multiplicity % 2 == 0
            base = space.whole(factor) if even else absolute_factor(space, factor)
            result = space.multiply(result, space.power(base, way * multiplicity))
    return space.normal(result)


def absolute_kernel(space: Space, term: Expr) -> Ratio:
    """Abs"""
    return absolute_value(space, space.of(term.args[0]))


def sign_kernel(space: Space, term: Expr) -> Ratio:
    """sign; where its argument may vanish, that zero is excluded."""
    a = space.normal(space.of(term.args[0]))
    signs = polysign.of_ratio(space, a)
    for certain, value in ((POSITIVE, 1), (NEGATIVE, -1), (ZERO, 0)):
        if signs == certain:
            return space.number(value)
    space.exclude(a[0])
    result = space.one
    for p in a:
        content, factors = space.factor(p)
        result = space.scale(result, 1 if content > 0 else -1)
        for factor, multiplicity in factors:
            if multiplicity % 2:
                result = space.multiply(result, _factor_sign(space, factor))
    return space.normal(result)


def _factor_sign(space: Space, factor: Polynomial) -> Ratio:
    signs = polysign.of_polynomial(space, factor) & NONZERO
    if signs == POSITIVE:
        return space.one
    if signs == NEGATIVE:
        return space.number(-1)
    return branch(space, factor)
