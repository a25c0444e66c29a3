"""Laws given a value whose bound variable has a name that the search would use itself."""

from __future__ import annotations

import pytest

from symreparam.pipeline import check_text

GAMMAS = "let X ~ Gamma(2, 1)\nlet Y ~ Gamma(3, 1)\nlet t > 0\n"


@pytest.mark.parametrize("letter", ["x", "y", "z", "s", "x_1", "z_1"])
def test_any_name_of_the_bound_variable(letter: str) -> None:
    density = f"12*{letter}*(t - {letter})^2/t^4 for 0 < {letter} < t"
    goal = f"prove (X given X + Y = t) has density {density}"
    assert check_text(GAMMAS + goal)[0].verdict == "proved"
    wrong = density.replace("12", "6")
    goal = f"refute (X given X + Y = t) has density {wrong}"
    assert check_text(GAMMAS + goal)[0].verdict == "refuted"


@pytest.mark.parametrize("letter", ["x", "z"])
def test_given_an_event(letter: str) -> None:
    lets = "let a > 0\nlet X ~ Exponential(1)\n"
    goal = f"prove (X given X > a) has density exp(a - {letter}) for {letter} > a"
    assert check_text(lets + goal)[0].verdict == "proved"
    goal = f"refute (X given X > a) has density exp(-{letter}) for {letter} > a"
    assert check_text(lets + goal)[0].verdict == "refuted"
