"""An excerpt: the text of one claim block and where it stands. Every format's reader returns it."""

from __future__ import annotations

from collections.abc import Sequence

from symreparam.terms.record import dataclass


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The text of a claim block. Its first character stands at `line` and `column` of the file, as
    `parse_block` takes them. `name` is empty where the block has none."""

    path: str
    name: str
    line: int
    column: int
    text: str


class Malformed(ValueError):
    """A document that cannot be read as its format; `line` counts from 1, 0 means unknown."""

    def __init__(self, message: str, line: int = 0) -> None:
        super().__init__(message)
        self.line = line


def excerpt_of(path: str, name: str, line: int, lines: Sequence[tuple[int, str]]) -> Excerpt:
    """The excerpt of lines that each stand after so many characters of their document's line.

    Lines are padded so that one column is right for all of them, whatever stood before.
    """
    column = min((offset for offset, text in lines if text.strip()), default=0)
    body = "\n".join(" " * max(0, offset - column) + text for offset, text in lines)
    return Excerpt(path, name.strip(), line, column + 1, body)


def lines_of(text: str) -> list[str]:
    """The lines without their ends: LF or CRLF, nothing else ends a line. A final line end
    starts no further line."""
    lines = [line.removesuffix("\r") for line in text.split("\n")]
    if lines[-1] == "":
        lines.pop()
    return lines
