"""Probability integral transforms by the incomplete beta function; odd maps x h(x^2)."""

from __future__ import annotations

import pytest

import symreparam

UNIFORM = "~ Uniform(0, 1)"
TRUE = [
    ("let a, b > 0\nlet X ~ Beta(a, b)", f"betainc(a, b, X) {UNIFORM}"),
    ("let a, b > 0\nlet X ~ BetaPrime(a, b)", f"1 - betainc(a, b, X/(1 + X)) {UNIFORM}"),
    ("let m, n > 0\nlet X ~ FDistribution(m, n)", f"betainc(m/2, n/2, m*X/(m*X + n)) {UNIFORM}"),
    (
        "let nu > 0\nlet X ~ StudentT(nu)",
        f"(1 + sign(X)*betainc(1/2, nu/2, X^2/(nu + X^2)))/2 {UNIFORM}",
    ),
    ("let nu > 0\nlet X ~ StudentT(nu)", "(1 + X/sqrt(nu + X^2))/2 ~ Beta(nu/2, nu/2)"),
    ("let U ~ Uniform(-1, 1)", "U/sqrt(1 - U^2) has density 1/(2*(1 + t^2)^(3/2)) for t real"),
    (
        "let U ~ Uniform(0, 1)",
        "-2*U/sqrt(1 - U^2) has density 4/(4 + t^2)^(3/2) for t < 0",
    ),
]
FALSE = [
    ("let a, b > 0\nlet X ~ Beta(a, b)", f"betainc(b, a, X) {UNIFORM}"),
    ("let a, b > 0\nlet X ~ BetaPrime(a, b)", f"betainc(a, b + 1, X/(1 + X)) {UNIFORM}"),
    (
        "let nu > 0\nlet X ~ StudentT(nu)",
        f"(1 + sign(X)*betainc(1/2, nu, X^2/(nu + X^2)))/2 {UNIFORM}",
    ),
    ("let nu > 0\nlet X ~ StudentT(nu)", "(1 + X/sqrt(nu + X^2))/2 ~ Beta(nu, nu)"),
    ("let nu > 0\nlet X ~ StudentT(nu)", "X/sqrt(nu + X^2) ~ Beta(nu/2, nu/2)"),
    ("let U ~ Uniform(-1, 1)", "U/sqrt(1 - U^2) ~ Cauchy(0, 1)"),
    ("let U ~ Uniform(0, 1)", "-2*U/sqrt(1 - U^2) has density 4/(4 + t^2)^(3/2) for t > 0"),
]


@pytest.mark.parametrize(("lets", "claim"), TRUE)
def test_true(lets: str, claim: str) -> None:
    [outcome] = symreparam.check(f"{lets}\nprove {claim}")
    assert outcome.verdict == "proved", outcome.reason


@pytest.mark.parametrize(("lets", "claim"), FALSE)
def test_false(lets: str, claim: str) -> None:
    [outcome] = symreparam.check(f"{lets}\nrefute {claim}")
    assert outcome.verdict == "refuted", outcome.reason


@pytest.mark.parametrize(
    ("lets", "claim"),
    [
        ("let k > 0\nlet X ~ Normal(0, 1)", f"betainc(k, 1, X) {UNIFORM}"),
        ("let k real\nlet U ~ Uniform(0, 1)", f"betainc(k, 1, U) {UNIFORM}"),
        ("let X ~ Normal(0, 1)", f"lowergamma(1, X) {UNIFORM}"),
        ("let X ~ Exponential(1)", f"uppergamma(0, X) {UNIFORM}"),
    ],
)
def test_undefined(lets: str, claim: str) -> None:
    [outcome] = symreparam.check(f"{lets}\nprove {claim}")
    assert outcome.verdict == "error" and outcome.reason
