"""Antiderivatives of polynomials, powers of an error function and exponentials: all are right."""

from __future__ import annotations

import pytest
from sympy import Expr, Symbol, cos, diff, erf, exp, pi, simplify, sqrt

from symreparam.derivation.by_error_functions import by_error_functions
from symreparam.pipeline import check_text

Z, S = Symbol("z", real=True), Symbol("s", positive=True)
DENSITY = exp(-(Z**2) / 2) / sqrt(2 * pi)
BELOW = (1 + erf(Z / sqrt(2))) / 2
INSIDE = [
    2 * Z * DENSITY * BELOW,
    2 * Z**2 * DENSITY * BELOW,
    3 * DENSITY * BELOW**2,
    Z**2 * erf(Z),
    erf(2 * Z - 1),
    Z**3 * DENSITY * (1 - BELOW),
    erf(Z / S) * exp(-(Z**2) / S**2),
]
OUTSIDE = [
    Z * DENSITY,  # no error function: others find it
    DENSITY**2 * BELOW,  # no antiderivative of this class
    erf(Z**2) * Z,
    erf(Z) * erf(2 * Z),
    erf(Z) * cos(Z),
]


@pytest.mark.parametrize("density", INSIDE)
def test_the_derivative_is_the_density(density: Expr) -> None:
    found = by_error_functions(density, Z)
    assert found is not None
    assert simplify(diff(found, Z) - density) == 0


@pytest.mark.parametrize("density", OUTSIDE)
def test_nothing_is_proposed_outside_the_class(density: Expr) -> None:
    assert by_error_functions(density, Z) is None


@pytest.mark.parametrize(
    "goal", ["P(X > abs(Y)) = 1/4", "E(X*Phi(X)) = 1/(2*sqrt(pi))", "E(Phi(X)^2) = 1/3"]
)
def test_claims(goal: str) -> None:
    lets = "let X, Y ~ Normal(0, 1)\n"
    [found] = check_text(f"{lets}prove {goal}")
    assert found.verdict == "proved", found.reason
    [other] = check_text(f"{lets}refute {goal} + 1/9")
    assert other.verdict == "refuted", other.reason
