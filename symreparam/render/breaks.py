"""Where a formula may be broken, for targets that break none themselves."""

from __future__ import annotations

from typing import Final

from symreparam.render.layout import COMMA, RELATION, Layout, Row, Sign, Word
from symreparam.render.layout_width import width

_SHORT: Final = 12.0  # letters that are never broken
RELATIONS: Final = frozenset(("=", "<", ">", "≤", "≥", "~", "∈"))
_BREAKS: Final = frozenset(("=", "<", ">", "≤", "≥", "~", "∈", "→", ",", "+", "-"))


def broken(layout: Layout) -> list[Layout]:
    """A row cut after its relations, commas, plus and minus signs; words stand alone."""
    if not isinstance(layout, Row) or width(layout) <= _SHORT:
        return [layout]
    found: list[Layout] = []
    gathered: list[Layout] = []

    def flush() -> None:
        if gathered:
            found.append(gathered[0] if len(gathered) == 1 else Row(tuple(gathered), layout.rank))
            gathered.clear()

    for place, part in enumerate(layout.parts):
        if isinstance(part, Word):
            flush()
            found.append(part)
        elif isinstance(part, Row) and part.rank <= layout.rank and width(part) > _SHORT:
            flush()
            found += broken(part)
        else:
            gathered.append(part)
            if isinstance(part, Sign) and part.char in _BREAKS and place > 0:
                flush()
    flush()
    return found


def stacked(layout: Layout, outer: bool = True) -> list[Layout]:
    """A displayed statement cut as one writes it on several lines: before the relations between
    its sides, around its words, and after the commas of a list of ranges."""
    if not isinstance(layout, Row) or layout.rank != RELATION:
        return [layout]
    found: list[list[Layout]] = [[]]
    for part in layout.parts:
        inner = stacked(part, False)
        if isinstance(part, Word) or len(inner) > 1:
            found += [[each] for each in inner]
            found.append([])
        elif outer and found[-1] and isinstance(part, Sign) and part.char in RELATIONS:
            found.append([part])
        else:
            found[-1].append(part)
            if part == COMMA:
                found.append([])
    return [each[0] if len(each) == 1 else Row(tuple(each)) for each in found if each]
