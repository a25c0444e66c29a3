"""Antiderivatives of rational functions, and the laws of quotients that need them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sympy import Expr, Rational, Symbol, cancel, diff, log, together

from symreparam.derivation.partial_fractions import by_partial_fractions
from symreparam.pipeline import check_text

Y = Symbol("y", real=True)
Z = Symbol("z", positive=True)


@pytest.mark.parametrize(
    "density",
    [
        Y / ((Y**2 + 1) * (Y**2 * Z**2 + 1)),
        1 / ((Y**2 + 1) * (Y**2 * Z**2 + 1)),
        Y / ((Y + 1) ** 2 * (Y * Z + 1) ** 2),
        (2 * Y + 3) / (Y**2 + Y + 1),
        1 / ((Y + 1) * (Y + Z) ** 3),
        Y**3 + Z / Y**2,
    ],
)
def test_the_derivative_is_the_density(density: Expr) -> None:
    found = by_partial_fractions(density, Y)
    assert found is not None
    assert cancel(together(diff(found, Y) - density)) == 0


@settings(deadline=None, max_examples=30)
@given(*(st.integers(1, 5) for _ in range(4)), st.integers(-3, 3), st.integers(1, 3))
def test_generated(a: int, b: int, c: int, d: int, m: int, n: int) -> None:
    density = (m * Y + d) / ((a * Y**2 + b) * (c * Y + d) ** n)
    found = by_partial_fractions(density, Y)
    assert found is not None
    assert cancel(together(diff(found, Y) - density)) == 0


def test_logarithms_are_merged_where_they_grow_alike() -> None:
    found = by_partial_fractions(Y / ((Y**2 + 1) * (Y**2 * Z**2 + 1)), Y)
    assert found is not None and len(found.atoms(log)) == 1
    alone = by_partial_fractions(1 / (Y + 1) + Y, Y)
    assert alone is not None and alone.atoms(log) == {log(Y + 1)}


@pytest.mark.parametrize(
    "density", [1 / (Y**4 + Y + 1), 1 / (Y**2 + 1) ** 2, 1 / (Y**3 + Z), Rational(1) / log(Y)]
)
def test_other_denominators_are_left_alone(density: Expr) -> None:
    assert by_partial_fractions(density, Y) is None


LAWS = {
    "W": "X ~ Cauchy(0, 1)\nlet Y ~ Cauchy(0, 1)",
    "N": "X ~ Normal(0, 1)\nlet Y ~ Normal(0, 1)",
    "C": "X ~ HalfCauchy(1)\nlet Y ~ HalfCauchy(1)",
    "L": "X ~ Laplace(0, 1)\nlet Y ~ Laplace(0, 1)",
    "P": "X ~ Lomax(1, 1)\nlet Y ~ Lomax(1, 1)",
}


@pytest.mark.parametrize(
    ("laws", "goal", "verdict"),
    [
        ("N", "X/Y ~ Cauchy(0, 1)", "proved"),
        ("N", "X/Y ~ Cauchy(0, 2)", "refuted"),
        ("C", "X/Y has density 2*log(z^2)/(pi^2*(z^2 - 1)) for z > 0", "proved"),
        ("C", "X*Y has density 2*log(z^2)/(pi^2*(z^2 - 1)) for z > 0", "proved"),
        ("C", "X/Y has density 2*log(z^2)/(pi^2*(z^2 - 2)) for z > 0", "refuted"),
        ("W", "X/Y has density log(z^2)/(pi^2*(z^2 - 1)) for z real", "proved"),
        ("N", "X*Y has density besselk(0, abs(z))/pi for z real", "proved"),
        ("L", "abs(X/Y) ~ FDistribution(2, 2)", "proved"),
        ("L", "X/Y has density 1/(2*(1 + abs(z))^2) for z real", "proved"),
        ("L", "X/Y has density 1/(1 + abs(z))^2 for z real", "refuted"),
        ("P", "X/Y has density ((z + 1)*log(z) - 2*(z - 1))/(z - 1)^3 for z > 0", "proved"),
        ("P", "X/Y has density ((z + 1)*log(z) - 2*(z - 1))/(z - 1)^2 for z > 0", "refuted"),
    ],
)
def test_quotients(laws: str, goal: str, verdict: str) -> None:
    [found] = check_text(f"let {LAWS[laws]}\nprove {goal}")
    assert found.verdict == verdict, found.reason


def test_a_quotient_holds_its_divisor_fixed() -> None:
    [found] = check_text(f"let {LAWS['N']}\nprove X/Y ~ Cauchy(0, 1)")
    assert found.proof is not None
    subjects = {
        str(step.conclusion.subject) for step in found.proof.steps if step.rule == "pushforward"
    }
    assert subjects == {"X/y"}
