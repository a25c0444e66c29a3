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
"""
TRUE = ["E(X^2) = mu^2 + s^2", "Var(N) = s", "E(log(U)) = -1", "E(exp(X)) = exp(mu + s^2/2)"]


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


@pytest.mark.parametrize("claim", ["E(X*U) = mu/2", "P(U < 1/3) = 1/3", "median(U) = 1/2"])
def test_what_is_not_computed_is_no_evidence(claim: str) -> None:
    [found] = check_text(f"{LETS}prove {claim}")
    assert found.verdict == "proved"
    [check] = found.cross_checks
    assert check.ok is None and check.detail.startswith("no evidence: ")


def test_it_can_be_left_out() -> None:
    [found] = check_text(f"{LETS}prove Var(N) = s", options=Options(cross_check=False))
    assert (found.verdict, found.cross_checks) == ("proved", ())
