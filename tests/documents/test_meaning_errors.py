"""An error in a `let` is told where it is, also when only goals are reported."""

from __future__ import annotations

import pytest

from symreparam.pipeline import check_text


@pytest.mark.parametrize(
    ("let", "message", "hint"),
    [
        ("let X ~ Norml(0, 1)", "unknown family `Norml`", "did you mean `Normal`?"),
        ("let X ~ Normal(0, )", "", ""),
        ("let X ~ Normal(0, q)", "", ""),
    ],
)
def test_a_goal_shows_the_error_that_it_rests_on(let: str, message: str, hint: str) -> None:
    [found] = check_text(f"let s > 0\n{let}\nprove s*X ~ Normal(0, s)", path="a.md")
    assert found.verdict == "error"
    first, *rest = found.reason.split("\n")
    assert first.startswith("a.md:2:") and message in first
    assert let in rest[0] and "^" in rest[1]
    assert hint in found.reason


def test_each_goal_of_the_block_is_told_and_others_are_settled() -> None:
    goals = "prove 2*Y ~ Normal(0, 2)\nprove X ~ Y\nderive X"
    text = f"let X ~ Norml(0, 1)\nlet Y ~ Normal(0, 1)\n{goals}"
    verdicts = [each.verdict for each in check_text(text)]
    assert verdicts == ["proved", "error", "error"]


def test_a_block_with_an_error_and_no_goal_tells_both() -> None:
    reasons = [each.reason for each in check_text("let X ~ Norml(0, 1)")]
    assert any("unknown family" in reason for reason in reasons)
    assert any("no goal" in reason for reason in reasons)
