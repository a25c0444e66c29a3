"""What a run shows on standard error: how far it is, and at the end a table. Standard output keeps
to verdicts."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Final, TextIO

from symreparam.shell.tasks import Result

VERDICTS: Final = ("proved", "refuted", "undecided", "unsupported", "error")
_EVERY: Final = 10.0  # seconds between plain lines
_WIDTH: Final = 78


def printable(text: str) -> str:
    """Text of a stranger's file for a terminal: line feeds stay, other controls and what is
    invisible become a replacement sign, so nothing can steer the terminal or hide."""
    return "".join(c if c == "\n" or c.isprintable() or c == "\t" else "\ufffd" for c in text)


class Progress:
    """A line that is rewritten on a terminal; elsewhere a plain line now and then."""

    def __init__(self, stream: TextIO, total: int, *, shown: bool = True) -> None:
        self.stream, self.total, self.shown = stream, total, shown
        self.done = self.failed = 0
        self.live = shown and stream.isatty()
        self._next = time.monotonic() + _EVERY
        self._drawn = False
        self._draw("")

    def count(self, result: Result) -> None:
        """One more goal is settled."""
        self.done += 1
        self.failed += not result.ok
        self._draw(f"{result.file}:{result.line}")
        if self.shown and not self.live and time.monotonic() >= self._next:
            self.stream.write(f"symreparam: {self._words()}\n")
            self.stream.flush()
            self._next = time.monotonic() + _EVERY

    def _words(self) -> str:
        return f"{self.done} of {self.total} claims, {self.failed} not passed"

    def _draw(self, place: str) -> None:
        if self.live:
            text = printable(f"{self._words()}  {place}".replace("\n", " "))
            self.stream.write(f"\r\x1b[K{text[:_WIDTH]}")
            self.stream.flush()
            self._drawn = True

    def clear(self) -> None:
        """Take the line away, so that something else can be printed."""
        if self._drawn:
            self.stream.write("\r\x1b[K")
            self.stream.flush()
            self._drawn = False


def summary(results: Sequence[Result]) -> str:
    """A table: the verdicts of each file, how many goals passed, and the seconds they took."""
    names = list(dict.fromkeys(result.file for result in results))
    head = ["file", *VERDICTS, "passed", "seconds"]
    rows = [_row(name, [r for r in _of(results, name)]) for name in names]
    if len(names) > 1:
        rows.append(_row("all", results))
    table = [head, *rows]
    widths = [max(len(row[column]) for row in table) for column in range(len(head))]
    lines = []
    for row in table:
        cells = [row[0].ljust(widths[0])]
        cells += [cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True)]
        lines.append("  ".join(cells))
    return "\n".join(lines) + "\n"


def _of(results: Sequence[Result], name: str) -> list[Result]:
    return [result for result in results if result.file == name]


def _row(name: str, results: Sequence[Result]) -> list[str]:
    counts = [sum(result.verdict == verdict for result in results) for verdict in VERDICTS]
    passed = sum(result.ok for result in results)
    seconds = sum(result.seconds for result in results)
    shown = printable(name).replace("\n", "\ufffd")
    return [shown, *map(str, counts), f"{passed}/{len(results)}", f"{seconds:.2f}"]
