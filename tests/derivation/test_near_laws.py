"""Laws that differ by less than doubles tell are refuted; their twins are proved."""

from __future__ import annotations

import pytest

import symreparam

LETS = "let X ~ Normal(0, 1)\nlet E ~ Exponential(1)\nprove "

NEAR = (
    "X ~ Normal(0, 1 + 10^(-40))",
    "X + 10^(-30) ~ Normal(0, 1)",
    "E ~ Exponential(1 + 10^(-55))",
    "X/(1 + 10^(-9)) ~ Normal(0, 1)",
)

SAME = (
    "X*(1 + 10^(-40)) ~ Normal(0, 1 + 10^(-40))",
    "X + 10^(-30) ~ Normal(10^(-30), 1)",
    "E/(1 + 10^(-55)) ~ Exponential(1 + 10^(-55))",
)


@pytest.mark.parametrize("claim", NEAR)
def test_nearly_equal_laws_are_told_apart(claim: str) -> None:
    assert symreparam.check(LETS + claim)[0].verdict == "refuted"


@pytest.mark.parametrize("claim", SAME)
def test_equal_laws_with_such_parameters_are_proved(claim: str) -> None:
    assert symreparam.check(LETS + claim)[0].verdict == "proved"
