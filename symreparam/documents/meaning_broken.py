"""Lines with errors: the goals that they make, and lines that no goal tells of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

from symreparam.documents.diagnostics import Diagnostic
from symreparam.documents.meaning_state import Goal, State
from symreparam.documents.parse import Block


def told_alone(error: Diagnostic) -> Goal:
    return Goal("prove", False, "", error.line, error.column, error=error)


def unmentioned(
    block: Block, broken: Diagnostic | None, found: list[Goal]
) -> Iterator[Diagnostic]:
    """The lines with an error that no goal rests on: they are errors of their own."""
    told = {goal.error.line for goal in found if goal.error is not None}
    told |= {line for goal in found if goal.error is not None for line in goal.error.rests_on}
    for statement in block.statements:
        if not isinstance(statement, Diagnostic) or not is_let(statement.statement):
            continue
        if not statement.rests_on and statement.line not in told:
            yield statement
    if broken is not None and broken.line not in told:
        yield broken


def is_let(text: str) -> bool:
    return re.match(r"\s*let(?![A-Za-z0-9_Α-ω])", text) is not None


def kind_of(text: str) -> Literal["prove", "refute", "derive"] | None:
    word = text.strip().split(" ", 1)[0]
    for kind in ("prove", "refute", "derive"):
        if word == kind:
            return kind
    return None


def failed(
    kind: Literal["prove", "refute", "derive"], error: Diagnostic, state: State
) -> Goal:
    shown = _root(error, state)
    return Goal(kind, False, error.statement.strip(), error.line, error.column, error=shown)


def _root(error: Diagnostic, state: State) -> Diagnostic:
    """For a goal that only rests on lines with errors: the first of these errors, shown there."""
    for statement in state.block.statements:
        if isinstance(statement, Diagnostic) and statement.line in error.rests_on:
            return replace(statement, message=f"{error.message}: {statement.message}")
    return error
