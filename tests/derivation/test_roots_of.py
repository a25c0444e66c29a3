"""Means of powers of quotients and extremes, as moments of these."""

from __future__ import annotations

import pytest
from sympy import Max, sqrt

from symreparam.derivation.roots_of import root_of
from symreparam.pipeline import check_text
from symreparam.terms.scope import variable

x, y = variable("x"), variable("y")
TWO = "let X, Y ~ Exponential(1)\n"


def test_roots() -> None:
    assert root_of(x**2 / (x + y) ** 2, (x, y)) == (x / (x + y), 2)
    assert root_of(Max(x, y) ** 3, (x, y)) == (Max(x, y), 3)
    assert root_of(x**2 / (x + y) ** 4, (x, y)) == (x / (x + y) ** 2, 2)
    for body in (x**2 / (x + y), (x + y) ** 2, sqrt(x / y), Max(x, y), 4 * Max(x, y) ** 2):
        assert root_of(body, (x, y)) is None


@pytest.mark.parametrize(
    "goal",
    [
        "prove E(X^2/(X + Y)^2) = 1/3",
        "prove Var(X/(X + Y)) = 1/12",
        "prove Var(max(X, Y)) = 5/4",
        "refute Var(X/(X + Y)) = 1/6",
    ],
)
def test_claims(goal: str) -> None:
    [found] = check_text(TWO + goal)
    assert found.ok, found.reason


def test_covariance_of_extremes_of_normal_variables() -> None:
    text = "let X, Y ~ Normal(0, 1)\nprove Cov(max(X, Y), min(X, Y)) = 1/pi"
    assert check_text(text)[0].verdict == "proved"
