"""Goals of one block that share their assumptions and show no proof, told under one head."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TypeAlias

from symreparam.handouts.detail import Shown
from symreparam.render.document import Formula, Paragraph, Text

Group: TypeAlias = tuple[Shown, ...]


def groups(goals: Sequence[Shown]) -> list[Group]:
    """The goals in order; several stand in one group when one `Let .. Then` serves them all."""
    return [tuple(each) for _, each in groupby(goals, _Head())]


def head(group: Group) -> Paragraph:
    """What the goals of a group assume."""
    first = group[0].statement[0]
    assert isinstance(first, Paragraph)
    return Paragraph(first.words, (Text("Claims."),))


def formula(shown: Shown) -> Formula:
    """The claim itself, of a goal in a group."""
    claim = shown.statement[1]
    assert isinstance(claim, Formula)
    return claim


class _Head:
    """The key of a group; a goal that stands alone has a key of its own."""

    def __init__(self) -> None:
        self.number = 0

    def __call__(self, shown: Shown) -> tuple[int, Paragraph | None]:
        match shown.statement:
            case (Paragraph() as first, Formula()) if not (shown.proof or shown.asides):
                return 0, first
        self.number += 1
        return self.number, None
