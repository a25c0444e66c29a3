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

GUMBEL = """let a, b real
let c, d > 0
let G, H, K ~ Gumbel(1, 0)
let X ~ Exponential(c)
let Y ~ Exponential(d)
let Z ~ Exponential(1)
"""
CHOICE = "if({0} > {1} and {0} > {2}, 0, if({1} > {0} and {1} > {2}, 1, 2))"
LOGITS = CHOICE.format("a + G", "b + H", "K")
FIRST = CHOICE.format("-X", "-Y", "-Z")


def test_gumbel_max_and_the_first_of_three_exponentials() -> None:
    total = "(exp(a) + exp(b) + 1)"
    softmax = f"mass exp(a)/{total} at 0, mass exp(b)/{total} at 1, mass 1/{total} at 2"
    rates = "mass c/(c + d + 1) at 0, mass d/(c + d + 1) at 1, mass 1/(c + d + 1) at 2"
    wrong = "mass 1/3 at 0, mass 1/3 at 1, mass 1/3 at 2"
    for kind, verdict, claim in (
        ("prove", "proved", f"{LOGITS} has {softmax}"),
        ("refute", "refuted", f"{LOGITS} has {wrong}"),
        ("prove", "proved", f"{FIRST} has {rates}"),
    ):
        [found] = check_text(f"{GUMBEL}{kind} {claim}")
        assert found.verdict == verdict, found.reason


@pytest.mark.parametrize("claim", TRUE)
def test_true_claims(claim: str) -> None:
    [found] = check_text(LETS + f"prove {claim}")
    assert found.verdict == "proved", found.reason


@pytest.mark.parametrize("claim", FALSE)
def test_false_claims(claim: str) -> None:
    [found] = check_text(LETS + f"refute {claim}")
    assert found.verdict == "refuted", found.reason
