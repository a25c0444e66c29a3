"""Maps with infinitely many steps: discretised laws and samplers of discrete laws."""

from __future__ import annotations

from dataclasses import replace

import pytest

from symreparam.checker.replay import replay
from symreparam.logic.errors import ProofError
from symreparam.logic.judgement import Defined, Holds
from symreparam.pipeline import check_text

LETS = """let lam > 0
let 0 < p < 1
let X ~ Exponential(lam)
let U ~ Uniform(0, 1)
let N ~ Normal(0, 1)
let L ~ Logistic(0, 1)
let W ~ Pareto(1, lam)
let A ~ Laplace(0, 1)
let B ~ Laplace(1/2, 1)
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
    "floor(A) has mass (1 - exp(-1))/2*exp(-k) at k for integer k >= 0, "
    "mass (1 - exp(-1))/2*exp(k + 1) at k for integer k <= -1",
    "P(floor(B) = 0) = 1 - exp(-1/2)",
    "E(ceiling(A)) = 1/2",
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
    "floor(A) has mass (1 - exp(-1))/2*exp(-k) at k for integer k >= 0, "
    "mass (1 - exp(-1))/2*exp(k) at k for integer k <= -1",
    "E(floor(A)) = 0",
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


TRIALS = "let n integer >= 1\nlet U ~ Uniform(0, 1)\n"
SYMBOLIC_STEPS = [
    (TRIALS + "prove ceiling(n*U) ~ DiscreteUniform(1, n)", "proved"),
    (TRIALS + "prove 1 + floor(n*(1 - U)) ~ DiscreteUniform(1, n)", "proved"),
    (
        "let a, b integer\nlet a < b\nlet U ~ Uniform(0, 1)\n"
        "prove a + floor((b - a + 1)*U) ~ DiscreteUniform(a, b)",
        "proved",
    ),
    (TRIALS + "prove floor(n*U) ~ DiscreteUniform(1, n)", "refuted"),
]


@pytest.mark.parametrize(("text", "verdict"), SYMBOLIC_STEPS)
def test_steps_between_symbolic_ends(text: str, verdict: str) -> None:
    [outcome] = check_text(text)
    assert outcome.verdict == verdict, outcome.reason


def test_the_order_of_symbolic_ends_is_a_premise() -> None:
    [outcome] = check_text(SYMBOLIC_STEPS[0][0])
    proof = outcome.proof
    assert proof is not None
    at = next(i for i, step in enumerate(proof.steps) if step.rule == "pushforward-steps")
    step = proof.steps[at]
    order = [i for i in step.premises if isinstance(proof.steps[i].conclusion, Holds)]
    assert len(order) == 1
    other = next(i for i in range(at) if isinstance(proof.steps[i].conclusion, Holds | Defined))
    for swap in ((), (other,)):
        if swap == tuple(order):
            continue
        premises = [j for i in step.premises for j in (swap if i in order else (i,))]
        spoiled = replace(step, premises=tuple(premises))
        steps = (*proof.steps[:at], spoiled, *proof.steps[at + 1 :])
        with pytest.raises(ProofError, match="steps"):
            replay(replace(proof, steps=steps), outcome.claim)
