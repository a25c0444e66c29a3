"""The incomplete gamma functions: shift of the order, closed forms at 1 and 1/2.

lowergamma(s + 1, x) = s lowergamma(s, x) - x^s exp(-x) (Abramowitz & Stegun 6.5.22), s, x > 0.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from sympy import Expr

from symreparam.decide import polysign
from symreparam.decide.fraction import Ratio, Undecided, constant_value
from symreparam.decide.kernels.constants import pi_ratio
from symreparam.decide.kernels.domains import positive
from symreparam.decide.kernels.explog import exponential, log_absolute
from symreparam.decide.kernels.functions import function_letter
from symreparam.decide.kernels.gamma import existing_pairs, gamma_of
from symreparam.decide.kernels.opaque import odd_of
from symreparam.decide.kernels.radicals import square_root
from symreparam.decide.signset import NONNEGATIVE, POSITIVE, within
from symreparam.decide.space import Space

SHIFT: Final = 30


def lower_of(space: Space, order: Ratio, x: Ratio) -> Ratio:
    """lowergamma(order, x) for order > 0, x >= 0."""
    order = positive(space, order, "lowergamma")
    x = space.normal(x)
    signs = polysign.of_ratio(space, x)
    if not within(signs, NONNEGATIVE):
        raise Undecided("lowergamma: the argument is not shown to be >= 0")
    if not x[0]:
        return space.zero
    value = constant_value(order)
    if value is not None and value.denominator <= 2:
        return _at_half_integer(space, value, x)
    for base, known in existing_pairs(space, "lowergamma"):
        gap = constant_value(space.normal(space.subtract(order, base)))
        if gap is not None and gap.denominator == 1 and space.same(known, x):
            start = function_letter(space, "lowergamma", (base, known), signs)
            return _moved(space, start, base, x, gap.numerator)
    return function_letter(space, "lowergamma", (order, x), signs)


def _at_half_integer(space: Space, value: Fraction, x: Ratio) -> Ratio:
    if value.denominator == 1:
        start = space.subtract(space.one, exponential(space, space.negative(x)))
        return _moved(space, start, space.one, x, value.numerator - 1)
    error = odd_of(space, "erf", square_root(space, x))
    start = space.multiply(square_root(space, pi_ratio(space)), error)
    half = space.number(Fraction(1, 2))
    return _moved(space, start, half, x, value.numerator // 2)


def _moved(space: Space, start: Ratio, base: Ratio, x: Ratio, count: int) -> Ratio:
    """From order `base` to order `base + count`, both positive."""
    if abs(count) > SHIFT:
        raise Undecided(f"budget: lowergamma shifted by {count}")
    result = start
    for step in range(count):
        order = space.add(base, space.number(step))
        result = space.subtract(space.multiply(order, result), _term(space, order, x))
    for step in range(-1, count - 1, -1):
        order = space.add(base, space.number(step))
        result = space.divide(space.add(result, _term(space, order, x)), order)
    return space.normal(result)


def _term(space: Space, order: Ratio, x: Ratio) -> Ratio:
    """x^order exp(-x)"""
    exponent = space.subtract(space.multiply(order, log_absolute(space, x)), x)
    return exponential(space, exponent)


def lower_kernel(space: Space, term: Expr) -> Ratio:
    """lowergamma"""
    return lower_of(space, space.of(term.args[0]), space.of(term.args[1]))


def upper_kernel(space: Space, term: Expr) -> Ratio:
    """uppergamma(s, x) = Gamma(s) - lowergamma(s, x) for s > 0"""
    order, x = (space.of(argument) for argument in term.args)
    if polysign.of_ratio(space, x) == POSITIVE and not order[0]:
        raise Undecided("uppergamma of order 0")
    return space.subtract(gamma_of(space, order), lower_of(space, order, x))
