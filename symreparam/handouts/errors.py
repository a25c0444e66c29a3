"""What is wrong with a handout, and where."""

from __future__ import annotations

from symreparam.documents.diagnostics import Diagnostic, format_diagnostic
from symreparam.documents.excerpt import lines_of


class HandoutError(ValueError):
    """A handout that cannot be built. `line` counts from 1 in its source; 0: none is at fault.
    `part` is the piece of that line which is wrong; empty: the line as a whole."""

    def __init__(self, message: str, line: int = 0, part: str = "") -> None:
        super().__init__(message)
        self.line = line
        self.part = part


def told(error: HandoutError, path: str, text: str) -> str:
    """The error as `check` tells its own: place, message, the source line, and carets below the
    part that is wrong. Without a line the message alone."""
    lines = lines_of(text) if text else []
    if not 1 <= error.line <= len(lines):
        return f"{path}:{error.line}: error: {error}" if error.line else str(error)
    source = lines[error.line - 1]
    wanted = error.part.split("\n")[0].strip()
    # an option's value stands after its key, which may have the same letters
    start = source.find(wanted, source.find(":") + 1) if wanted else -1
    if start < 0 and wanted:
        start = source.find(wanted)
    if start < 0:
        wanted = source.strip()
        start = max(source.find(wanted), 0)
    column = start + 1
    found = Diagnostic(str(error), "", error.line, column, column + max(len(wanted), 1), source)
    return format_diagnostic(path, found)
