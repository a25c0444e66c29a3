"""Counts: parity, sums that lack first or last terms, powers of the index, urns, rounded shifts."""

from __future__ import annotations

import pytest

from symreparam import check

BINOMIAL = "let n integer >= 1\nlet 0 < p < 1\nlet N ~ Binomial(n, p)\n"
ZETA = "let s > 3\nlet N ~ Zeta(s)\n"
POISSON = "let lam > 0\nlet N ~ Poisson(lam)\n"
COUNT = "let n integer >= 0\nlet 0 <= p <= 1\nlet N ~ Binomial(n, p)\n"
URN = """let n, m, k integer >= 1
let k <= n
let m <= n
let X ~ Hypergeometric(n, m, k)
"""
SHIFT = "let 0 < p < 1\nlet U ~ Uniform(0, 1)\n"
CLOSED = "let 0 <= p <= 1\nlet U ~ Uniform(0, 1)\n"
TRUE = [
    (URN, "X ~ Hypergeometric(n, k, m)"),
    (URN, "k - X ~ Hypergeometric(n, n - m, k)"),
    (URN, "m - X ~ Hypergeometric(n, m, n - k)"),
    (URN, "E(X) = k*m/n"),
    (URN + "let n >= 2\n", "Var(X) = k*m*(n - m)*(n - k)/(n^2*(n - 1))"),
    (SHIFT, "ceiling(p - U) ~ Bernoulli(p)"),
    (SHIFT, "1 - ceiling(U - p) ~ Bernoulli(p)"),
    (SHIFT, "floor(2*U + p) has mass (1 - p)/2 at 0, mass 1/2 at 1, mass p/2 at 2"),
    (CLOSED, "floor(U + p) ~ Bernoulli(p)"),
    (CLOSED, "ceiling(p - U) ~ Bernoulli(p)"),
    ("let 1 < c < 2\nlet U ~ Uniform(0, 1)\n", "floor(c*U) ~ Bernoulli(1 - 1/c)"),
    (POISSON, "(-1)^N has mass (1 + exp(-2*lam))/2 at 1, mass (1 - exp(-2*lam))/2 at -1"),
    (POISSON, "mod(N, 2) ~ Bernoulli((1 - exp(-2*lam))/2)"),
    (POISSON, "P(mod(N, 2) = 0) = exp(-lam)*cosh(lam)"),
    (POISSON, "Var((-1)^N) = 1 - exp(-4*lam)"),
    (POISSON, "E((-1)^(N + 1)) = -exp(-2*lam)"),
    (COUNT, "mod(N, 2) ~ Bernoulli((1 - (1 - 2*p)^n)/2)"),
    (COUNT, "E((-1)^N) = (1 - 2*p)^n"),
    ("let a, b > 0\nlet M ~ Poisson(a)\nlet N ~ Poisson(b)\n", "E((-1)^(M + N)) = exp(-2*a - 2*b)"),
    (
        "let r > 0\nlet 0 < p < 1\nlet N ~ NegativeBinomial(r, p)\n",
        "E((-1)^N) = (p/(2 - p))^r",
    ),
    (BINOMIAL, "indicator(N = n) ~ Bernoulli(p^n)"),
    (BINOMIAL, "indicator(N > 0) ~ Bernoulli(1 - (1 - p)^n)"),
    (BINOMIAL, "indicator(N < n) ~ Bernoulli(1 - p^n)"),
    (BINOMIAL, "indicator(N = 1) ~ Bernoulli(n*p*(1 - p)^(n - 1))"),
    (BINOMIAL, "P(N < n) = 1 - p^n"),
    (BINOMIAL, "P(N > 1) = 1 - (1 - p)^n - n*p*(1 - p)^(n - 1)"),
    (ZETA, "E(N) = zeta(s - 1)/zeta(s)"),
    (ZETA, "Var(N) = zeta(s - 2)/zeta(s) - zeta(s - 1)^2/zeta(s)^2"),
    (ZETA, "P(mod(N, 2) = 0) = 2^(-s)"),
    (ZETA, "indicator(N = 1) ~ Bernoulli(1/zeta(s))"),
]
FALSE = [
    (URN, "k - X ~ Hypergeometric(n, m, k)"),
    (URN, "E(X) = n*k/m"),
    (SHIFT, "ceiling(U - p) ~ Bernoulli(p)"),
    (SHIFT, "floor(U + p) ~ Bernoulli(1 - p)"),
    ("let 1 < c < 2\nlet U ~ Uniform(0, 1)\n", "floor(c*U) ~ Bernoulli(1/c)"),
    ("let r real\nlet U ~ Uniform(0, 1)\n", "floor(U + r) ~ Bernoulli(r)"),
    (POISSON, "mod(N, 2) ~ Bernoulli(1/2)"),
    (POISSON, "E((-1)^N) = exp(-lam)"),
    # n = 0 is allowed, and N = 0 then
    ("let n integer >= 0\nlet N ~ Binomial(n, 1/2)\n", "mod(N, 2) ~ Bernoulli(1/2)"),
    (COUNT, "E((-1)^N) = (1 - p)^n"),
    (BINOMIAL, "indicator(N = n) ~ Bernoulli(p)"),
    (BINOMIAL, "indicator(N = 1) ~ Bernoulli(n*p)"),
    (BINOMIAL, "P(N < n) = p^n"),
    (BINOMIAL, "P(N > 1) = 1 - (1 - p)^n"),
    (ZETA, "P(mod(N, 2) = 0) = 1/2"),
    (ZETA, "indicator(N = 1) ~ Bernoulli(2/zeta(s))"),
]


@pytest.mark.parametrize(("lets", "goal"), TRUE)
def test_true(lets: str, goal: str) -> None:
    [outcome] = check(f"{lets}prove {goal}")
    assert outcome.verdict == "proved", outcome.reason


@pytest.mark.parametrize(("lets", "goal"), FALSE)
def test_false(lets: str, goal: str) -> None:
    [outcome] = check(f"{lets}refute {goal}")
    assert outcome.verdict == "refuted", outcome.reason


@pytest.mark.parametrize("exponent", ["X", "r", "N/2"])
def test_powers_of_a_negative_number_need_a_whole_exponent(exponent: str) -> None:
    lets = "let r real\nlet X ~ Normal(0, 1)\nlet N ~ Poisson(1)\n"
    [outcome] = check(f"{lets}prove E((-1)^({exponent})) = 0")
    assert outcome.verdict == "error"
    assert "a power of a number that is not positive" in outcome.reason
