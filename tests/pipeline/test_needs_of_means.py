"""Terms in which means stand are defined where they are at the values of the means."""

from __future__ import annotations

import pytest

from symreparam.pipeline import check_text

TWO = "let X, Y ~ Exponential(1)\n"
PAIR = (
    "let -1 < r < 1\nlet s, t > 0\nlet X, Z ~ Normal(0, 1)\n"
    "let A = s*X\nlet B = t*(r*X + sqrt(1 - r^2)*Z)\n"
)
PROVED = [
    f"{TWO}prove Cov(X + Y, Y)/sqrt(Var(X + Y)*Var(Y)) = 1/sqrt(2)",
    f"{TWO}prove Cov(X + Y, Y)/(sqrt(Var(X + Y))*sqrt(Var(Y))) = 1/sqrt(2)",
    f"{TWO}prove E((X - 1)^3)/Var(X)^(3/2) = 2",
    f"{TWO}prove log(E(exp(X/2))) = log(2)",
    f"{PAIR}prove Cov(A, B)/sqrt(Var(A)*Var(B)) = r",
    "let m real\nlet s > 0\nlet X ~ Normal(m, s)\nprove sqrt(Var(X)) = s",
    "let c != 0\nlet X ~ Normal(0, 1)\nprove Cov(c*X, X)/Var(c*X) = 1/c",
]
REFUTED = [
    f"{TWO}prove Cov(X + Y, Y)/sqrt(Var(X + Y)*Var(Y)) = 1/2",
    f"{PAIR}prove Cov(A, B)/sqrt(Var(A)*Var(B)) = r*s*t",
    "let m real\nlet s > 0\nlet X ~ Normal(m, s)\nprove sqrt(Var(X)) = s^2",
]
UNDEFINED = [
    "let X ~ Normal(0, 1)\nprove 1/E(X) = 1",
    "let X ~ Normal(0, 1)\nprove 0/E(X) = 0",
    "let X ~ Normal(0, 1)\nprove sqrt(E(X) - 1) = 1",
    "let X ~ Normal(0, 1)\nprove log(E(X)) = 0",
    "let m real\nlet X ~ Normal(m, 1)\nprove sqrt(E(X)) = sqrt(m)",
    "let c real\nlet X ~ Normal(0, 1)\nprove Cov(c*X, X)/Var(c*X) = 1/c",
]
# no mean, and an infinite one
OPEN = [
    "let X ~ Cauchy(0, 1)\nprove 1/E(X) = 1",
    "let X ~ Pareto(1, 1)\nprove 1/E(X) = 0",
    "let X ~ Pareto(1, 2)\nprove sqrt(Var(X)) = 1",
]


@pytest.mark.parametrize("text", PROVED)
def test_proved(text: str) -> None:
    assert check_text(text)[0].verdict == "proved"


@pytest.mark.parametrize("text", REFUTED)
def test_refuted(text: str) -> None:
    assert check_text(text)[0].verdict == "refuted"


@pytest.mark.parametrize("text", UNDEFINED)
def test_undefined_at_an_allowed_value(text: str) -> None:
    assert check_text(text)[0].verdict == "error"


@pytest.mark.parametrize("text", OPEN)
def test_without_a_finite_value_nothing_is_settled(text: str) -> None:
    assert check_text(text)[0].verdict not in ("proved", "refuted")
