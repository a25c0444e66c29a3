"""Means of logarithms by the law of the reciprocal: entropies of logistic and Student t laws."""

from __future__ import annotations

import pytest

import symreparam

LETS = "let m, mu real\nlet s, sigma, nu, a, b > 0\n"
CLAIMS = [
    "entropy(Logistic(m, s)) = log(s) + 2",
    "KL(Logistic(m, s), Normal(mu, sigma)) = log(sigma/s) + log(2*pi)/2 - 2"
    " + (pi^2*s^2/3 + (m - mu)^2)/(2*sigma^2)",
    "entropy(StudentT(nu)) = log(sqrt(nu)*beta(nu/2, 1/2))"
    " + (nu + 1)/2*(digamma((nu + 1)/2) - digamma(nu/2))",
    "entropy(BetaPrime(a, b)) = log(beta(a, b)) - (a - 1)*(digamma(a) - digamma(b))"
    " + (a + b)*(digamma(a + b) - digamma(b))",
]


@pytest.mark.parametrize("claim", CLAIMS)
def test_proved(claim: str) -> None:
    [outcome] = symreparam.check(f"{LETS}prove {claim}")
    assert outcome.verdict == "proved", outcome.reason


@pytest.mark.parametrize("claim", CLAIMS)
def test_refuted_when_off_by_a_little(claim: str) -> None:
    [outcome] = symreparam.check(f"{LETS}refute {claim} + 1/100")
    assert outcome.verdict == "refuted", outcome.reason


def test_a_mean_of_logarithms_given_by_the_sign() -> None:
    lets = "let nu > 0\nlet X ~ StudentT(nu)\n"
    wanted = "digamma((nu + 1)/2) - digamma(nu/2)"
    proved, refuted = symreparam.check(
        f"{lets}prove E(log(1 + X^2/nu)) = {wanted}\nrefute E(log(1 + X^2/nu)) = -({wanted})"
    )
    assert (proved.verdict, refuted.verdict) == ("proved", "refuted")
