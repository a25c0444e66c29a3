"""Where a formula in a line of words may be broken, for targets that break none themselves."""

from __future__ import annotations

from typing import Final

from symreparam.render.layout import Layout, Row, Sign, Word
from symreparam.render.layout_width import width

_SHORT: Final = 12.0  # letters that are never broken
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
