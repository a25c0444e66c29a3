"""`pdf`, `logpdf` and `cdf` of a law in expressions."""

from __future__ import annotations

import pytest

from symreparam.pipeline import check_text

LETS = "let mu, x real\nlet s, lam > 0\nlet X ~ Normal(mu, s)\nlet T ~ Exponential(lam)\n"


@pytest.mark.parametrize(
    "goal",
    [
        "cdf(Normal(mu, s), X) ~ Uniform(0, 1)",
        "1 - cdf(Exponential(lam), T) ~ Uniform(0, 1)",
        "E(logpdf(Normal(mu, s), X)) = -1/2 - log(s*sqrt(2*pi))",
        "E(logpdf(Exponential(lam), T)) = log(lam) - 1",
        "E(pdf(Normal(0, 1), X)) = pdf(Normal(0, sqrt(1 + s^2)), mu)",
        "P(X <= x) = cdf(Normal(mu, s), x)",
        "X has density pdf(Normal(mu, s), t) for t real",
    ],
)
def test_true_claims(goal: str) -> None:
    [found] = check_text(f"{LETS}prove {goal}")
    assert found.verdict == "proved", found.reason


@pytest.mark.parametrize(
    "goal",
    ["cdf(Normal(0, s), X) ~ Uniform(0, 1)", "X has density pdf(Normal(mu, 2*s), t) for t real"],
)
def test_false_claims(goal: str) -> None:
    [found] = check_text(f"{LETS}refute {goal}")
    assert found.verdict == "refuted", found.reason


@pytest.mark.parametrize(
    ("goal", "verdict"),
    [
        ("E(logpdf(Exponential(lam), X)) = 0", "error"),
        ("pdf(Normal(0, s - 1), mu) = 0", "error"),
        ("pdf(X, mu) = 1", "error"),
        ("pdf(Normal(0, 1)) = 1", "error"),
        ("pdf(Poisson(lam), x) = 1", "unsupported"),
    ],
)
def test_what_is_not_read(goal: str, verdict: str) -> None:
    [found] = check_text(f"{LETS}prove {goal}")
    assert found.verdict == verdict, found.reason
