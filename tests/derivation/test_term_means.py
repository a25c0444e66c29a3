"""Divergences and entropies of terms in random variables, through the derived law's name."""

from __future__ import annotations

import pytest

import symreparam

LETS = """let mu real
let s, a, b > 0
let 0 < p < 1
let eps, Y, W ~ Normal(0, 1)
let U ~ Uniform(0, 1)
let G ~ Gamma(a, 1)
let H ~ Gamma(b, 1)
let N ~ Binomial(2, p)
let K ~ Poisson(a)
let L ~ Poisson(b)
let z = mu + s*eps
let w = exp(z)
"""
HALF = "(mu^2 + s^2 - 1 - log(s^2))/2"
BETA = "log(beta(a, b)) - (a - 1)*digamma(a) - (b - 1)*digamma(b) + (a + b - 2)*digamma(a + b)"
COIN = "-p*log(p) - (1 - p)*log(1 - p)"
CLAIMS = [
    "entropy(z) = log(s) + log(2*pi*exp(1))/2",
    "entropy(exp(mu + s*eps)) = mu + log(s) + log(2*pi*exp(1))/2",
    "entropy(eps^2) = 1/2 + log(2) + loggamma(1/2) + digamma(1/2)/2",
    f"KL(z, Normal(0, 1)) = {HALF}",
    f"KL(w, LogNormal(0, 1)) = {HALF}",
    "entropy(-log(U)/a) = 1 - log(a)",
    "entropy(mu + s*log(U/(1 - U))) = 2 + log(s)",
    "entropy(mu + s*tan(pi*(U - 1/2))) = log(4*pi*s)",
    f"entropy(G/(G + H)) = {BETA}",
    "KL(G/(G + H), Beta(b, a)) = (a - b)*(digamma(a) - digamma(b))",
    "entropy(eps/Y) = log(4*pi)",
    f"entropy(2 - N) = 2*({COIN}) - 2*p*(1 - p)*log(2)",
    f"entropy(indicator(U < p)) = {COIN}",
    "KL(K + L, Poisson(a)) = (a + b)*log((a + b)/a) - b",
]


@pytest.mark.parametrize("claim", CLAIMS)
def test_proved_and_refuted_when_off_by_a_little(claim: str) -> None:
    proved, refuted = symreparam.check(f"{LETS}prove {claim}\nrefute {claim} + 1/50")
    assert proved.verdict == "proved", proved.reason
    assert refuted.verdict == "refuted", refuted.reason


FALSE = [
    "KL(z, Normal(0, 1)) = (mu^2 + s^2 - 1 - log(s))/2",
    "KL(z, Normal(0, 1)) = (mu^2 + s - 1 - log(s))/2",
    "KL(z, Normal(0, 1)) = log(s) + (1 + mu^2)/(2*s^2) - 1/2",
    "KL(z, Exponential(1)) = s",
    "entropy(w) = log(s) + log(2*pi*exp(1))/2",
    "entropy(z) = log(2*pi*exp(1)*s)/2",
    "entropy(z) = log(2*pi*exp(1)*s^2)/(2*log(2))",
]


@pytest.mark.parametrize("claim", FALSE)
def test_false_claims_have_a_witness(claim: str) -> None:
    [outcome] = symreparam.check(f"{LETS}refute {claim}")
    assert outcome.verdict == "refuted" and outcome.witness is not None, outcome.reason


def test_an_infinite_divergence_of_a_term() -> None:
    [outcome] = symreparam.check(f"{LETS}prove KL(z, Exponential(1)) = oo")
    assert outcome.verdict == "proved", outcome.reason


WRONG = {
    "entropy(3) = 0": "3 is not random",
    "entropy(mu) = 0": "mu is not random",
    "entropy(eps - eps) = 0": "0 is not random",
    "KL(2, Normal(0, 1)) = 0": "2 is not random",
    "entropy(log(eps)) = 0": "log of eps",
    "entropy(Foo(1)) = 0": "Foo",
    "KL(eps) = 0": "2 arguments",
}


@pytest.mark.parametrize("claim", WRONG)
def test_what_has_no_law(claim: str) -> None:
    [outcome] = symreparam.check(f"{LETS}prove {claim}")
    assert outcome.verdict == "error" and WRONG[claim] in outcome.reason, outcome.reason


def test_a_term_as_the_second_law() -> None:
    [outcome] = symreparam.check(f"{LETS}prove KL(eps, 2*Y) = 0")
    assert outcome.verdict == "unsupported" and "second law" in outcome.reason


QUOTIENTS = [
    ("let X, Z, W ~ Normal(0, 1)", "E(X^2/(X^2 + Z^2 + W^2))", "1/3"),
    ("let X, Z ~ Normal(0, 1)", "E(X^4/(X^2 + Z^2)^2)", "3/8"),
    ("let a > 0\nlet X, Z, W ~ Gamma(a, 1)", "Var(X/(X + Z + W))", "2/(9*(3*a + 1))"),
    # the quotient of variables that are told by their logarithms, not their difference
    (
        "let m, n real\nlet s, t > 0\nlet X ~ LogNormal(m, s)\nlet Z ~ LogNormal(n, t)",
        "P(X > Z)",
        "Phi((m - n)/sqrt(s^2 + t^2))",
    ),
]


@pytest.mark.parametrize(("lets", "left", "right"), QUOTIENTS)
def test_means_of_quotients_through_the_name_of_their_law(
    lets: str, left: str, right: str
) -> None:
    text = f"{lets}\nprove {left} = {right}\nrefute {left} = {right} + 1/50"
    proved, refuted = symreparam.check(text)
    assert proved.verdict == "proved", proved.reason
    assert refuted.verdict == "refuted", refuted.reason
