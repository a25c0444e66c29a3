"""Independence told: of normal variables, and why terms are not independent."""

from __future__ import annotations

from dataclasses import replace

import pytest

from symreparam.derivation.builder import Builder
from symreparam.derivation.independent_values import dependent_values
from symreparam.logic.judgement import Independent
from symreparam.pipeline import check_text
from symreparam.render.latex import latex_fragment
from symreparam.render.text import outcome_text

NORMAL = "let m real\nlet s > 0\nlet X, Y, Z ~ Normal(m, s)\n"
# (claim, what its text says, what it does not)
TOLD = {
    "let X, Y ~ Normal(0, 1)\nprove (X - Y)^2/2 ~ ChiSquared(1)": (
        "(X - Y)²/2 = X²/2 + Y²/2 - X·Y",
        "A² = A and tr(A) = 1",
        "the square of a standard normal variable (Cochran's theorem)",
    ),
    f"{NORMAL}prove (X - Y)^2 + (Y - Z)^2 + (Z - X)^2 ~ Gamma(1, 6*s^2)": (
        "In the independent standard normal variables",
        "x_1 = (X - m)/s",
        "A² = 3s²·A with the positive number 3s²",
        "3s² times the sum of the squares of 2 independent",
    ),
    f"{NORMAL}prove X + 2*Y, 2*X - Y independent": (
        "Cov(2Y + X, 2X - Y) = 2s² - 2s²",
        "uncorrelated are independent",
    ),
    f"{NORMAL}prove X + Y, (X - Y)^2 independent": ("those of one term are",),
    f"{NORMAL}prove X + Y + Z, max(X, Y, Z) - min(X, Y, Z) independent": (
        "does not change when the variables are",
        "What regression on these sums leaves",
    ),
    "let X, Y, Z ~ Exponential(1)\nprove X + Y + Z, X/Y independent": (
        "x_1 + x_2 + x_3",
        "By Basu's theorem the sum and X/Y are independent",
    ),
    "let X, Y ~ Normal(0, 1)\nrefute X*Y, Y independent": (
        "E(X²·Y⁴) = E(X²·Y²) · E(Y²)",
        "These are not the same.",
    ),
    "let X, Y, Z ~ Exponential(1)\nrefute min(X, Y), min(X, Z) independent": (
        "would multiply:",
        "P(min(X, Y) > 1/2 and min(X, Z) > 1/2) = exp(-3/2), as the events are",
        "P(min(X, Y) > 1/2) · P(min(X, Z) > 1/2) = exp(-2)",
    ),
    "let X, Y ~ Normal(0, 1)\nrefute min(X, Y), max(X, Y) independent": (
        "P(A∩B) · P(A^c∩B^c) = P(A∩B^c) · P(A^c∩B)",
    ),
    "let X, Y ~ Cauchy(0, 1)\nrefute X + Y, X - Y independent": (
        "exchange a coordinate",
        "≈ 0.0003829",
    ),
    "let R, S ~ Rademacher()\nprove sign(R), sign(S*R) independent": (
        "The law of sign(R).",
        "The sum sign(R)/2 + sign(R·S) has another value for each choice",
        "P(sign(R) = 1, sign(R·S) = -1) = 1/4 = 1/2 · 1/2",
    ),
    "let U ~ Uniform(0, 1)\nprove indicator(U < 1/2), floor(2*mod(2*U, 1)) independent": (
        "By definition U has the density f_U(x) = 1, 0 < x < 1 The laws of the terms come first",
        "g(x) = 1{x < 1/2}",
        "= 1/4 = 1/2 · 1/2",
    ),
    "let 0 < p < 1\nlet X, Y ~ Geometric(p)\nprove min(X, Y), X - Y independent": (
        "For i = 1, 2, … and j = 0, 1, … the terms have the values",
        "P(X = i + j, Y = i) = p²·(1 - p)^(2i - 2) · (1 - p)^j",
        "∑ p²·(1 - p)^(2i - 2) over i from 1 to ∞ = p²/(1 - (1 - p)²)",
        "Hence the terms are independent.",
    ),
    "let X ~ Cauchy(0, 1)\nrefute X, X independent": ("independent of itself, and so constant",),
}


@pytest.mark.parametrize("claim", TOLD)
def test_it_is_a_story_and_no_list(claim: str) -> None:
    [found] = check_text(claim)
    assert found.ok, found.reason
    shown = " ".join(outcome_text(found).split())
    for words in TOLD[claim]:
        assert words in shown
    for listed in ("The steps, in order", "By the rule"):
        assert listed not in shown
    assert "The steps, in order" not in latex_fragment(found)


def test_a_choice_of_values_whose_probability_is_no_product() -> None:
    """Told where the search comes to it, which it does after cheaper ways."""
    [found] = check_text("let R ~ Rademacher()\nrefute R, R independent")
    assert found.proof is not None and found.claim is not None
    goal = found.claim.goal
    assert isinstance(goal, Independent)
    builder = Builder(found.claim, found.proof.at)
    last = dependent_values(builder, goal)
    proof = replace(found.proof, steps=tuple(builder.steps))
    shown = " ".join(outcome_text(replace(found, proof=proof)).split())
    assert proof.steps[last].rule == "dependent-values"
    for words in ("P(R = -1, R = -1) = 1/2", "P(R = -1) · P(R = -1) = 1/4", "These are not the"):
        assert words in shown
    assert "The steps, in order" not in shown
