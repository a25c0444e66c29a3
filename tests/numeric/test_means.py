"""Equations against quadrature, which shares no code with their proofs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from symreparam.logic.judgement import Equation
from symreparam.numeric.means import equation_check
from symreparam.pipeline import Options, check_text

LETS = """let mu real
let s > 0
let X ~ Normal(mu, s)
let N ~ Poisson(s)
let U ~ Uniform(0, 1)
let Z ~ Normal(0, 1)
let Y ~ Exponential(s)
"""
TRUE = [
    "E(X^2) = mu^2 + s^2",
    "Var(N) = s",
    "E(log(U)) = -1",
    "E(exp(X)) = exp(mu + s^2/2)",
    "P(X > mu) = 1/2",
    "E(abs(X - mu)) = s*sqrt(2/pi)",
    "median(U) = 1/2",
    "E(X*U) = mu/2",
    "Cov(X + U, U) = 1/12",
    "E(X given X + Z = 1) = (mu + s^2)/(1 + s^2)",
    "Var(X given Z = 1) = s^2",
    "E(U given U < 1/2) = 1/4",
    "KL(Normal(mu, s), Normal(0, 1)) = (mu^2 + s^2 - 1)/2 - log(s)",
    "KL(Poisson(s), Poisson(2*s)) = s*(1 - log(2))",
    "entropy(Exponential(s)) = 1 - log(s)",
    "entropy(abs(Z)) = log(pi*exp(1)/2)/2",
    "KL(s*Y, Exponential(2)) = 1 - log(2)",
    "KL(Independent(Normal(mu, 1), Exponential(s)), Independent(Normal(0, 1), Exponential(s))) = "
    "mu^2/2",
    "entropy(Dirichlet(1, 1, 1)) = -log(2)",
    "grad(s, E(f(mu + s*Z))) = E(Z*f'(mu + s*Z))",
]
FALSE = [
    "E(X*U) = mu",
    "median(U) = 1/3",
    "KL(Normal(mu, s), Normal(0, 1)) = (mu^2 + s^2)/2 - log(s)",
    "grad(s, E(f(mu + s*Z))) = E(f'(mu + s*Z))",
    "E(U given U < 1/2) = 1/3",
    "entropy(exp(Z)) = 1",
    "KL(Dirichlet(1, 2, 3), Dirichlet(2, 1, 1)) = 1",
]


@pytest.mark.parametrize("claim", TRUE)
def test_a_proved_equation_agrees(claim: str) -> None:
    [found] = check_text(f"{LETS}prove {claim}")
    assert found.verdict == "proved"
    assert [check.ok for check in found.cross_checks] == [True]


@pytest.mark.parametrize("claim", TRUE)
def test_another_right_side_disagrees(claim: str) -> None:
    [found] = check_text(f"{LETS}prove {claim}")
    goal = found.claim.goal
    assert isinstance(goal, Equation)
    wrong = replace(found.claim, goal=replace(goal, right=goal.right + 1))
    assert equation_check(wrong).ok is False


@pytest.mark.parametrize("claim", FALSE)
def test_a_refuted_equation_is_computed_where_it_fails(claim: str) -> None:
    [found] = check_text(f"{LETS}refute {claim}")
    assert found.verdict == "refuted"
    [check] = found.cross_checks
    assert check.ok is True and check.detail.startswith("they differ: ")


def test_a_refutation_of_what_holds_disagrees() -> None:
    [found] = check_text(f"{LETS}prove E(X*U) = mu/2")
    assert equation_check(found.claim, found.claim.scope.point).ok is False


@pytest.mark.parametrize(
    "claim", ["P(X < Z) = Phi(-mu/sqrt(1 + s^2))", "E(floor(Y)) = 1/(exp(s) - 1)"]
)
def test_what_is_not_computed_is_no_evidence(claim: str) -> None:
    [found] = check_text(f"{LETS}prove {claim}")
    assert found.verdict == "proved"
    [check] = found.cross_checks
    assert check.ok is None and check.detail.startswith("no evidence: ")


def test_a_sum_that_is_cut_off_early_is_no_evidence() -> None:
    """Of the terms (19/20)^k, 83 are listed: those left out are a hundredth of the mean."""
    [found] = check_text("let G ~ Geometric(1/2)\nprove E((19/10)^G) = 19")
    assert found.verdict == "proved"
    assert found.cross_checks[0].ok is None


def test_it_can_be_left_out() -> None:
    [found] = check_text(f"{LETS}prove Var(N) = s", options=Options(cross_check=False))
    assert (found.verdict, found.cross_checks) == ("proved", ())


@pytest.mark.parametrize(
    "text",
    [
        "let a, k, m, s, z > 0\nprove -grad(k, cdf(Weibull(a, k), z))/pdf(Weibull(a, k), z) "
        "= -z*log(z/a)/k",
        "let X ~ Exponential(1)\nprove E(X given X > 40) = 41",
        "let X, Y ~ Exponential(1)\nprove E(X given X + Y = 50) = 25",
    ],
)
def test_quotients_of_next_to_nothing_are_no_evidence(text: str) -> None:
    [found] = check_text(text)
    assert found.verdict == "proved", found.reason
    assert [check.ok for check in found.cross_checks] == [None]


@pytest.mark.parametrize("mean", ["E(1/U)", "E(exp(Z^2))", "E(exp(s*Y^2))"])
def test_an_infinite_mean_grows(mean: str) -> None:
    [found] = check_text(f"{LETS}prove {mean} = oo")
    assert found.verdict == "proved", found.reason
    [check] = found.cross_checks
    assert check.ok is True and "within wider and wider intervals" in check.detail


@pytest.mark.parametrize("mean", ["E(log(U))", "E(1/sqrt(U))", "E(exp(Z))", "E(Y^3)"])
def test_a_finite_mean_does_not_grow(mean: str) -> None:
    [found] = check_text(f"{LETS}prove {mean} = oo", options=Options(cross_check=False))
    assert equation_check(found.claim).ok is None
