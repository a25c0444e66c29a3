"""What a claim starts from: names of which the same is said are told at once, and no others."""

from __future__ import annotations

import pytest

from symreparam.pipeline import check_text
from symreparam.render.document import Paragraph
from symreparam.render.layout import Below, Digits, Name, Power, Prime
from symreparam.render.layout_latex import latex
from symreparam.render.mathml import math_element
from symreparam.render.prooftree import document
from symreparam.render.text import outcome_text


def head(lets: str, goal: str) -> str:
    [outcome] = check_text(f"{lets}\n{goal}")
    text = outcome_text(outcome)
    assert any(isinstance(block, Paragraph) for block in document(outcome).blocks)
    return " ".join(text.partition("Claim. ")[2].partition(" Then")[0].split())


@pytest.mark.parametrize(
    ("lets", "goal", "told"),
    [
        (
            "let m1, m2 real\nlet s1, s2 > 0\nlet e1, e2 ~ Normal(0, 1)",
            "prove m1 + m2 + s1*e1 - s2*e2 ~ Normal(m1 + m2, sqrt(s1^2 + s2^2))",
            "Let m_1, m_2 ∈ ℝ and s_1, s_2 > 0, and let e_1, e_2 ~ Normal(0, 1) be independent.",
        ),
        (
            "let a real\nlet b != 0\nlet X ~ Normal(0, 1)\nlet Y ~ Normal(0, 2)",
            "prove a + b*(X + Y) ~ Normal(a, sqrt(5)*abs(b))",
            "Let a ∈ ℝ and b ≠ 0, and let X ~ Normal(0, 1) and Y ~ Normal(0, 2) be independent.",
        ),
        (
            "let n, m integer >= 1\nlet X ~ Normal(0, 1)",
            "prove m*n*X ~ Normal(0, m*n)",
            "Let n ∈ ℤ, n ≥ 1 and m ∈ ℤ, m ≥ 1, and let X ~ Normal(0, 1).",
        ),
        (
            "let 0 < p < 1\nlet 0 < q < 1\nlet X ~ Normal(0, 1)",
            "prove p*q*X ~ Normal(0, p*q)",
            "Let 0 < p < 1 and 0 < q < 1, and let X ~ Normal(0, 1).",
        ),
    ],
)
def test_names_of_which_the_same_is_said(lets: str, goal: str, told: str) -> None:
    assert head(lets, goal) == told


def test_an_exponent_stands_above_an_index_and_not_above_a_prime() -> None:
    square = Power(Name("x_1"), Digits("2"))
    assert latex(square) == "x_{1}^{2}"
    assert "<msubsup><mi>x</mi><mn>1</mn><mn>2</mn></msubsup>" in math_element(square)
    nested = Power(Below(Name("x_1"), Digits("3")), Digits("2"))
    assert latex(nested) == "x_{1, 3}^{2}" and "<msubsup>" not in math_element(nested)
    assert latex(Power(Prime(Name("f")), Digits("2"))) == "{f'}^{2}"
