"""The limits, at their edge and far beyond: refused at once and with a place."""

from __future__ import annotations

import pytest

from symreparam.documents.diagnostics import Diagnostic
from symreparam.documents.limits import is_hidden
from symreparam.documents.parse import parse_block
from symreparam.documents.scope_check import check_names
from symreparam.documents.unparse import print_statement

SUM = "derive " + " + ".join(["X"] * 4_900)

AT_THE_EDGE = [
    "derive " + "(" * 100 + "X" + ")" * 100,
    "derive " + "(1, " * 100 + "X" + ")" * 100,
    "derive " + "exp(" * 100 + "X" + ")" * 100,
    "derive " + "-" * 200 + "X",
    "derive " + "X^" * 200 + "X",
    "derive " + "1 + 2*(" * 100 + "X" + ")" * 100,
    "derive f" + "'" * 199 + "(X)",
    "derive " + "9" * 1_000,
    "derive 0." + "9" * 999,
    "derive 2^9999",
    "derive (1/2)^9999",
    "derive 1^(10^40) + 0^(10^40) + (-1)^(10^40)",
    "derive X^(10^40)",
    "derive 10^(-40)",
    "derive 0^(-1)",
    "derive 2^(1/2)",
    SUM,
    "derive " + "1" + " " * 19_992,
    "derive P(" + " or ".join(["X > 1"] * 2_000) + ")",
    "let " + ", ".join(f"a{i}" for i in range(2_000)) + " real",
]

BEYOND = [
    ("derive " + "(" * 101 + "X" + ")" * 101, 108, "more than 100 nested brackets"),
    ("derive " + "X[" * 101 + "1" + "]" * 101, 209, "more than 100 nested brackets"),
    ("derive " + "(" * 10_000, 108, "more than 100 nested brackets"),
    ("derive " + "-" * 201 + "X", 208, "more than 200 nested operations"),
    ("derive " + "-" * 1_900 + "X", 208, "more than 200 nested operations"),
    ("derive " + "X^" * 9_000 + "X", 409, "more than 200 nested operations"),
    ("derive " + "-(" * 100 + "2^" * 101 + "X" + ")" * 100, 409, "more than 200 nested operations"),
    ("derive " + "1+2^-(" * 99 + "X" + ")" * 99, 408, "more than 200 nested operations"),
    ("derive f" + "'" * 200 + "(X)", 8, "more than 200 nested operations"),
    ("derive " + "9" * 1_001, 8, "a number with more than 1,000 digits"),
    ("derive 0." + "9" * 1_000, 8, "a number with more than 1,000 digits"),
    ("derive 9^9^9^9", 10, "this constant has more than 10,000 bits"),
    ("derive 2^10000", 8, "this constant has more than 10,000 bits"),
    ("derive (3/2)^(-10000)", 8, "this constant has more than 10,000 bits"),
    ("derive X*(2*3)^((1 + 8)^9)", 10, "this constant has more than 10,000 bits"),
    ("derive " + "*".join(["9" * 900] * 9), 8, "this constant has more than 10,000 bits"),
    ("derive 1" + " " * 19_993, 20_001, "this line has 20,001 characters"),
    ("derive 1 #" + "x" * 10_000_000, 20_001, "this line has 10,000,010 characters"),
    ("(" * 10_000_000, 20_001, "this line has 10,000,000 characters"),
    ("derive f(\n" * 3_000, 10, "a bracket is not closed before the end of the line"),
    ("derive f(" + "1,\n" * 20_000, 1, "this statement has"),
    ("'" * 10_000, 1, "a statement starts with"),
    ("derive X\u200b", 9, "invisible character U+200B"),
    ("derive X # \u202e", 12, "invisible character U+202E"),
    ("derive X # \u3164", 12, "invisible character U+3164"),
    ("derive X # e\ufe0f", 13, "invisible character U+FE0F"),
    ("# \u2028", 3, "invisible character U+2028"),
    ("derive X\ry", 9, "invisible character U+000D"),
    ("derive X\r\r\n", 9, "invisible character U+000D"),
    ("derive X\x0b", 9, "invisible character U+000B"),
    ("\ufeffderive X", 1, "invisible character U+FEFF"),
    ("derive \ud800", 8, "invisible character U+D800"),
]


@pytest.mark.parametrize("text", AT_THE_EDGE, ids=range(len(AT_THE_EDGE)))
def test_at_the_edge(text: str) -> None:
    (statement,) = parse_block(text).statements
    assert not isinstance(statement, Diagnostic)
    assert parse_block(print_statement(statement)).statements == (statement,) or len(text) > 9_999
    check_names(parse_block(text), ())
    hash(statement)
    repr(statement)


@pytest.mark.usefixtures("runs_away")
@pytest.mark.parametrize(("text", "column", "message"), BEYOND, ids=range(len(BEYOND)))
def test_beyond(text: str, column: int, message: str) -> None:
    block = check_names(parse_block(text), ())
    first = block.statements[0]
    assert isinstance(first, Diagnostic)
    assert message in first.message
    assert first.column == column
    assert len(first.source_line) <= 20_001


def test_a_block_has_a_thousand_statements() -> None:
    lines = [f"let a{i} real" for i in range(1_000)]
    assert not any(isinstance(s, Diagnostic) for s in parse_block("\n".join(lines)).statements)
    statements = parse_block("\n".join([*lines, "# one", "derive a1", "derive a2"])).statements
    assert len(statements) == 1_001
    last = statements[-1]
    assert isinstance(last, Diagnostic)
    assert (last.line, last.column) == (1_002, 1)
    assert last.message == "a block has at most 1,000 statements"


@pytest.mark.usefixtures("runs_away")
@pytest.mark.parametrize("text", ["\n" * 2_000_000, "# x\n" * 500_000, "let X real\n" * 500_000])
def test_large_blocks_take_linear_time(text: str) -> None:
    check_names(parse_block(text), ())


def test_visible_characters_in_comments() -> None:
    (statement,) = parse_block("derive X # é 数 ← “so”\t😀").statements
    assert not isinstance(statement, Diagnostic)
    assert not is_hidden("\t") and not is_hidden(" ") and not is_hidden("é")
