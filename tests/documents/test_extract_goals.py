"""A block cut into goals: each with what it needs, and its place."""

from __future__ import annotations

import pytest

from symreparam.documents.excerpt import Excerpt
from symreparam.documents.goal_lines import COPIES, goal_texts


def cut(text: str) -> list[tuple[str, str, int, int, str]]:
    goals = goal_texts(Excerpt("a.md", "n", 10, 3, text))
    assert [goal.number for goal in goals] == list(range(1, len(goals) + 1))
    assert all((g.excerpt.line, g.excerpt.column, g.excerpt.name) == (10, 3, "n") for g in goals)
    return [(g.goal, g.claim, g.line, g.column, g.excerpt.text) for g in goals]


CUT = [
    (
        "let x real\nprove a\n  refute b # no\n",
        [
            ("prove", "prove a", 11, 3, "let x real\nprove a\n\n"),
            ("refute", "refute b", 12, 5, "let x real\n\n  refute b # no\n"),
        ],
    ),
    (
        "prove f(\n\n  a)\nlet y real\nderive y",
        [
            ("prove", "prove f(\n  a)", 10, 3, "prove f(\n\n  a)\nlet y real\n"),
            ("derive", "derive y", 14, 3, "\n\n\nlet y real\nderive y"),
        ],
    ),
    ("prove(a)\r\n", [("prove", "prove(a)", 10, 3, "prove(a)\r\n")]),
    ("prove", [("prove", "prove", 10, 3, "prove")]),
    ("\tprove\ta", [("prove", "prove\ta", 10, 4, "\tprove\ta")]),
    ("prove a,", [("prove", "prove a,", 10, 3, "prove a,")]),
]


@pytest.mark.parametrize(("text", "goals"), CUT)
def test_goals(text: str, goals: list[tuple[str, str, int, int, str]]) -> None:
    assert cut(text) == goals


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# prove a",
        "let x real",
        "prover a",
        "prove_it",
        "proveα",
        "Prove a",
        "prove f(\nprove b",  # alone, the first would read on past where the second was
        "let y ~ N(0,\nprove y\n1)",
        "prove a,\nrefute b\nc",
        "prove a\n" * 1_001,
        "# " + "x" * (COPIES // 2) + "\nprove a\nprove b\nprove c",
    ],
)
def test_blocks_that_stay_whole(text: str) -> None:
    assert cut(text) == [("prove", "", 10, 3, text)]


def test_a_thousand_statements_are_cut() -> None:
    assert len(cut("prove a\n" * 1_000)) == 1_000


def test_a_line_that_starts_with_no_word_of_the_language_is_settled_on_its_own() -> None:
    text = "let X ~ Normal(0, 1)\nprve X ~ Normal(0, 2)\nprove X ~ Normal(0, 1)"
    first, second = goal_texts(Excerpt("", "", 1, 1, text))
    assert (first.claim, first.line, second.line) == ("prve X ~ Normal(0, 2)", 2, 3)
    assert "prve" not in second.excerpt.text and "prove" not in first.excerpt.text
