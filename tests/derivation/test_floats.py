"""Terms as functions of machine numbers agree with the balls around their values."""

import math

import pytest
from sympy import (
    Abs,
    Max,
    Min,
    Piecewise,
    Rational,
    Symbol,
    atan,
    besselk,
    exp,
    gamma,
    log,
    pi,
    sqrt,
)

from symreparam.derivation.floats import middle, numbers_of

x, y = Symbol("x"), Symbol("y", real=True)
n = Symbol("n", integer=True)


@pytest.mark.parametrize(
    ("term", "at"),
    [
        (x + y * 3 - 2, {x: 0.5, y: -1.25}),
        (x**2 * exp(-y) / 7, {x: -0.5, y: 3.0}),
        (exp(-(x**2) / 2) / sqrt(2 * pi), {x: 1.5}),
        (x ** Rational(1, 3) + log(x), {x: 2.0}),
        (2**x, {x: -0.5}),
        (y**n, {y: -1.5, n: 3.0}),
        (Abs(y) + atan(y), {y: -2.0}),
        (Max(x, y, 1) - Min(x, y), {x: 0.25, y: 0.75}),
        (gamma(x) * besselk(x, y), {x: 0.5, y: 2.0}),
        (Piecewise((x, y < 1), (2 * x, True)), {x: 3.0, y: 4.0}),
        (exp(x) * exp(-x - y, evaluate=False), {x: 1000.0, y: 0.5}),
        (exp(-exp(-x)), {x: -800.0}),
    ],
)
def test_the_value_is_that_of_the_ball(term, at):
    assert numbers_of(term)(at) == pytest.approx(middle(term, at), rel=1e-9)


@pytest.mark.parametrize(
    ("term", "at"),
    [
        (1 / x, {x: 0.0}),
        (log(y), {y: -1.0}),
        (sqrt(y), {y: -1.0}),
        (y ** Rational(1, 3), {y: -8.0}),
        (y**x, {y: -8.0, x: 0.5}),
        (x + y, {x: 1.0}),
        (besselk(0, y), {y: -1.0}),
    ],
)
def test_no_value_is_not_a_number(term, at):
    assert math.isnan(numbers_of(term)(at))
