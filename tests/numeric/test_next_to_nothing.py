"""Differences too small for quadrature, and masses far from where a lattice starts."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sympy import Integer, Rational

from symreparam.logic.judgement import Equation
from symreparam.logic.verdict import Witness
from symreparam.numeric.laws import placed, spelled_out
from symreparam.numeric.means import equation_check
from symreparam.numeric.witness import recheck_witness
from symreparam.numeric.workspace import Workspace
from symreparam.pipeline import Options, check_text
from symreparam.terms.law import Named
from symreparam.terms.region import NUMBERS

LETS = """let X ~ Normal(0, 1)
let Y ~ Normal(100, 1)
let W ~ Exponential(1)
let M ~ Poisson(1)
let N ~ Poisson(400)
let K ~ Binomial(1000, 1/2)
"""
REFUTED = [
    "P(X < 50) = 1",
    "P(X > 50) = 0",
    "P(X > Y) = 0",
    "P(N = 0) = 0",
    "P(K = 0) = 0",
    "P(W < 1000) = 1 - exp(-1001)",
    "E(cos(50*X)) = 0",
    "E((1 + exp(-500))*X^2) = 1",
    "Cov(X, Y + exp(-300)*X) = 0",
    "KL(Normal(0, 1), Normal(exp(-200), 1)) = 0",
    "entropy(Normal(0, 1 + exp(-100))) = log(2*pi*exp(1))/2",
    "median(W) = log(2) + exp(-200)",
    "floor(W/500) ~ Point(0)",
    "min(M, 60) ~ Poisson(1)",
    "indicator(N > 0) ~ Bernoulli(1)",
    "M ~ Poisson(1 + exp(-300))",
    "min(K, 999) ~ Binomial(1000, 1/2)",
]
PROVED = [
    "N ~ Poisson(400)",
    "indicator(N > 0) ~ Bernoulli(1 - exp(-400))",
    "E(N) = 400",
    "Var(K) = 250",
    "P(K > 0) = 1 - 2^(-1000)",
    "mod(N, 2) ~ Bernoulli((1 - exp(-800))/2)",
]


@pytest.mark.parametrize("goal", [f"refute {c}" for c in REFUTED] + [f"prove {c}" for c in PROVED])
def test_no_disagreement(goal: str) -> None:
    [found] = check_text(LETS + goal, options=Options(explain=False))
    assert found.ok, found.reason


def test_what_is_told_must_be_that_small() -> None:
    """Sides that agree are a fault still when the refutation says that they are far apart."""
    [found] = check_text(f"{LETS}prove E(X^2) = 1", options=Options(cross_check=False))
    claim = found.claim
    assert claim is not None and isinstance(claim.goal, Equation)
    for told in (None, Integer(0), Rational(1, 3)):
        assert equation_check(claim, claim.scope.point, told).ok is False
    assert equation_check(claim, claim.scope.point, Rational(1, 10**30)).ok is None


@pytest.mark.parametrize(("mean", "complete"), [(1, True), (110, True), (150, True), (4000, False)])
def test_the_listed_masses_are_those_that_count(mean: int, complete: bool) -> None:
    work = Workspace(30)
    law = placed(spelled_out(Named("Poisson", (Integer(mean),))), {}, work)
    assert law.complete is complete
    total = sum(mass for _, mass in law.atoms)
    assert (abs(total - 1) < 1e-9) if complete else total > 0.9


def test_masses_far_out() -> None:
    one, other = (Named("Poisson", (Integer(n),)) for n in (1, 2))
    witness = Witness((), NUMBERS, Integer(90), "", "", "")
    assert recheck_witness(witness, one, other).ok is True
    assert recheck_witness(witness, one, one).ok is False
    nowhere = replace(witness, point=Rational(1, 2))
    assert recheck_witness(nowhere, one, other).ok is False
