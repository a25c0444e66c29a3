"""What stopped the search is told in sentences."""

from __future__ import annotations

import pytest

from symreparam.pipeline import check_text
from symreparam.render.reasons import in_words


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        (
            "equal.undecided: this step of the search fails at x = -1/2 "
            "[5.78318530718 +/- 4.14e-13] against [-0.500000000000 +/- 3e-17]",
            "no way of proof was found; the last one needs an equation that is false at x = -1/2: "
            "5.78319 against -0.5",
        ),
        (
            "equal.undecided: this step of the search fails at z = 1 "
            "left - right = [1.76e-31 +/- 2e-43]",
            "no way of proof was found; the last one needs an equation that is false at z = 1: "
            "left - right = 1.76e-31",
        ),
        (
            "equal.undecided: the normal form is not zero",
            "two terms could not be shown to be equal: the normal form is not zero",
        ),
        ("limit.unknown: 1/x", "a limit at an end of an interval is open: that of 1/x"),
        ("the sign of b is open", "the sign of b is open: a line such as `let b > 0` settles it"),
        ("the sign of 2*b - 1 is open", "the sign of 2*b - 1 is open"),
        ("expectation.factor: several", "a step by the rule `expectation` fails: several"),
        ("not-member.none", "a step by the rule `not-member` fails: its obligation `none` is open"),
        ("no density was derived", "no density was derived"),
        ("", ""),
    ],
)
def test_in_words(reason: str, words: str) -> None:
    assert in_words(reason) == words


def test_open_goals_are_told_in_words() -> None:
    [found] = check_text("let X ~ Normal(0, 1)\nprove floor(X) + ceiling(-X) ~ Point(0)")
    assert (found.verdict, ".undecided" in found.reason) == ("undecided", False)
    assert "no closed sum over them was found" in found.reason
    [found] = check_text("let xi real\nlet X ~ GeneralizedPareto(0, 1, xi)\nderive 3 - X")
    assert found.verdict == "unsupported" and "`let xi > 0`" in found.reason
