"""The grammar is free of conflicts, and is loaded late and once."""

from __future__ import annotations

import json
import logging
import sys
from importlib import resources
from subprocess import run

import pytest
from grammar_table import TABLE, table
from lark import Lark, logger

from symreparam.documents import grammar
from symreparam.documents.grammar import built, parser


class Kept(logging.Handler):
    """Keeps what was logged."""

    def __init__(self) -> None:
        super().__init__()
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


def test_the_grammar_has_no_conflicts() -> None:
    """lark refuses reduce/reduce conflicts itself, and tells of the others where it debugs."""
    grammar = resources.files("symreparam.documents").joinpath("claims.lark").read_text("utf-8")
    handler = Kept()
    level = logger.level
    logger.addHandler(handler)
    logger.setLevel(logging.DEBUG)
    try:
        Lark(grammar, parser="lalr", lexer="basic", debug=True)
    finally:
        logger.removeHandler(handler)
        logger.setLevel(level)
    assert not [each for each in handler.records if "onflict" in each.getMessage()]


def test_the_parser_is_built_once() -> None:
    assert parser() is parser()


def test_the_kept_table_is_the_one_that_lark_builds() -> None:
    """After a change of the grammar: python tests/documents/grammar_table.py"""
    assert TABLE.read_text("utf-8") == table()


TEXTS = (
    "let 0 < p < 1",
    "prove z has density t for 0 < t < 1, 2 - t for 1 < t < 2",
    "refute z ~ Normal(mu, -sigma^2^k) for all",
    "let e[i = 1..n] ~ Gamma(a[i], 1)",
    "prove jacobian(z; x, y) = f'(a)*(b - c) and 3 < 4",
)


@pytest.mark.parametrize("text", TEXTS)
def test_the_kept_parser_reads_what_the_built_one_reads(text: str) -> None:
    assert parser().parse(text) == built().parse(text)


def _accepted(parser_: Lark, text: str) -> set[str]:
    state = parser_.parse_interactive(text)
    list(state.iter_parse())
    return set(state.accepts())


@pytest.mark.parametrize(
    "text", ["let 0 < p", "prove z has density t for", "prove f(", "refute x ~ N"]
)
def test_the_kept_parser_expects_what_the_built_one_expects(text: str) -> None:
    assert _accepted(parser(), text) == _accepted(built(), text)


@pytest.mark.parametrize("key", ["lark", "grammar"])
def test_a_table_of_another_lark_or_grammar_is_not_used(
    key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = json.loads(TABLE.read_text("utf-8")) | {key: "another", "rows": []}
    resource = grammar._resource
    monkeypatch.setattr(
        grammar,
        "_resource",
        lambda name: json.dumps(kept) if name == "claims.json" else resource(name),
    )
    assert parser.__wrapped__().parse(TEXTS[0]) == built().parse(TEXTS[0])


def test_importing_does_not_import_lark() -> None:
    code = (
        "import sys, symreparam.documents.scope_check as s; print('lark' in sys.modules, s and 1)"
    )
    done = run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "1"]
