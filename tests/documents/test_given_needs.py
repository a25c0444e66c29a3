"""Under a condition of probability 0, terms must be defined at its value."""

from __future__ import annotations

import pytest

from symreparam.pipeline import Options, check_text

QUICK = Options(cross_check=False, explain=False)
LETS = "let X, Y ~ Normal(0, 1)\nlet t real\n"

NOT_DEFINED = [
    ("prove E(X/X given X = 0) = 1", "3:11", "division by zero"),
    ("prove (Y + exp(min(1/X, 0)) given X = 0) ~ Normal(1, 1)", "3:22", "division by zero"),
    ("prove (Y*X/X given X = t) ~ Normal(0, 1)", "3:12", "t = 0"),
    ("prove E(log(X^2) given X = 0) = 0", "3:13", "log of"),
    ("prove P(Y/X > 0 given X = 0) = 1/2", "3:11", "division by zero"),
    ("prove E((X - Y)/(X - Y) given X - Y = 0) = 1", "3:18", "division by zero"),
    ("let z = X/X\nlet w = 2*z\nprove (w*Y given X = 0) ~ Normal(0, 2)", "3:11", "division"),
    ("let N ~ Poisson(1/abs(X))\nprove E(N given X = 0) = 0", "3:19", "division by zero"),
    ("let M ~ Normal(X, abs(X))\nprove (M given X = 0) ~ Point(0)", "3:9", "does not exist"),
]
DEFINED = [
    "prove E(X/X given X = 1) = 1",
    "prove (Y*X/X given X + Y = t) ~ Normal(t/2, sqrt(1/2))",
    "prove E(log(X^2) given X = 1) = 0",
    "let N ~ Poisson(1/abs(X))\nprove E(N given X = 1) = 1",
    "let z = X/X\nprove E(Y given X = 0) = 0",
    "prove E(X/X given X) = 1",
]


@pytest.mark.parametrize(("text", "place", "message"), NOT_DEFINED)
def test_undefined_at_the_value(text: str, place: str, message: str) -> None:
    [found] = check_text(LETS + text, options=QUICK)
    assert found.verdict == "error"
    assert f":{place}:" in found.reason
    assert message in found.reason


@pytest.mark.parametrize("text", DEFINED)
def test_defined_at_the_value(text: str) -> None:
    [found] = check_text(LETS + text, options=QUICK)
    assert found.verdict == "proved", found.reason


def test_a_value_of_a_term_that_is_not_linear() -> None:
    [found] = check_text(LETS + "prove (1/X given X^2 = 1) ~ Point(1)", options=QUICK)
    assert found.verdict == "unsupported"


def test_branches_are_needed_where_they_are_taken() -> None:
    """The branch 1/X is not taken at 0, nor is a mean there known: no error, no proof."""
    text = "prove E(if(X > 0, 1/X, 0) given X = 0) = 0"
    [found] = check_text(LETS + text, options=QUICK)
    assert found.verdict == "undecided"
