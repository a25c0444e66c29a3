"""Images of ranges of whole numbers whose ends are multiples of a symbolic size."""

from __future__ import annotations

import pytest

from symreparam.pipeline import check_text

N = "let n integer >= 1\n"
CLAIMS = [
    ("let X ~ DiscreteUniform(1, 2*n)\nprove ceiling(X/2) ~ DiscreteUniform(1, n)"),
    ("let X ~ DiscreteUniform(1, 2*n)\nrefute ceiling(X/2) ~ DiscreteUniform(0, n)"),
    ("let X ~ DiscreteUniform(0, 2*n)\nprove mod(X, 2) ~ Bernoulli(n/(2*n + 1))"),
    ("let X ~ DiscreteUniform(0, 2*n)\nrefute mod(X, 2) ~ Bernoulli(1/2)"),
    ("let X ~ DiscreteUniform(0, 3*n - 1)\nprove mod(X, 3) ~ DiscreteUniform(0, 2)"),
]


@pytest.mark.parametrize("claim", CLAIMS)
def test_settled(claim: str) -> None:
    [found] = check_text(N + claim)
    assert found.ok, found.reason


def test_an_end_that_is_no_multiple_stays_open() -> None:
    [found] = check_text(N + "let X ~ DiscreteUniform(0, n)\nprove mod(X, 2) ~ Bernoulli(1/2)")
    assert found.verdict != "proved"
