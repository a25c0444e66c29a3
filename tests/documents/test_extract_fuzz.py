"""Extraction of anything: it ends, refuses only by name, and places point at what was found."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from symreparam.documents.excerpt import Excerpt
from symreparam.documents.extract import ENDINGS, Malformed, extract
from symreparam.documents.goal_lines import goal_texts
from symreparam.documents.parse import parse_block
from symreparam.documents.scope_check import check_names

PIECES = r"""
    ```claim|a ```{claim}|b ``` ~~~ ~~~claim .. ..|claim::|c ..|note:: ..|code:: :: text:: * -
    1. > %|\begin{claim}[d] %|\end{claim} \begin{verbatim} \end{verbatim} % \begin{claim}
    \end{claim} XXX rXXX ''' def|f(): # ##|e { } [ ] "cells": "source": "markdown" , <!-- -->
    let|x|real let|X|~|Normal(0,|1) prove|X|~|Normal(0,|1) refute|x derive|X prove( prove|(X, ) foo
"""
WORDS = [piece.replace("|", " ").replace("XXX", '"""') for piece in PIECES.split()]
INDENT = st.sampled_from(["", "", " ", "  ", "   ", "    ", "\t", "> ", "- ", "  - "])
LINE = st.tuples(INDENT, st.sampled_from(["", *WORDS]) | st.text(max_size=8))
TEXT = st.lists(LINE, max_size=25).map(lambda lines: [a + b for a, b in lines])
ENDS = st.sampled_from(["\n", "\r\n"])


@settings(max_examples=400, deadline=None)
@given(TEXT, ENDS, st.booleans(), st.sampled_from(sorted(ENDINGS)))
def test_extraction(lines: list[str], end: str, mark: bool, ending: str) -> None:
    text = ("\ufeff" if mark else "") + end.join(lines)
    try:
        found = extract(f"a{ending}", text)
    except Malformed as error:
        assert ending in (".py", ".pyi", ".ipynb") and error.line >= 0
        return
    written = text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    for excerpt in found:
        assert excerpt.line >= 1 and excerpt.column >= 1
        for number, line in enumerate(excerpt.text.replace("\r", "").split("\n"), excerpt.line):
            if line.strip() and ending != ".ipynb":
                indent = len(line) - len(line.lstrip(" "))
                place = written[number - 1].replace("\r", "")[excerpt.column - 1 + indent :]
                assert place.startswith(line[indent:])


BLOCK = st.lists(
    st.sampled_from([word for word in WORDS if word[:3] in ("let", "pro", "ref", "der", "foo")])
    | st.sampled_from(["", "# note", ")", "  1)", "let Y ~ Normal(0,", "prove Y ~ Z(", "let"])
    | st.sampled_from(["\x00", "prove (Y, # no", "refute x,"])
    | st.text(max_size=6),
    max_size=10,
)


@settings(max_examples=300, deadline=None)
@given(BLOCK)
def test_a_goal_alone_reads_as_it_reads_in_its_block(lines: list[str]) -> None:
    text = "\n".join(lines)
    whole = check_names(parse_block(text), ("Normal",)).statements
    goals = goal_texts(Excerpt("a", "", 1, 1, text))
    assert goals
    for goal in goals:
        alone = check_names(parse_block(goal.excerpt.text), ("Normal",)).statements
        assert len(alone) == len(whole) - (len(goals) - 1 if goal.claim else 0)
        assert all(statement in whole for statement in alone)
