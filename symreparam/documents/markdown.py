"""The fenced code blocks of a Markdown text, as far as finding claim blocks needs it.

Follows CommonMark's containers (block quotes and list items, nested), fences and HTML comments.
Paragraphs that go on lazily outside their container are not followed: no fence starts in them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from symreparam.terms.record import dataclass

_QUOTE = re.compile(r"[ ]{0,3}>")
_ITEM = re.compile(r"[ ]{0,3}(?:[-+*]|[0-9]{1,9}[.)])(?=[ \t]|$)")
_FENCE = re.compile(r"(?P<indent>[ ]{0,3})(?P<fence>`{3,}(?=[^`]*$)|~{3,})(?P<info>.*)$")
_TAB = 4  # columns a tab goes on to


@dataclass(frozen=True, slots=True)
class Fence:
    """A fenced block. Each line is what stands in it, after how many characters."""

    info: str
    first_line: int
    lines: tuple[tuple[int, str], ...]


@dataclass(slots=True)
class _Open:
    """A fence that is being read: the sign and length that close it, and its indent."""

    mark: str
    indent: int
    info: str
    first_line: int
    depth: int
    lines: list[tuple[int, str]]

    def done(self) -> Fence:
        return Fence(self.info, self.first_line, tuple(self.lines))


def fences(text: str) -> Iterator[Fence]:
    """The fenced blocks in order; one that is never closed ends with its container or the text."""
    containers: list[int] = []  # 0 for a block quote, else the indent of a list item's content
    fence: _Open | None = None
    comment = False
    lines = text.split("\n")
    if lines[-1] == "":
        lines.pop()
    for number, raw in enumerate(lines, 1):
        line = raw.removesuffix("\r")
        place, matched = _inside(line, containers)
        if fence is not None and matched < fence.depth:
            yield fence.done()
            fence = None
        if fence is not None:
            if _closes(line[place:], fence.mark):
                yield fence.done()
                fence = None
            else:
                place = _skip(line, place, fence.indent, partly=True)
                fence.lines.append((place, line[place:]))
            continue
        if comment:
            comment = "-->" not in line
            continue
        del containers[matched:]
        place = _enter(line, place, containers)
        rest = line[place:]
        found = _FENCE.match(rest)
        if found:
            indent = len(found["indent"])
            info = found["info"]
            fence = _Open(found["fence"], indent, info, number + 1, len(containers), [])
        elif rest.lstrip(" ").startswith("<!--"):
            comment = "-->" not in rest
    if fence is not None:
        yield fence.done()


def _inside(line: str, containers: list[int]) -> tuple[int, int]:
    """Where the line goes on inside the open containers, and how many of them it is in."""
    place = 0
    for count, indent in enumerate(containers):
        if indent == 0:
            quote = _QUOTE.match(line, place)
            if not quote:
                return place, count
            place = quote.end() + (line[quote.end() : quote.end() + 1] in (" ", "\t"))
        elif line[place:].strip(" \t"):
            after = _skip(line, place, indent, partly=False)
            if after < 0:
                return place, count
            place = after
    return place, len(containers)


def _enter(line: str, place: int, containers: list[int]) -> int:
    """Opens the block quotes and list items that start on this line."""
    while True:
        quote = _QUOTE.match(line, place)
        item = _ITEM.match(line, place)
        if quote:
            containers.append(0)
            place = quote.end() + (line[quote.end() : quote.end() + 1] in (" ", "\t"))
        elif item:
            after = item.end()
            while after < len(line) and line[after] in " \t":
                after += 1
            blank, wide = after == len(line), after - item.end() > _TAB
            after = min(item.end() + 1, len(line)) if blank or wide else after
            containers.append(max(item.end() + 1, after) - place)
            place = after
        else:
            return place


def _skip(line: str, place: int, columns: int, *, partly: bool) -> int:
    """The place after so many columns of white space; -1 when there are fewer, unless `partly`."""
    width = 0
    while width < columns:
        sign = line[place : place + 1]
        if sign == " ":
            width += 1
        elif sign == "\t":
            width += _TAB - width % _TAB
        else:
            return place if partly else -1
        place += 1
    return place


def _closes(rest: str, mark: str) -> bool:
    stripped = rest.strip(" \t")
    short = len(rest) - len(rest.lstrip(" ")) <= 3
    return short and len(stripped) >= len(mark) and set(stripped) == {mark[0]}
