"""How a diagnostic is printed: place, source line, carets, hint."""

from __future__ import annotations

import pytest

from symreparam.documents.diagnostics import Diagnostic, format_diagnostic
from symreparam.documents.parse import parse_block


def printed(text: str, line: int = 1, column: int = 1) -> list[str]:
    (found,) = parse_block(text, line=line, column=column).statements
    assert isinstance(found, Diagnostic)
    return format_diagnostic("a.md", found).split("\n")


def test_the_form() -> None:
    assert printed("prove σX ≈ exp(Y", 7, 3) == [
        "a.md:7:12: error: this sign is not read",
        "      prove σX ≈ exp(Y",
        "               ^",
        "    hint: write ~ for a law, = for an equation",
    ]


def test_without_a_hint() -> None:
    assert len(format_diagnostic("p", Diagnostic("m", "", 1, 1, 2, "x")).split("\n")) == 3


def test_tabs_are_repeated() -> None:
    assert printed("\tprove\tX ! 2")[1:3] == ["    \tprove\tX ! 2", "    \t     \t  ^"]


def test_invisible_characters_are_shown() -> None:
    assert printed("prove X\u200b")[1:3] == ["    prove X\ufffd", "           ^"]


@pytest.mark.parametrize("before", [0, 30, 60, 61, 500])
def test_long_lines_are_cut_around_the_caret(before: int) -> None:
    _, source, carets, *_ = printed("derive " + " " * before + "X ! " + "x" * 500)
    assert len(source) <= 104
    assert source[carets.index("^")] == "!"


def test_carets_stay_inside_the_line() -> None:
    text = "let X ~ Normal(0, 1),\n  3"
    _, source, carets, *_ = printed(text)
    assert len(carets) <= len(source) + 1
    for end in (0, 5, 99):
        lines = format_diagnostic("p", Diagnostic("m", "", 1, 3, end, "abcd")).split("\n")
        assert 1 <= lines[2].count("^") <= 2


def test_a_missing_end_is_marked_after_the_line() -> None:
    assert printed("prove X ~  ")[2] == "             ^"
