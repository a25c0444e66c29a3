"""Bessel functions: K is even in its order, closed at half-integers, with a contiguous relation.

K_{v+1}(x) = K_{v-1}(x) + (2 v/x) K_v(x) (Abramowitz & Stegun 9.6.26), 10.2.15 at half-integers.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from sympy import Expr

from symreparam.decide import polysign
from symreparam.decide.fraction import Ratio, Undecided, constant_value
from symreparam.decide.kernels.constants import pi_ratio
from symreparam.decide.kernels.domains import positive
from symreparam.decide.kernels.explog import exponential
from symreparam.decide.kernels.functions import function_letter
from symreparam.decide.kernels.radicals import square_root
from symreparam.decide.signset import NONNEGATIVE, POSITIVE, within
from symreparam.decide.space import Space

ORDERS: Final = 30


def _places(space: Space, term: Expr) -> tuple[Ratio, Ratio]:
    order = space.normal(space.of(term.args[0]))
    return order, positive(space, space.of(term.args[1]), term.func.__name__)


def besselk_kernel(space: Space, term: Expr) -> Ratio:
    """besselk at positive arguments"""
    order, a = _places(space, term)
    value = constant_value(order)
    if value is not None:
        return _at_number(space, abs(value), a)
    if order[0].leading_coefficient() < 0:
        order = space.negative(order)
    return function_letter(space, "besselk", (order, a), POSITIVE)


def _at_number(space: Space, value: Fraction, a: Ratio) -> Ratio:
    """Upwards from orders f and f + 1 (from -1/2 and 1/2 for half-integers), f in [0, 1)."""
    if value > ORDERS:
        raise Undecided(f"budget: besselk of order {value}")
    if value.denominator == 2:
        known = previous = _at_half(space, a)
        order = Fraction(1, 2)
    elif value < 1:
        return _letter(space, value, a)
    else:
        first = value - value.numerator // value.denominator
        previous, known = _letter(space, first, a), _letter(space, first + 1, a)
        order = first + 1
    while order < value:
        step = space.divide(space.number(2 * order), a)
        previous, known = known, space.add(previous, space.multiply(step, known))
        order += 1
    return space.normal(known)


def _letter(space: Space, order: Fraction, a: Ratio) -> Ratio:
    return function_letter(space, "besselk", (space.number(order), a), POSITIVE)


def _at_half(space: Space, a: Ratio) -> Ratio:
    """K_{1/2}(x) = sqrt(pi/(2 x)) exp(-x)"""
    inside = space.divide(pi_ratio(space), space.scale(a, 2))
    return space.multiply(square_root(space, inside), exponential(space, space.negative(a)))


def besseli_kernel(space: Space, term: Expr) -> Ratio:
    """besseli at positive arguments and orders >= 0"""
    order, a = _places(space, term)
    if not within(polysign.of_ratio(space, order), NONNEGATIVE):
        raise Undecided("besseli: the order is not shown to be >= 0")
    return function_letter(space, "besseli", (order, a), POSITIVE)
