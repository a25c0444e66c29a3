"""Equations for every test function that are linearity alone cite no theorem and ask for little."""

from __future__ import annotations

from symreparam.pipeline import check_text
from symreparam.pipeline.options import Options
from symreparam.render.text import outcome_text


def told(goal: str) -> str:
    [outcome] = check_text(
        f"let mu real\nlet X ~ Normal(mu, 1)\nprove {goal}", options=Options(cross_check=False)
    )
    assert outcome.verdict == "proved"
    return " ".join(outcome_text(outcome).split())


def test_linearity_needs_finite_means_alone() -> None:
    text = told("E(f(X) + g(X)) = E(f(X)) + E(g(X))")
    assert "functions for which the means below are finite" in text
    assert "Stein" not in text and "by parts" not in text


def test_derivatives_of_means_and_integration_by_parts_are_cited() -> None:
    for goal in ("grad(mu, E(f(X))) = E(f'(X))", "E((X - mu)*f(X)) = E(f'(X))"):
        text = told(goal)
        assert "Stein 1981" in text and "under the integral sign" in text
