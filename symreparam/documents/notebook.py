"""Claim blocks in Jupyter notebooks: Markdown cells, and code cells that start with `%%claim name`.

Lines are those of the file when each line of a cell stands on a line of its own, as Jupyter writes
it. In a notebook without line breaks they count on from the line where the cell's text starts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from .excerpt import Excerpt, Malformed
from .json_strings import Text, strings
from .markdown_claims import from_markdown

_MAGIC: Final = re.compile(r"(?P<before>\s*)%%claim(?:[ \t]+(?P<name>[^\r\n]*))?\r?(?:\n|$)")


@dataclass(slots=True)
class _Cell:
    """What is known of a cell while the file is read."""

    kind: str = ""
    source: list[Text] = field(default_factory=list)


def from_notebook(path: str, text: str) -> tuple[Excerpt, ...]:
    """The claim blocks of a notebook, in order. Raises Malformed."""
    cells: dict[int, _Cell] = {}
    modern = False
    for found in strings(text):
        match found.path:
            case ("cells", int(number), "cell_type"):
                modern = True
                cells.setdefault(number, _Cell()).kind = found.value
            case ("cells", int(number), "source") | ("cells", int(number), "source", int()):
                cells.setdefault(number, _Cell()).source.append(found)
            case ("worksheets", *_):
                raise Malformed("an old notebook: open and save it in Jupyter", found.line)
    if not modern and not re.search(r'"cells"\s*:\s*\[\s*\]', text):
        raise Malformed("no notebook: it has no cells", 1)
    return tuple(excerpt for number in sorted(cells) for excerpt in _claims(path, cells[number]))


def _claims(path: str, cell: _Cell) -> Iterator[Excerpt]:
    text = "".join(part.value for part in cell.source)
    if not cell.source:
        return
    line, column = cell.source[0].line, cell.source[0].column
    if cell.kind == "markdown":
        for excerpt in from_markdown(path, text):
            yield _placed(excerpt, line, column)
    elif cell.kind == "code" and (magic := _MAGIC.match(text)):
        lines_before = text.count("\n", 0, magic.end())
        body = text[magic.end() :].removesuffix("\n")
        name = (magic["name"] or "").strip()
        yield _placed(Excerpt(path, name, lines_before + 1, 1, body), line, column)


def _placed(excerpt: Excerpt, line: int, column: int) -> Excerpt:
    return replace(excerpt, line=excerpt.line + line - 1, column=excerpt.column + column - 1)
