"""Hierarchical models: a law given a random parameter, mixed over it."""

from __future__ import annotations

import pytest
from settled import QUICK, block

from symreparam.checker.replay import replay
from symreparam.pipeline import check_text

RATE = "let a, b > 0\nlet L ~ Gamma(a, b)\nlet X ~ Exponential(L)\n"
MEAN = "let m real\nlet s, t > 0\nlet M ~ Normal(m, t)\nlet X, Y ~ Normal(M, s)\n"
TRUE = [
    RATE + "X ~ Lomax(a, 1/b)",
    MEAN + "X ~ Normal(m, sqrt(s^2 + t^2))",
    MEAN + "X - Y ~ Normal(0, sqrt(2)*s)",
    MEAN + "Cov(X, Y) = t^2",
    MEAN + "Cov(X, M) = t^2",
    MEAN + "E(X) = m",
    "let W ~ Exponential(1)\nlet X ~ Normal(0, sqrt(2*W))\nX ~ Laplace(0, 1)",
    "let S ~ Gamma(2, 1)\nlet X ~ Uniform(0, S)\nX ~ Exponential(1)",
    "let u ~ Uniform(0, 1)\nlet v ~ Uniform(0, u)\nv has density -log(z) for 0 < z < 1",
    "let a, b > 0\nlet P ~ Beta(a, b)\nlet X ~ Bernoulli(P)\nX ~ Bernoulli(a/(a + b))",
    "let P ~ Uniform(0, 1)\nlet X, Y ~ Bernoulli(P)\nE(X*Y) = 1/3",
    "let V ~ GammaInverse(1, 1)\nlet X ~ Normal(0, sqrt(V))\nX ~ StudentT(2)",
]
FALSE = [
    RATE + "X ~ Exponential(a*b)",
    RATE + "X ~ Lomax(a, b)",
    MEAN + "X ~ Normal(m, s + t)",
    MEAN + "Cov(X, Y) = 0",
    MEAN + "X - Y ~ Normal(0, sqrt(2)*sqrt(s^2 + t^2))",
    "let u ~ Uniform(0, 1)\nlet v ~ Uniform(0, u)\nv ~ Uniform(0, 1)",
    "let P ~ Uniform(0, 1)\nlet X, Y ~ Bernoulli(P)\nE(X*Y) = 1/4",
]


@pytest.mark.parametrize("text", TRUE)
def test_true(text: str) -> None:
    found = block(text, "prove")
    assert found.verdict == "proved", found.reason
    assert not replay(found.proof, found.claim).refuted


@pytest.mark.parametrize("text", FALSE)
def test_false(text: str) -> None:
    found = block(text, "refute")
    assert found.verdict == "refuted", found.reason
    assert replay(found.proof, found.claim).refuted


@pytest.mark.parametrize(
    ("lets", "verdict"),
    [
        ("let N ~ Normal(0, 1)\nlet X ~ Exponential(N)", "error"),
        ("let N ~ Normal(0, 1)\nlet X ~ Normal(0, N)", "error"),
        ("let P ~ Uniform(0, 2)\nlet X ~ Bernoulli(P)", "error"),
        ("let u ~ Uniform(0, 1)\nlet X ~ Uniform(u, 1/2)", "error"),
        ("let K ~ Gamma(1, 1)\nlet X ~ Gamma(K, 1)", "unsupported"),
        ("let K ~ Gamma(1, 1)\nlet X ~ Beta(K, 1)", "unsupported"),
        ("let K ~ Gamma(1, 1)\nlet X ~ ChiSquared(K)", "unsupported"),
    ],
)
def test_what_is_no_model(lets: str, verdict: str) -> None:
    [found] = check_text(lets + "\nprove X ~ Exponential(1)", options=QUICK)
    assert found.verdict == verdict, found.reason


def test_the_new_variable_clashes_with_no_name() -> None:
    text = "let X_0 > 0\nlet M ~ Normal(0, 1)\nlet X ~ Normal(M, 1)\nlet X_1 ~ Normal(0, 1)\n"
    [found] = check_text(text + "prove X + X_0 + X_1 ~ Normal(X_0, sqrt(3))", options=QUICK)
    assert found.verdict == "proved", found.reason
    assert len({*found.claim.variables, *found.claim.scope.names}) == 4
