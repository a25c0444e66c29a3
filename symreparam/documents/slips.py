"""What was meant as a claim block and is none: nobody would learn that its claims are not read.

Told apart from other blocks by its first word, which is nearly `claim`, and by statements of the
claim language in it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from pathlib import PurePath
from types import MappingProxyType
from typing import Final

from symreparam.terms.record import dataclass

from .docstrings import docstrings
from .excerpt import lines_of
from .markdown import fences
from .markdown_claims import WORDS

_STATEMENT: Final = re.compile(r"[ \t]*(?:let|prove|refute|derive)[ \t]+\S")
_NEAR: Final = 0.8  # as difflib counts: `clam`, `cliam`, `claims`
_DIRECTIVE: Final = re.compile(
    r"[ \t]*\.\.[ \t]*(?P<word>[\w{}.-]+)[ \t]?(?P<colons>::?)(?=[ \t]|$)"
)
_COMMENT: Final = re.compile(r"[ \t]*%+[ \t]?")
_BEGIN: Final = re.compile(r"[ \t]*\\begin[ \t]*\{(?P<word>\w+)\}")
_ESCAPED: Final = re.compile(r"\\n[ ]{0,3}(?:`{3,}|~{3,})[ \t]*\{?claim\b")
_FOLLOW: Final = 8  # lines in which a block's first statement is looked for


@dataclass(frozen=True, slots=True)
class Slip:
    """A block that is not read, the line where it starts, and the way out."""

    line: int
    message: str


def slips(path: str, text: str) -> tuple[Slip, ...]:
    """The blocks of a document that are nearly claim blocks, in order. Raises Malformed."""
    reader = _READERS.get(PurePath(path).suffix.lower())
    return () if reader is None else tuple(reader(text.removeprefix("\ufeff")))


def _in_markdown(text: str) -> Iterator[Slip]:
    for fence in fences(text):
        info = fence.info.strip()
        word = info.partition(" ")[0]
        if word not in WORDS and _near(word) and _any_statement(line for _, line in fence.lines):
            yield Slip(fence.first_line - 1, _said(f"`{info[:40]}`", "a fence that says `claim`"))


def _in_restructured(text: str) -> Iterator[Slip]:
    lines = lines_of(text)
    for number, line in enumerate(lines, 1):
        found = _DIRECTIVE.match(line)
        if found is None or not _near(found["word"]):
            continue
        right = found["word"].lower() == "claim" and found["colons"] == "::"
        if not right and _any_statement(lines[number : number + _FOLLOW]):
            yield Slip(number, _said(f"`{line.strip()[:40]}`", "`.. claim:: name`"))


def _in_tex(text: str) -> Iterator[Slip]:
    lines = lines_of(text)
    for number, line in enumerate(lines, 1):
        comment = _COMMENT.match(line)
        found = None if comment is None else _BEGIN.match(line, comment.end())
        if found is None or found["word"] == "claim" or not _near(found["word"]):
            continue
        if _any_statement(_COMMENT.sub("", each, 1) for each in lines[number : number + _FOLLOW]):
            yield Slip(number, _said(f"`{found[0].strip()}`", r"`\begin{claim}[name]`"))


def _in_python(text: str) -> Iterator[Slip]:
    for docstring in docstrings(text):
        start = docstring.line - 1
        for slip in sorted(
            (*_in_markdown(docstring.text), *_in_restructured(docstring.text)),
            key=lambda slip: slip.line,
        ):
            yield Slip(start + slip.line, slip.message)
        for number, line in enumerate(docstring.text.split("\n"), 1):
            if _ESCAPED.search(line):
                yield Slip(start + number, _said(r"`\n`", "a line of its own in the source"))


_READERS: Final[Mapping[str, Callable[[str], Iterator[Slip]]]] = MappingProxyType(
    {
        **dict.fromkeys((".md", ".markdown", ".myst"), _in_markdown),
        **dict.fromkeys((".rst", ".rest"), _in_restructured),
        **dict.fromkeys((".tex", ".ltx"), _in_tex),
        **dict.fromkeys((".py", ".pyi"), _in_python),
    }
)


def _said(came: str, wanted: str) -> str:
    return f"claims after {came} are not read: a claim block starts with {wanted}"


def _near(word: str) -> bool:
    letters = re.sub(r"[^a-z]", "", word.lower())
    return letters.startswith("claim") or bool(get_close_matches(letters, ("claim",), 1, _NEAR))


def _any_statement(lines: Iterator[str] | Sequence[str]) -> bool:
    return any(_STATEMENT.match(line) for line in lines)
