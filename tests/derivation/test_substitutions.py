"""Substitutions that bring an integrand to a family's density: each one found is the right one."""

from __future__ import annotations

import pytest
from sympy import Expr, Integer, Symbol, oo, symbols

import symreparam
from symreparam.derivation.substitutions import substitutions
from symreparam.pipeline import check_text
from symreparam.terms.region import interval

y = Symbol("y", real=True)
n, c = symbols("n c", positive=True)


def powers(density: Expr) -> list[Expr]:
    return [s.forth for s in substitutions(density, interval(y, Integer(0), oo))]


@pytest.mark.parametrize("p", [2, 3, 4])
def test_a_power_of_a_binomial_in_a_power(p: int) -> None:
    assert y**p in powers(y**5 * (c + y**p) ** (-n - 7))


def test_a_plain_binomial_needs_a_scale_alone() -> None:
    assert not [forth for forth in powers(y * (c + y) ** (-n)) if forth.is_Pow]


@pytest.mark.parametrize("density", [(1 + y**2 + y**4) ** (-n), (1 + y) ** (-n) * (2 + y**2) ** -3])
def test_other_shapes_have_none(density: Expr) -> None:
    assert not [forth for forth in powers(density) if forth.is_Pow]


@pytest.mark.parametrize(
    ("lets", "goal"),
    [
        ("let nu > 4", "prove E(X^4) = 3*nu^2/((nu - 2)*(nu - 4))"),
        ("let nu > 3", "prove E(X^3) = 0"),
        ("let nu > 2", "prove Var(X) = nu/(nu - 2)"),
        ("let nu > 2", "refute Var(X) = 1"),
        ("let nu > 2", "refute E(X^2) = nu/(nu - 1)"),
    ],
)
def test_moments_of_student_t(lets: str, goal: str) -> None:
    [outcome] = symreparam.check(f"{lets}\nlet X ~ StudentT(nu)\n{goal}")
    assert outcome.ok, outcome.reason


@pytest.mark.parametrize(
    ("lets", "goal"),
    [
        ("let nu > 1", "prove E(X^2) = nu/(nu - 2)"),
        ("let nu > 0", "prove E(X) = 0"),
        ("let nu > 3", "prove E(X^4) = 3*nu^2/((nu - 2)*(nu - 4))"),
    ],
)
def test_no_moment_that_does_not_exist_everywhere(lets: str, goal: str) -> None:
    [outcome] = symreparam.check(f"{lets}\nlet X ~ StudentT(nu)\n{goal}")
    assert outcome.verdict != "proved"


def test_parameters_inside_of_exponentials_are_looked_through() -> None:
    """A scale exp(b) is recognised as a scale b is."""
    lets = "let b real\nlet W ~ Exponential(1)\nlet X ~ Normal(0, 1)\n"
    [found] = check_text(f"{lets}prove exp(b)*sqrt(2*W)*X ~ Laplace(0, exp(b))")
    assert found.verdict == "proved"
    [false] = check_text(f"{lets}prove exp(b)*sqrt(2*W)*X ~ Laplace(0, exp(2*b))")
    assert false.verdict == "refuted"
