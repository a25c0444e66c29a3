"""Sums that lack a few first or last terms, powers of the index, and what rests on them."""

from __future__ import annotations

import pytest

from symreparam import check

COUNT = "let n integer >= 1\nlet 0 < p < 1\nlet N ~ Binomial(n, p)\n"
ZETA = "let s > 3\nlet N ~ Zeta(s)\n"
TRUE = [
    (COUNT, "indicator(N = n) ~ Bernoulli(p^n)"),
    (COUNT, "indicator(N > 0) ~ Bernoulli(1 - (1 - p)^n)"),
    (COUNT, "indicator(N < n) ~ Bernoulli(1 - p^n)"),
    (COUNT, "indicator(N = 1) ~ Bernoulli(n*p*(1 - p)^(n - 1))"),
    (COUNT, "P(N < n) = 1 - p^n"),
    (COUNT, "P(N > 1) = 1 - (1 - p)^n - n*p*(1 - p)^(n - 1)"),
    (ZETA, "E(N) = zeta(s - 1)/zeta(s)"),
    (ZETA, "Var(N) = zeta(s - 2)/zeta(s) - zeta(s - 1)^2/zeta(s)^2"),
    (ZETA, "P(mod(N, 2) = 0) = 2^(-s)"),
    (ZETA, "indicator(N = 1) ~ Bernoulli(1/zeta(s))"),
]
FALSE = [
    (COUNT, "indicator(N = n) ~ Bernoulli(p)"),
    (COUNT, "indicator(N = 1) ~ Bernoulli(n*p)"),
    (COUNT, "P(N < n) = p^n"),
    (COUNT, "P(N > 1) = 1 - (1 - p)^n"),
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
