"""Laws of several variables together, by mechanisms that are not those of one sum."""

from __future__ import annotations

import pytest
from sympy import Expr

from symreparam.derivation import combine
from symreparam.derivation.builder import Builder
from symreparam.derivation.transport import Letters
from symreparam.pipeline import check_text

VERDICTS = [
    # an antiderivative with the logarithm of what is negative, -log(y - 1) of 1/(1 - y)
    (
        "let U ~ Uniform(0, 1)\nlet X ~ Uniform(U, 1)\n"
        "prove X has density -log(1 - t) for 0 < t < 1",
        "proved",
    ),
    (
        "let U ~ Uniform(0, 1)\nlet X ~ Uniform(U, 1)\n"
        "prove X has density -log(t) for 0 < t < 1",
        "refuted",
    ),
    # the softmax of two variables is a function of their difference
    (
        "let t > 0\nlet G, H ~ Gumbel(1, 0)\nprove exp(G/t)/(exp(G/t) + exp(H/t)) "
        "has density t*z^(-t - 1)*(1 - z)^(-t - 1)/(z^(-t) + (1 - z)^(-t))^2 for 0 < z < 1",
        "proved",
    ),
    ("let X, Y ~ Normal(0, 1)\nprove exp(X)/(exp(X) + exp(Y)) ~ LogitNormal(0, sqrt(2))", "proved"),
    ("let X, Y ~ Normal(0, 1)\nprove exp(X)/(exp(X) + exp(Y)) ~ LogitNormal(0, 1)", "refuted"),
    # Bessel functions: products and differences of squares of normal variables
    ("let A, B, C, D ~ Normal(0, 1)\nprove A*D - B*C ~ Laplace(0, 1)", "proved"),
    ("let A, B, C, D ~ Normal(0, 1)\nprove A*D - B*C ~ Laplace(0, 2)", "refuted"),
    (
        "let s > 0\nlet X, Y ~ Normal(0, s)\n"
        "prove X^2 - Y^2 has density besselk(0, abs(z)/(2*s^2))/(2*pi*s^2) for z real",
        "proved",
    ),
    (
        "let a, r, s > 0\nlet X ~ Gamma(a, 1/r)\nlet Y ~ Gamma(a, 1/s)\n"
        "prove X - Y ~ VarianceGamma(0, (r + s)/2, (s - r)/2, a)",
        "proved",
    ),
    (
        "let a, r, s > 0\nlet X ~ Gamma(a, 1/r)\nlet Y ~ Gamma(a, 1/s)\n"
        "prove X - Y ~ VarianceGamma(0, (r + s)/2, (r - s)/2, a)",
        "refuted",
    ),
    # rates that differ by a tiny amount
    (
        "let X ~ Exponential(1)\nlet Y ~ Exponential(1 + 1/10^4)\nprove X + Y has density "
        "(10^4 + 1)*(exp(-z) - exp(-z*(1 + 1/10^4))) for z > 0",
        "proved",
    ),
    (
        "let X ~ Exponential(1)\nlet Y ~ Exponential(1 + 1/10^4)\nprove X + Y has density "
        "10^4*(exp(-z) - exp(-z*(1 + 1/10^4))) for z > 0",
        "refuted",
    ),
]


@pytest.mark.parametrize(("text", "verdict"), VERDICTS)
def test_combination(text: str, verdict: str) -> None:
    [outcome] = check_text(text)
    assert outcome.verdict == verdict, outcome.reason


def test_a_sum_that_vanishes_term_by_term_ends() -> None:
    """The weight is 0 at every k but one: the search for a first term that counts is bounded."""
    [outcome] = check_text("let N, M ~ Poisson(2)\nprove P(N = M) = exp(-4)*besseli(0, 4)")
    assert outcome.verdict in ("proved", "undecided"), outcome.reason


def test_variables_that_stand_at_one_place_are_held_fixed_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A pair of normal variables is turned only where that fails, which is dear."""

    def turned(builder: Builder, term: Expr, names: Letters) -> int:
        pytest.fail(f"{term} was turned")

    monkeypatch.setattr(combine, "isotropic_step", turned)
    text = "let X, Y ~ Normal(0, 1)\nprove X*Y has density besselk(0, abs(z))/pi for z real"
    assert check_text(text)[0].verdict == "proved"
