"""Two normal variables in polar coordinates: told with a radius and an angle of their own names."""

from __future__ import annotations

import pytest

from symreparam.pipeline import Options, check_text
from symreparam.render.latex import latex_document
from symreparam.render.text import outcome_text

QUICK = Options(cross_check=False, explain=False)
PAIR = "let m real\nlet s > 0\nlet X ~ Normal(m, s)\nlet Y ~ Normal(0, 1)\nprove "
CENTRED = "let s > 0\nlet A, R ~ Normal(0, s)\nprove "


@pytest.mark.parametrize(
    ("text", "there", "names"),
    [
        (
            PAIR + "((X - m)^2/s^2 - Y^2)/((X - m)^2/s^2 + Y^2) ~ Arcsin(-1, 1)",
            "cos(2A)",
            ("R ~ Rayleigh(1)", "A ~ Uniform(-π, π)", "X = R·s·cos(A) + m", "Z = g(A)"),
        ),
        (
            CENTRED + "A*R/sqrt(A^2 + R^2) ~ Normal(0, s/2)",
            "R_1·sin(2A_1)/2",
            ("R_1 ~ Rayleigh(s)", "A = R_1·cos(A_1)", "R = R_1·sin(A_1)"),
        ),
    ],
)
def test_told_in_polar_coordinates(text: str, there: str, names: tuple[str, ...]) -> None:
    [found] = check_text(text, options=QUICK)
    story = " ".join(outcome_text(found).split())
    assert "The steps, in order" not in story and "By the rule" not in story
    assert f"= {there} It remains to find the law of the right side" in story
    for name in names:
        assert name in story
    assert r"\cos" in latex_document(found)


def test_another_rule_is_not_told_so() -> None:
    [found] = check_text(CENTRED + "A + R ~ Normal(0, sqrt(2)*s)", options=QUICK)
    assert "polar" not in outcome_text(found)
