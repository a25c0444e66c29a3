"""Means of products of waves and of hyperbolic functions, as sums of waves and exponentials."""

from __future__ import annotations

import pytest
from sympy import Expr, Rational, cos, cosh, exp, expand, sin, sinh, symbols, tan

from symreparam.derivation.waves import in_waves
from symreparam.pipeline import check_text

x, y, a = symbols("x y a", real=True)


@pytest.mark.parametrize(
    ("body", "sums"),
    [
        (sin(x) ** 2, Rational(1, 2) - cos(2 * x) / 2),
        (cos(x) ** 4, cos(2 * x) / 2 + cos(4 * x) / 8 + Rational(3, 8)),
        (sin(x) ** 2 * cos(x) * cos(y), (cos(x) / 4 - cos(3 * x) / 4) * cos(y)),
        (x * cosh(a * x), x * exp(a * x) / 2 + x * exp(-a * x) / 2),
        (sinh(x) ** 2, exp(2 * x) / 4 + exp(-2 * x) / 4 - Rational(1, 2)),
    ],
)
def test_sums(body: Expr, sums: Expr) -> None:
    assert expand(in_waves(body, (x, y)) - sums) == 0


@pytest.mark.parametrize(
    "body", [sin(x), cos(a) ** 2 * x, sin(x) / cos(x) ** 2, tan(x) ** 2, sin(x) ** a, sin(x) ** 20]
)
def test_left_alone(body: Expr) -> None:
    assert in_waves(body, (x, y)) == body


@pytest.mark.parametrize(
    "claim",
    [
        "prove E(cosh(X)) = exp(1/2)",
        "prove E(sinh(X)^2) = (exp(2) - 1)/2",
        "prove E(sin(s*X)*cos(s*X)) = 0",
        "prove E(cos(X)*cos(Y)*sin(X)^2) = exp(-1/2)*(exp(-1/2)/4 - exp(-9/2)/4)",
        "prove Var(cos(X)) = 1/2 + exp(-2)/2 - exp(-1)",
        "refute E(sin(X)^2) = 1/2",
        "refute E(cosh(X)) = exp(-1/2)",
    ],
)
def test_claims(claim: str) -> None:
    [found] = check_text(f"let s real\nlet X, Y ~ Normal(0, 1)\n{claim}")
    assert found.ok, found.reason


def test_a_mean_that_is_infinite_is_not_proved() -> None:
    [found] = check_text("let X ~ Laplace(0, 1)\nprove E(cosh(X)) = 1")
    assert found.verdict != "proved"
