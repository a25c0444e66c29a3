"""Claim blocks in Python docstrings: Markdown fences or reStructuredText directives.

A docstring here is any plain string that is a statement of its own, so also those after attributes.
The file is cut into tokens and never parsed: no nesting is too deep, and nothing is evaluated. What
stands between the quotes is read as it is written, backslashes included.
"""

from __future__ import annotations

import io
import re
import tokenize
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from symreparam.terms.record import dataclass

from .excerpt import Excerpt, Malformed, lines_of
from .markdown import fences
from .markdown_claims import from_markdown
from .restructured import from_restructured, parts

_QUOTES: Final = re.compile(r"(?i:r|u)?(?P<quotes>\"\"\"|'''|\"|')")
_BEFORE: Final = frozenset(
    {tokenize.NEWLINE, tokenize.NL, tokenize.INDENT, tokenize.DEDENT, tokenize.COMMENT}
)


@dataclass(frozen=True, slots=True)
class Docstring:
    """The text with its margin taken off, the line it starts at, and the margin in characters."""

    text: str
    line: int
    margin: int


def from_python(path: str, text: str) -> tuple[Excerpt, ...]:
    """The claim blocks of a Python file's docstrings, in order. Raises Malformed."""
    found: list[Excerpt] = []
    for docstring in docstrings(text):
        for excerpt in _claims(path, docstring.text):
            line, column = excerpt.line + docstring.line - 1, excerpt.column + docstring.margin
            found.append(replace(excerpt, line=line, column=column))
    return tuple(found)


def _claims(path: str, text: str) -> list[Excerpt]:
    """Both forms; what one of them shows as an example is not read as the other."""
    fenced = [(each.first_line, len(each.lines)) for each in fences(text)]
    opaque = [(part.first_line, len(part.lines)) for part in parts(text)]
    found = [each for each in from_markdown(path, text) if not _within(each.line - 1, opaque)]
    found += [each for each in from_restructured(path, text) if not _within(each.line - 1, fenced)]
    return sorted(found, key=lambda each: each.line)


def _within(line: int, ranges: list[tuple[int, int]]) -> bool:
    return any(first <= line < first + count for first, count in ranges)


def docstrings(text: str) -> Iterator[Docstring]:
    """The docstrings of a Python file, in order. Raises Malformed."""
    before, starts = True, None  # whether a statement may start here, and the string that did
    try:
        for token in tokenize.generate_tokens(io.StringIO(text, newline="\n").readline):
            if token.type == tokenize.STRING and before:
                starts, before = token, False
            elif token.type in _BEFORE or token.type == tokenize.ENDMARKER:
                plain = token.type in (tokenize.NEWLINE, tokenize.COMMENT, tokenize.ENDMARKER)
                if starts is not None and plain:
                    yield from _read(starts)
                    starts = None
                before = before or token.type == tokenize.NEWLINE
            else:
                starts, before = None, False
    except tokenize.TokenError as error:
        raise Malformed(f"cannot be read as Python: {error.args[0]}", error.args[1][0]) from error
    except SyntaxError as error:
        message = f"cannot be read as Python: {error.msg}"
        raise Malformed(message, error.lineno or 0) from error


def _read(token: tokenize.TokenInfo) -> Iterator[Docstring]:
    opening = _QUOTES.match(token.string)
    if not opening:
        return  # bytes are no text
    size = len(opening["quotes"])
    lines = lines_of(token.string[opening.end() : -size] + "\n")
    rest = [line for line in lines[1:] if line.strip(" \t")]
    margin = min((len(line) - len(line.lstrip(" \t")) for line in rest), default=0)
    inner = [lines[0].lstrip(" \t"), *(line[margin:] for line in lines[1:])]
    yield Docstring("\n".join(inner), token.start[0], margin)
