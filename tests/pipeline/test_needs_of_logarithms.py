"""Logarithms that are undefined at single values of a random variable alone mean something."""

from __future__ import annotations

import pytest

import symreparam

LETS = """
let m real
let s > 0
let X, Y ~ Normal(0, 1)
let M ~ Normal(m, s)
let C ~ Cauchy(0, 1)
"""


def outcome(claim: str) -> symreparam.Outcome:
    [found] = symreparam.check(f"{LETS}{claim}")
    return found


@pytest.mark.parametrize(
    "claim",
    [
        "prove log(abs(M - m)) - log(s) has density sqrt(2/pi)*exp(t - exp(2*t)/2) for t real",
        "prove log((M - m)^2/s^2) has density exp(t/2 - exp(t)/2)/sqrt(2*pi) for t real",
        "prove E(log(X^2*Y^2)) = -2*EulerGamma - 2*log(2)",
        "prove E(log(abs(X))) = -(EulerGamma + log(2))/2",
        "prove E(log(X^2)) = -EulerGamma - log(2)",
        "prove Var(log(abs(X))) = pi^2/8",
        "refute E(log(abs(X))) = 0",
        "refute E(log(X^2)) = -EulerGamma",
    ],
)
def test_settled(claim: str) -> None:
    found = outcome(claim)
    assert found.ok, found.reason


@pytest.mark.parametrize(
    ("claim", "words"),
    [
        ("prove log(M - m) ~ Normal(0, 1)", "log of M - m"),
        ("prove log(if(X > 0, X, 0)) ~ Normal(0, 1)", "X = -1/2"),
        ("prove log(max(X, 0)) ~ Normal(0, 1)", "X = -1/2"),
        ("prove log(floor(X)^2) ~ Normal(0, 1)", "X = 1/2"),
        ("prove log(m^2*X^2) ~ Normal(0, 1)", "m = 0"),
    ],
)
def test_errors(claim: str, words: str) -> None:
    found = outcome(claim)
    assert found.verdict == "error" and words in str(found.reason)


def test_equations_of_choices_in_conditions() -> None:
    assert outcome("prove P(if(X > 0, X, 0) = 0) = 1/2").ok
    assert outcome("prove if(if(X > 0, X, 0) = 0, 3, 4) has mass 1/2 at 3, mass 1/2 at 4").ok
    assert outcome("refute P(if(X > 0, X, 0) = 0) = 1/3").ok
