"""Several discrete variables: sums, minima, comparisons, by conditioning and recognised sums."""

from __future__ import annotations

import pytest

from symreparam.pipeline import check_text

LETS = """let a, b > 0
let 0 < p < 1
let 0 < r < 1
let n, m integer >= 1
let X ~ Poisson(a)
let Y ~ Poisson(b)
let G, H ~ Geometric(p)
let K ~ Geometric(r)
let B ~ Bernoulli(r)
let D ~ Die(6)
let R ~ Rademacher()
let S ~ Binomial(n, p)
let T ~ Binomial(m, p)
let V ~ NegativeBinomial(a, p)
let W ~ NegativeBinomial(b, p)
"""
TRUE = [
    "X + Y ~ Poisson(a + b)",
    "X + Y has mass exp(-a - b)*(a + b)^k/factorial(k) at k for integer k >= 0",
    "X - Y ~ Skellam(a, b)",
    "G + H has mass (z - 1)*p^2*(1 - p)^(z - 2) at z for integer z >= 2",
    "G + H - 2 ~ NegativeBinomial(2, p)",
    "G - H has mass p/(2 - p)*(1 - p)^abs(k) at k for integer k",
    "V + W ~ NegativeBinomial(a + b, p)",
    "S + T ~ Binomial(n + m, p)",
    "n - S ~ Binomial(n, 1 - p)",
    "min(G, K) ~ Geometric(p + r - p*r)",
    "max(G, H) has mass 2*p*(1 - p)^(k - 1) - (2*p - p^2)*(1 - p)^(2*k - 2) "
    "at k for integer k >= 1",
    "indicator(G > K) ~ Bernoulli((1 - p)*r/(p + r - p*r))",
    "indicator(G <= K) ~ Bernoulli(p/(p + r - p*r))",
    "B*X has mass 1 - r + r*exp(-a) at 0, "
    "mass r*exp(-a)*a^k/factorial(k) at k for integer k >= 1",
    "R*G has mass p*(1 - p)^(k - 1)/2 at k for integer k >= 1, "
    "mass p*(1 - p)^(-k - 1)/2 at k for integer k <= -1",
]
FALSE = [
    "X + Y ~ Poisson(a*b)",
    "X + X ~ Poisson(2*a)",
    "X - Y ~ Skellam(b, a)",
    "X - Y ~ Poisson(a - b)",
    "G + H ~ NegativeBinomial(2, p)",
    "G + G has mass (z - 1)*p^2*(1 - p)^(z - 2) at z for integer z >= 2",
    "V + W ~ NegativeBinomial(a*b, p)",
    "S + T ~ Binomial(n*m, p)",
    "n - S ~ Binomial(n, p)",
    "min(G, K) ~ Geometric(p*r)",
    "max(G, K) ~ Geometric(p + r - p*r)",
    "indicator(G > K) ~ Bernoulli(r/(p + r))",
    "X*Y ~ Poisson(a*b)",
    "X + G ~ Poisson(a + 1/p)",
    "B*X ~ Poisson(r*a)",
]


@pytest.mark.parametrize("claim", TRUE)
def test_true_claims(claim: str) -> None:
    [found] = check_text(LETS + f"prove {claim}")
    assert found.verdict == "proved", found.reason


@pytest.mark.parametrize("claim", FALSE)
def test_false_claims(claim: str) -> None:
    [found] = check_text(LETS + f"refute {claim}")
    assert found.verdict == "refuted", found.reason
