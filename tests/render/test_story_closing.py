"""How a variance is put together from its means, and lists of means that are told once."""

from __future__ import annotations

import pytest

from symreparam.pipeline import check_text
from symreparam.render.text import outcome_text


def told(text: str) -> str:
    [outcome] = check_text(text)
    assert outcome.ok
    return " ".join(outcome_text(outcome).split())


def test_a_variance_is_put_together() -> None:
    text = told("let mu real\nlet e ~ Normal(0, 1)\nprove Var(2*mu + 12*e) = 144")
    assert "Put together, Var(2μ + 12e) = E((2μ + 12e)²) - (E(2μ + 12e))² = 144 Therefore" in text


def test_a_covariance_and_its_means_in_one_list() -> None:
    text = told("let X ~ Exponential(1)\nprove Cov(X, X^2) = 4")
    assert "Cov(X, X²) = E(X³) - E(X)·E(X²) = 4" in text
    assert text.count("The means that are needed") == 1
    assert all(f"- {mean}" in text for mean in ("E(X³) = 6", "E(X) = 1", "E(X²) = 2"))


@pytest.mark.parametrize(
    "goal",
    ["E(X^2) = 1/3", "E(X^2) - E(X) = -1/6", "P(X < 1/2) = 1/2", "Var(X) = E(X^2) - 1/4"],
)
def test_other_equations_are_not_put_together(goal: str) -> None:
    assert "Put together" not in told(f"let X ~ Uniform(0, 1)\nprove {goal}")
