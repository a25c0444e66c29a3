"""`.. claim:: name` in reStructuredText, as far as finding claim blocks needs it.

Follows indentation, list items, literal blocks (`::`), comments, and directives whose content is
not text (`code-block` and the like): a claim shown inside of those is no claim.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from symreparam.terms.record import dataclass

from .excerpt import Excerpt, excerpt_of, lines_of

_TAB: Final = 8  # docutils' tab stops
# what a line may start with before the text of its item: bullets, enumerators, field names
_ITEM: Final = re.compile(
    r"(?:[-*+•‣⁃]|\(?(?:[0-9]{1,9}|[A-Za-z]|#|[ivxlcdmIVXLCDM]{1,12})[.)]|:[^:\n]{1,200}:)"
    r"(?:[ \t]+|$)"
)
_DIRECTIVE: Final = re.compile(r"\.\.[ \t]+(?P<kind>[\w:.+-]+?)[ \t]?::(?:[ \t]+(?P<rest>.*))?$")
_TARGET: Final = re.compile(r"\.\.[ \t]+(?:_|\[|\||__)")  # targets, footnotes, citations, images
_OPAQUE_KINDS: Final = """
    code code-block sourcecode parsed-literal raw math doctest testcode testoutput testsetup
    testcleanup highlight literalinclude prompt ipython ipython3 jupyter-execute jupyter-input
    graphviz digraph graph mermaid plot productionlist csv-table
"""
_OPAQUE: Final = frozenset(_OPAQUE_KINDS.split())


@dataclass(frozen=True, slots=True)
class Part:
    """A directive's or literal block's lines: those after its first line that are indented more.
    `name` is None for what is opaque; `first_line` counts from 1 and is the first of `lines`."""

    name: str | None
    first_line: int
    lines: tuple[tuple[int, str], ...]


def from_restructured(path: str, text: str) -> tuple[Excerpt, ...]:
    """The claim blocks of a reStructuredText document, in order."""
    return tuple(
        excerpt_of(path, part.name, part.first_line, part.lines)
        for part in parts(text)
        if part.name is not None
    )


def parts(text: str) -> Iterator[Part]:
    """The claim directives and the opaque parts, in order; they don't overlap."""
    lines = lines_of(text)
    place, ends_with_colons = 0, -1  # indent of a paragraph that a literal block follows, or -1
    while place < len(lines):
        line = lines[place]
        if not line.strip(" \t"):
            place += 1
            continue
        start = _indent(line)[0]
        if ends_with_colons >= 0 and start > ends_with_colons and not lines[place - 1].strip():
            end = _end(lines, place, ends_with_colons)
            yield Part(None, place + 1, _cut(lines, place, end))
            place, ends_with_colons = end, -1
            continue
        offset = _after_items(line)
        width, rest = _width(line, offset), line[offset:].rstrip()
        ends_with_colons = width if rest.endswith("::") and not rest.startswith("..") else -1
        place += 1
        if not re.match(r"\.\.(?:[ \t]|$)", rest):
            continue
        found = _DIRECTIVE.match(rest)
        claim = found is not None and found["kind"].lower() == "claim"
        if claim or _opaque(rest, found, place < len(lines) and bool(lines[place].strip())):
            end = _end(lines, place, width)
            while claim and place < end and not lines[place].strip(" \t"):
                place += 1
            name = (found["rest"] or "").strip() if claim and found else None
            yield Part(name, place + 1, _cut(lines, place, end))
            place = end


def _opaque(rest: str, found: re.Match[str] | None, goes_on: bool) -> bool:
    """Whether what is indented below this explicit markup is no text of the document."""
    if found:
        return found["kind"].lower().split(":")[-1] in _OPAQUE
    if _TARGET.match(rest):
        return False  # a footnote's text is text
    return rest != ".." or goes_on  # a comment; an empty one swallows nothing


def _indent(line: str) -> tuple[int, int]:
    """Columns and characters of the white space that the line starts with."""
    characters = len(line) - len(line.lstrip(" \t"))
    return _width(line, characters), characters


def _width(line: str, characters: int) -> int:
    width = 0
    for sign in line[:characters]:
        width += _TAB - width % _TAB if sign == "\t" else 1
    return width


def _after_items(line: str) -> int:
    """Where the text starts after the indent and any list markers."""
    place = _indent(line)[1]
    while found := _ITEM.match(line, place):
        place = found.end()
        if place >= len(line):
            return len(line.rstrip(" \t"))
    return place


def _end(lines: list[str], place: int, width: int) -> int:
    """The line after the last one of the block indented by more than `width`."""
    end = place
    for number in range(place, len(lines)):
        if lines[number].strip(" \t"):
            if _indent(lines[number])[0] <= width:
                break
            end = number + 1
    return end


def _cut(lines: list[str], start: int, end: int) -> tuple[tuple[int, str], ...]:
    cut = []
    for line in lines[start:end]:
        characters = _indent(line)[1]
        cut.append((characters, line[characters:]))
    return tuple(cut)
