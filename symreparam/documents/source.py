"""A block of text cut into statements: comments, blank lines, and lines that go on.

A statement goes on to the next line after an open bracket or a comma at the end of a line. A line
that starts with `let`, `prove`, `refute` or `derive` always starts a statement, since these words
stand nowhere else: so one forgotten bracket does not swallow the rest of the block.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from symreparam.terms.record import dataclass

from .diagnostics import Rejection
from .names import STATEMENTS, TWINS
from .nodes import Span

_BRACKET = re.compile(r"[()\[\]]")
_STARTS = re.compile(r"[ \t\u00a0]*(?:" + "|".join(STATEMENTS) + r")(?![A-Za-z0-9_Α-ω])")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the text. `code` is what stands before the comment; `refusal` is set when the
    line broke a limit, and then it is not read."""

    number: int
    text: str
    code: str
    refusal: Rejection | None


@dataclass(frozen=True, slots=True)
class Source:
    """The text of one statement: its lines joined by line feeds, and where each of them stands.

    `shift` is added to every column: the place of the block in a document's lines.
    """

    lines: tuple[Line, ...]
    text: str
    starts: tuple[int, ...]
    shift: int

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of a character of the text, or of the end of the text."""
        which = bisect_right(self.starts, offset) - 1
        return self.lines[which].number, offset - self.starts[which] + 1 + self.shift

    def span(self, start: int, end: int) -> Span:
        """The span of text[start:end], which is not empty except at the end of the text."""
        line, column = self.place(start)
        end_line, end_column = self.place(max(end - 1, start))
        return Span(line, column, end_line, end_column + 1)

    def words(self, start: int, end: int) -> str:
        """What stands there in the user's own spelling."""
        return self.text[start:end]

    def normal(self) -> str:
        """The text with one-character twins replaced: what the grammar reads."""
        return self.text.translate(TWINS)

    def end(self) -> int:
        """Where the last visible character ends."""
        return len(self.text.rstrip(" \t\u00a0\n"))


def statements(lines: Iterable[Line], column: int) -> Iterator[Source]:
    """The statements of a block in order, as text; blank lines and comments are gone, except lines
    that were refused: those belong to a statement, or are one, so that none is forgotten."""
    gathered: list[Line] = []
    depth = 0
    for line in lines:
        if not line.code.strip(" \t\u00a0") and line.refusal is None:
            continue
        if gathered and _STARTS.match(line.code):
            yield _joined(gathered, column)
            gathered, depth = [], 0
        gathered.append(line)
        for bracket in _BRACKET.findall(line.code):
            depth = max(0, depth + (1 if bracket in "([" else -1))
        if depth == 0 and not line.code.rstrip(" \t\u00a0").endswith(","):
            yield _joined(gathered, column)
            gathered = []
    if gathered:
        yield _joined(gathered, column)


def _joined(lines: list[Line], column: int) -> Source:
    starts, offset = [], 0
    for line in lines:
        starts.append(offset)
        offset += len(line.code) + 1
    return Source(tuple(lines), "\n".join(line.code for line in lines), tuple(starts), column - 1)
