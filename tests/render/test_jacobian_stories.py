"""Jacobian determinants told: the matrix, its determinant, the absolute value; and refuted ones."""

from __future__ import annotations

import pytest

from symreparam.pipeline import Options, check_text
from symreparam.render.latex import latex_document
from symreparam.render.text import outcome_text

QUICK = Options(cross_check=False, explain=False)
POLAR = "let r > 0\nlet t real\n"
EACH = "let n integer >= 1\nlet s[1..n] > 0\nlet x[1..n] real\n"
CASES = [
    (
        POLAR + "prove jacobian((r*cos(t), r*sin(t)); r, t) = r",
        (
            "derivatives is ((cos(t), -r·sin(t)), (sin(t), r·cos(t)))",
            "Its determinant is r·(cos(t))² + r·(sin(t))². The absolute value is",
            "|r·(cos(t))² + r·(sin(t))²| = r Therefore",
        ),
    ),
    (
        POLAR + "refute jacobian((r*cos(t), r*sin(t)); r, t) = r^2",
        (
            "by x_1, x_2) = 9 at x_1 = 3, x_2 = 2",
            "At x_1 = 3, x_2 = 2 the absolute value is 3(cos(2))² + 3(sin(2))², and the claim "
            "says 9. So the claim is false.",
        ),
    ),
    (
        "let x real\nprove jacobian(x + x^3; x) = 1 + 3*x^2",
        ("The derivative is 1 + 3x². The absolute value is |1 + 3x²| = 1 + 3x²",),
    ),
    (
        EACH + "prove jacobian(s .* x; x) = prod(s[i], i = 1..n)",
        (
            "matrix of the partial derivatives is diagonal. Consider any one index. The derivative "
            "is s_i. The absolute value is |s_i| = s_i The determinant of a diagonal matrix",
        ),
    ),
    (
        EACH + "refute jacobian(s .* x; x) = 1",
        ("At x_1 = 7/3 the absolute value is 7/3, and the claim says 1.",),
    ),
    (
        "let a, b real\nlet s, t function\n"
        "prove jacobian((a, b*exp(s(a)) + t(a)); a, b) = exp(s(a))",
        ("For any smooth s and t the chain rule gives", "(b·s'(a)·exp(s(a)) + t'(a), exp(s(a))))"),
    ),
    (
        "let a, b real\nlet s, t function\nrefute jacobian((a, b*s(a) + t(a)); a, b) = s(a)",
        ("Take s(u) = u and t(u) = u. The claim would say that", "the claim says -1/2."),
    ),
]


@pytest.mark.parametrize(("text", "there"), CASES)
def test_told(text: str, there: tuple[str, ...]) -> None:
    [found] = check_text(text, options=QUICK)
    assert found.ok, found.reason
    story = " ".join(outcome_text(found).split())
    for words in there:
        assert words in story
    assert "The steps, in order" not in story
    assert "jacobian" in latex_document(found)


def test_no_number_is_said_to_equal_itself() -> None:
    [found] = check_text("let a, b real\nprove jacobian((a, b + a^2); a, b) = 1", options=QUICK)
    story = outcome_text(found)
    assert "Its determinant is 1." in story and "|1|" not in story
