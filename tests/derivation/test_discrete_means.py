"""Expectations and probabilities of discrete variables, by generating functions and sums."""

from __future__ import annotations

import pytest

from symreparam.pipeline import check_text

LETS = """let c, d > 0
let 0 < p < 1
let k integer >= 1
let m integer >= 0
let N ~ Poisson(c)
let M ~ Poisson(d)
let Q ~ Geometric(p)
let R ~ NegativeBinomial(3, p)
let L ~ Logarithmic(p)
let Z ~ Zeta(4)
let S ~ Skellam(c, d)
let T ~ Poisson(2)
"""
TRUE = [
    "E(N) = c",
    "Var(N) = c",
    "E(N*(N - 1)) = c^2",
    "E(2^N) = exp(c)",
    "E(1/(N + 1)) = (1 - exp(-c))/c",
    "E(N/(N + 1)) = 1 - (1 - exp(-c))/c",
    "E(1/(T + 1)) = (1 - exp(-2))/2",
    "E(1/(Q*(Q + 1))) = -p*log(p)/(1 - p) + p*log(p)/(1 - p)^2 + p/(1 - p)",
    "E(N*M) = c*d",
    "Cov(N, N + M) = c",
    "Var(Q) = (1 - p)/p^2",
    "E(R) = 3*(1 - p)/p",
    "E(L) = -p/((1 - p)*log(1 - p))",
    "E(Z) = zeta(3)/zeta(4)",
    "Var(S) = c + d",
    "P(N = 0) = exp(-c)",
    "P(N <= 1) = exp(-c)*(1 + c)",
    "P(N = m) = exp(-c)*c^m/factorial(m)",
    "P(Q > k) = (1 - p)^k",
    "P(Q > m) = (1 - p)^m",
    "P(Q <= m) = 1 - (1 - p)^m",
    "P(Q = k) = p*(1 - p)^(k - 1)",
    "E(min(Q, 2)) = 2 - p",
]
FALSE = [
    "E(N^2) = c^2",
    "Var(Q) = 1/p",
    "E(R) = 3*p/(1 - p)",
    "Var(S) = c - d",
    "P(Q > k) = (1 - p)^(k - 1)",
    "P(N <= 1) = exp(-c)",
    "P(Q > m) = (1 - p)^(m + 1)",
    "E(2^N) = 2^c",
    "E(1/(N + 1)) = 1/(c + 1)",
    "E(N/(N + 1)) = c/(c + 1)",
    "E(1/(T + 1)) = 1/3",
    "P(N = m) = exp(-c)*c^m/factorial(m + 1)",
]


@pytest.mark.parametrize("claim", TRUE)
def test_true_equations(claim: str) -> None:
    [found] = check_text(f"{LETS}prove {claim}")
    assert found.verdict == "proved", found.reason


@pytest.mark.parametrize("claim", FALSE)
def test_false_equations(claim: str) -> None:
    [found] = check_text(f"{LETS}refute {claim}")
    assert found.verdict == "refuted", found.reason


@pytest.mark.parametrize("claim", ["E(3^Q) = 1", "E(exp(Q)) = 1", "E(Z^3) = 1"])
def test_infinite_means_are_not_proved(claim: str) -> None:
    [found] = check_text(f"{LETS}prove {claim}")
    assert found.verdict not in ("proved",)
