"""Maps with infinitely many steps: discretised laws and samplers of discrete laws."""

from __future__ import annotations

import pytest

from symreparam.pipeline import check_text

LETS = """let lam > 0
let 0 < p < 1
let X ~ Exponential(lam)
let U ~ Uniform(0, 1)
let N ~ Normal(0, 1)
let L ~ Logistic(0, 1)
let W ~ Pareto(1, lam)
"""
TRUE = [
    "floor(X) has mass (1 - exp(-lam))*exp(-lam*z) at z for integer z >= 0",
    "ceiling(X) ~ Geometric(1 - exp(-lam))",
    "floor(log(U)/log(1 - p)) has mass p*(1 - p)^z at z for integer z >= 0",
    "ceiling(log(1 - U)/log(1 - p)) ~ Geometric(p)",
    "floor(X + 1/2) has mass 1 - exp(-lam/2) at 0, "
    "mass exp(-lam*(k - 1/2)) - exp(-lam*(k + 1/2)) at k for integer k >= 1",
    "floor(2*X)/2 has mass (1 - exp(-lam/2))*exp(-lam*k/2) at k/2 for integer k >= 0",
    "floor(L) has mass 1/(1 + exp(-k - 1)) - 1/(1 + exp(-k)) at k for integer k",
    "floor(N) has mass (erf((k + 1)/sqrt(2)) - erf(k/sqrt(2)))/2 at k for integer k",
    "floor(W) has mass k^(-lam) - (k + 1)^(-lam) at k for integer k >= 1",
    "floor(1/U) has mass 1/(k*(k + 1)) at k for integer k >= 1",
    "min(floor(X), 1) ~ Bernoulli(exp(-lam))",
    "floor(10*U) ~ DiscreteUniform(0, 9)",
    "ceiling(100*U) ~ Die(100)",
    "indicator(L < log(p/(1 - p))) ~ Bernoulli(p)",
    "indicator(log(p/(1 - p)) + L > 0) ~ Bernoulli(p)",
]
FALSE = [
    "floor(X) ~ Geometric(1 - exp(-lam))",
    "ceiling(X) ~ Geometric(exp(-lam))",
    "floor(X) has mass lam*exp(-lam*z) at z for integer z >= 0",
    "floor(log(U)/log(1 - p)) ~ Geometric(p)",
    "floor(N) has mass (erf((k + 1)/sqrt(2)) - erf(k/sqrt(2)))/2 at k + 1 for integer k",
    "min(floor(X), 1) ~ Bernoulli(1 - exp(-lam))",
    "floor(10*U) ~ DiscreteUniform(1, 10)",
    "indicator(log(p/(1 - p)) + L > 0) ~ Bernoulli(1 - p)",
]


@pytest.mark.parametrize("claim", TRUE)
def test_true_claims(claim: str) -> None:
    [found] = check_text(f"{LETS}prove {claim}")
    assert found.verdict == "proved", found.reason


@pytest.mark.parametrize("claim", FALSE)
def test_false_claims(claim: str) -> None:
    [found] = check_text(f"{LETS}refute {claim}")
    assert found.verdict == "refuted", found.reason
