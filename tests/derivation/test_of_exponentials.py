"""Antiderivatives of rational functions of an exponential, by their derivative."""

from __future__ import annotations

import pytest
from sympy import Expr, Rational, cos, cosh, diff, exp, simplify

from symreparam.derivation.of_exponentials import of_exponentials
from symreparam.terms.scope import Domain, parameter, variable

z, a = variable("z"), parameter("a", Domain())
FOUND = [
    exp(-z) / (1 + exp(-z)) ** 2,
    exp(a - z) / (exp(a - z) + 1) ** 2,
    exp(2 * z) / (1 + exp(2 * z)),
    1 / (exp(z / 2) + exp(-z / 2)),
    exp(4 * z) / (1 + exp(2 * z)) ** 2,
]
NONE = [z * exp(z), exp(z**2), exp(z) * cos(z), 1 / (exp(z) + exp(a * z)), 1 / cosh(z), z**2]


@pytest.mark.parametrize("density", FOUND)
def test_the_derivative_is_the_density(density: Expr) -> None:
    [found] = of_exponentials(density, z)
    gap = diff(found, z) - density
    for place in (Rational(-1, 2), Rational(3, 4)):
        assert abs(gap.subs({z: place, a: Rational(1, 3)}).evalf(30)) < 1e-20
    assert simplify(gap) == 0


@pytest.mark.parametrize("density", NONE)
def test_no_rational_function_of_one_exponential(density: Expr) -> None:
    assert not list(of_exponentials(density, z))
