"""Independence by Basu's theorem: the sum or the extreme is named, no term equals itself."""

from __future__ import annotations

import re

import pytest

from symreparam.pipeline import Options, check_text
from symreparam.render.latex import latex_document
from symreparam.render.text import outcome_text

QUICK = Options(cross_check=False, explain=False)
CASES = [
    (
        "let a, b > 0\nlet X ~ Exponential(a)\nlet Y ~ Exponential(b)\n"
        "prove exp(X - Y), min(X, Y)^2 independent",
        (
            "Where min(x_1, x_2) > 0, the joint density is exp(-a·x_1 - b·x_2) times a constant",
            "is a function of this minimum: if the minimum is x_3, it is x_3².",
            "does not change when one number is added to all of X and Y.",
            "a > 0, as Exponential(a) requires.",
        ),
    ),
    (
        "let X, Y ~ Uniform(0, 1)\nprove max(X, Y), X/Y independent",
        (
            "Where max(x_1, x_2) < 1, the joint density is a constant, and elsewhere it is 0.",
            "The term max(X, Y) is this maximum.",
            "x_3·x_1/(x_3·x_2) = x_1/x_2",
            "the ends of all densities",
        ),
    ),
    (
        "let a, b > 0\nlet X ~ Pareto(2, a)\nlet Y ~ Pareto(1, b)\n"
        "prove min(X, 2*Y), X/Y independent",
        ("Where min(x_1, 2x_2) > 2, the joint density is a constant times powers of x_1 and x_2",),
    ),
    (
        "let a, k > 0\nlet X, Y ~ Weibull(a, k)\nprove X/Y, X^k + Y^k independent",
        (
            "times a constant and powers of x_1 and x_2. Consider the sum (x_1/a)^k + (x_2/a)^k",
            "if the sum is x_4, it is a^k·x_4.",
            "Indeed, x_1^k + x_2^k = a^k·(x_1^k/a^k + x_2^k/a^k)",
            "Let the sum be multiplied by one unknown positive number in the exponent.",
        ),
    ),
    (
        "let X, Y ~ Uniform(-1, 1)\nprove max(abs(X), abs(Y)), X/Y independent",
        ("Where max(|x_1|, |x_2|) < 1, the joint density is a constant",),
    ),
]


@pytest.mark.parametrize(("text", "there"), CASES)
def test_told_with_the_statistic_named(text: str, there: tuple[str, ...]) -> None:
    [found] = check_text(text, options=QUICK)
    shown = outcome_text(found)
    story = " ".join(shown.split())
    for words in ("By Basu's theorem", *there):
        assert words in story
    assert "The steps, in order" not in story
    for left, right in re.findall(r"^ +(\S.*?) = (.*)$", shown, re.MULTILINE):
        assert left != right.partition(",")[0]
    assert "Basu" in latex_document(found)
