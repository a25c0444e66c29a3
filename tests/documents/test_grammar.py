"""The grammar is free of conflicts, and is loaded late and once."""

from __future__ import annotations

import logging
import sys
from importlib import resources
from subprocess import run

from lark import Lark, logger

from symreparam.documents.parse import parser


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


def test_importing_does_not_import_lark() -> None:
    code = (
        "import sys, symreparam.documents.scope_check as s; print('lark' in sys.modules, s and 1)"
    )
    done = run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "1"]
