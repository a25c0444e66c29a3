"""What is wrong with a text, and where: a frozen record, and how it is printed.

Nothing here decides what is wrong; `Rejection` carries a finding from where it is made to the line
that it belongs to and never leaves this package.
"""

from __future__ import annotations

from symreparam.terms.record import dataclass

from .nodes import Span

SHOWN = 100  # characters of a source line that are printed
BEFORE = 60  # of which before the caret, when the line is longer


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One error. `line`, `column`, `end_column` count from 1, in characters; `source_line` is the
    line as it stands in the text. `hint` says what to do and may be empty. `statement` is the text
    of the whole statement. `rests_on` names the lines that have the real error, when this statement
    only uses what they introduce."""

    message: str
    hint: str
    line: int
    column: int
    end_column: int
    source_line: str
    statement: str = ""
    rests_on: tuple[int, ...] = ()


class Rejection(Exception):
    """A finding on its way to becoming a `Diagnostic`."""

    def __init__(self, message: str, hint: str, span: Span) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.span = span


def diagnose(
    found: Rejection, source_line: str, statement: str, rests_on: tuple[int, ...] = ()
) -> Diagnostic:
    """The diagnostic for a finding; what goes on over several lines is marked on its first line."""
    span = found.span
    end = span.end_column if span.end_line == span.line else len(source_line) + 1
    return Diagnostic(
        found.message,
        found.hint,
        span.line,
        span.column,
        max(end, span.column + 1),
        source_line,
        statement,
        rests_on,
    )


def format_diagnostic(path: str, diagnostic: Diagnostic) -> str:
    """`path:line:col: error: message`, the source line, a line of carets, and the hint."""
    place = f"{path}:{diagnostic.line}:{diagnostic.column}"
    lines = [f"{place}: error: {diagnostic.message}", excerpt(diagnostic)]
    if diagnostic.hint:
        lines.append(f"    hint: {diagnostic.hint}")
    return "\n".join(lines)


def excerpt(diagnostic: Diagnostic) -> str:
    """The source line and a line of carets."""
    column, source = diagnostic.column, diagnostic.source_line
    start = column - 1 - BEFORE if len(source) > SHOWN and column - 1 > BEFORE else 0
    shown = "".join(_printable(c) for c in source[start : start + SHOWN])
    before = column - 1 - start
    # A tab before the caret is repeated below it, so that the caret stands right at any tab width.
    blank = "".join("\t" if c == "\t" else " " for c in shown[:before]).ljust(before)
    room = max(1, len(shown) - before)
    carets = "^" * min(max(1, diagnostic.end_column - column), room)
    return f"    {shown}\n    {blank}{carets}"


def _printable(character: str) -> str:
    return character if character == "\t" or character.isprintable() else "\ufffd"
