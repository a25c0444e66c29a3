"""Claim blocks out of documents: which reader reads which file. Reads no claim."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import PurePath
from types import MappingProxyType
from typing import Final, TypeAlias

from .claim_files import from_claim_file
from .docstrings import from_python
from .excerpt import Excerpt, Malformed
from .markdown_claims import from_markdown
from .notebook import from_notebook
from .restructured import from_restructured
from .tex import from_tex

__all__ = ["ENDINGS", "Excerpt", "Malformed", "UnknownFormat", "extract"]

Reader: TypeAlias = Callable[[str, str], tuple[Excerpt, ...]]

ENDINGS: Final[Mapping[str, Reader]] = MappingProxyType(
    {
        ".claim": from_claim_file,
        ".ipynb": from_notebook,
        ".ltx": from_tex,
        ".markdown": from_markdown,
        ".md": from_markdown,
        ".myst": from_markdown,
        ".py": from_python,
        ".pyi": from_python,
        ".rest": from_restructured,
        ".rst": from_restructured,
        ".tex": from_tex,
    }
)


class UnknownFormat(ValueError):
    """A file whose ending says nothing about how claim blocks stand in it."""


def extract(path: str, text: str) -> tuple[Excerpt, ...]:
    """The claim blocks of a file in order. Raises UnknownFormat for other endings, and Malformed
    for a notebook that is not JSON or Python that has no tokens."""
    ending = PurePath(path).suffix.lower()
    reader = ENDINGS.get(ending)
    if reader is None:
        known = ", ".join(ENDINGS)
        words = f"{path}: claim blocks are read from {known} files, not from `{ending}`"
        raise UnknownFormat(words)
    return reader(path, text.removeprefix("\ufeff"))
