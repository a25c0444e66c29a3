"""Claim blocks out of documents: Markdown and MyST fences, and `.claim` files.

Gives the text of each block and where it stands; reads no claim. Every line of an excerpt is padded
so that one column is right for all of them, whatever quote signs or indents stood before it.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath

from .markdown import fences


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The text of a claim block. Its first character stands at `line` and `column` of the file, as
    `parse_block` takes them. `name` is empty where the block has none."""

    path: str
    name: str
    line: int
    column: int
    text: str


class UnknownFormat(ValueError):
    """A file whose ending says nothing about how claim blocks stand in it."""


MARKDOWN = frozenset({".md", ".markdown", ".myst"})
CLAIMS = frozenset({".claim"})


def extract(path: str, text: str) -> tuple[Excerpt, ...]:
    """The claim blocks of a file in order. Raises UnknownFormat for other endings."""
    ending = PurePath(path).suffix.lower()
    text = text.removeprefix("\ufeff")
    if ending in MARKDOWN:
        return _from_markdown(path, text)
    if ending in CLAIMS:
        return _from_claims(path, text)
    known = ", ".join(sorted(MARKDOWN | CLAIMS))
    raise UnknownFormat(f"{path}: claim blocks are read from {known} files, not from `{ending}`")


def _from_markdown(path: str, text: str) -> tuple[Excerpt, ...]:
    found = []
    for fence in fences(text):
        word, _, name = fence.info.strip().partition(" ")
        if word not in ("claim", "{claim}"):
            continue
        written = [offset for offset, line in fence.lines if line.strip()]
        column = min(written, default=0)
        body = "\n".join(" " * max(0, offset - column) + line for offset, line in fence.lines)
        found.append(Excerpt(path, name.strip(), fence.first_line, column + 1, body))
    return tuple(found)


def _from_claims(path: str, text: str) -> tuple[Excerpt, ...]:
    """The whole file, or the parts that `## name` lines start. What stands before the first of them
    is a block only if it has a statement."""
    lines = [line.removesuffix("\r") for line in text.split("\n")]
    starts = [(0, "")]
    for place, line in enumerate(lines):
        if line.startswith("## ") and line[3:].strip():
            starts.append((place + 1, line[3:].strip()))
    ends = [start - 1 for start, _ in starts[1:]] + [len(lines)]
    found = []
    for (start, name), end in zip(starts, ends, strict=True):
        body = lines[start:end]
        if name or len(starts) == 1 or any(line.split("#", 1)[0].strip() for line in body):
            found.append(Excerpt(path, name, start + 1, 1, "\n".join(body)))
    return tuple(found)
