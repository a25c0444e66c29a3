"""Densities in a shorter form: names that several branches hide, and the law unchanged."""

from __future__ import annotations

import pytest
from sympy import Integer, Rational, exp, log, pi, sqrt

from symreparam.derivation.plainer import plainer
from symreparam.pipeline import check_text
from symreparam.terms.law import Atom, Law, Piece
from symreparam.terms.region import interval
from symreparam.terms.scope import Scope, variable

z = variable("z")


@pytest.mark.parametrize(
    ("lets", "term", "name"),
    [
        ("let X ~ Cauchy(0, 1)", "(X - 1/X)/2", "Cauchy(0, 1)"),
        ("let X ~ Cauchy(0, 1)", "2*X/(1 - X^2)", "Cauchy(0, 1)"),
        ("let X ~ Cauchy(0, 1)", "2*X/(1 + X^2)", "Arcsin(-1, 1)"),
        ("let X ~ Logistic(0, 1)", "tanh(X/2)", "Uniform(-1, 1)"),
        ("let X ~ Arcsin(0, 1)", "4*X*(1 - X)", "Arcsin(0, 1)"),
        ("let X ~ Laplace(0, 1)", "exp(-abs(X))", "Uniform(0, 1)"),
        ("let X ~ Logistic(0, 1)", "exp(X)/(1 + exp(X))", "Uniform(0, 1)"),
    ],
)
def test_branches_add_up_to_a_family(lets: str, term: str, name: str) -> None:
    [found] = check_text(f"{lets}\nderive {term}")
    assert name in [f"{n.family}({', '.join(map(str, n.arguments))})" for n in found.names]


def _law(density: object) -> Law:
    return Law(z, (Piece(interval(z, Integer(0), Integer(1)), density),))  # type: ignore[arg-type]


def test_a_density_becomes_shorter_or_stays() -> None:
    long = exp(-2 * log(z)) * sqrt(z**4) / (1 + z)
    assert plainer(Scope(), _law(long)) == _law(1 / (1 + z))
    short = 1 / (pi * sqrt(z * (1 - z)))
    assert plainer(Scope(), _law(short)) == _law(short)


def test_what_the_normal_form_refuses_stays() -> None:
    other = variable("w")  # not declared
    for density in (other * (z + 1) ** 2 - other * z**2, sum(z**k / (k + z) for k in range(1, 90))):
        assert plainer(Scope(), _law(density)) == _law(density)


def test_masses_become_shorter() -> None:
    [found] = check_text("let 0 < p < 1\nlet X, Y ~ Geometric(p)\nderive X + Y")
    assert isinstance(found.law, Law)
    [each] = found.law.lattices
    assert each.mass.is_Mul  # p^2 (k - 1) (1 - p)^(k - 2), not a difference


def test_masses_stay() -> None:
    law = Law(z, (), (Atom(Integer(0), Rational(1)),))
    assert plainer(Scope(), law) == law


@pytest.mark.parametrize(
    ("lets", "term", "name"),
    [
        ("let X, Y ~ ChiSquared(1)", "X + Y", "Exponential(1/2)"),
        ("let X, Y ~ Normal(0, 1)", "X^2 + Y^2", "Exponential(1/2)"),
        ("let X ~ Gamma(1/2, 2)\nlet Y ~ Gamma(3, 2)", "X + Y", "ChiSquared(7)"),
        ("let X, Y ~ Cauchy(0, 1)", "X + Y", "Cauchy(0, 2)"),
    ],
)
def test_exponents_that_cancel_do_not_hide_a_family(lets: str, term: str, name: str) -> None:
    test_branches_add_up_to_a_family(lets, term, name)
