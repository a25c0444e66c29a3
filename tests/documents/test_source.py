"""Where statements begin and end, and where their parts stand."""

from __future__ import annotations

import pytest

from symreparam.documents.diagnostics import Diagnostic
from symreparam.documents.nodes import Span
from symreparam.documents.parse import parse_block
from symreparam.documents.syntax import Call, Follows, LetComparison, Prove


def test_spans_count_characters_from_one() -> None:
    block = parse_block("# c\nlet σ > 0\n\nprove σ*X ~ Normal(0,\n  σ)", line=10, column=5)
    first, goal = block.statements
    assert isinstance(first, LetComparison) and isinstance(goal, Prove)
    assert first.span == Span(11, 5, 11, 14)
    assert first.chain.terms[0].span == Span(11, 9, 11, 10)
    assert goal.span == Span(13, 5, 14, 9)
    assert isinstance(goal.claim, Follows) and isinstance(goal.claim.law, Call)
    assert goal.claim.law.span == Span(13, 17, 14, 9)
    assert goal.claim.law.arguments[1].span == Span(14, 7, 14, 8)
    assert block.words(goal.claim.left.span) == "σ*X"
    assert block.words(goal.claim.law.arguments[1].span) == "σ"


CONTINUED = [
    ("let X ~ Normal(0,\n 1)\nprove X ~ X", 2),
    ("let a,\n  b real", 1),
    ("prove X has density 1 for 0 < t < 1, # here\n\n# there\n 1 for 2 < t < 3", 1),
    ("prove X ~ Normal(\r\n0,\r\n1)\r\n", 1),
    ("let X ~ Normal(0, 1\nlet Y ~ Normal(0, 1)\nprove Y ~ Y", 3),
    ("let a real\nlet b real", 2),
    ("", 0),
    ("# only\n\n   \n", 0),
]


@pytest.mark.parametrize(("text", "count"), CONTINUED)
def test_lines_that_go_on(text: str, count: int) -> None:
    assert len(parse_block(text).statements) == count


def test_one_bad_line_does_not_hide_the_next() -> None:
    block = parse_block("let mu rael\nlet X ~ Normal(0, 1\nprove X ~ X\nprove X = = 1")
    kinds = [type(statement) for statement in block.statements]
    assert kinds == [Diagnostic, Diagnostic, Prove, Diagnostic]
