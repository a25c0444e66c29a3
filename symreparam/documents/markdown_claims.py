"""Claim fences of a Markdown or MyST text."""

from __future__ import annotations

from typing import Final

from .excerpt import Excerpt, excerpt_of
from .markdown import fences

WORDS: Final = ("claim", "{claim}")
"""The first word of a claim fence's info string."""


def from_markdown(path: str, text: str) -> tuple[Excerpt, ...]:
    """The fences with the info string `claim` or `{claim}`, in order."""
    found = []
    for fence in fences(text):
        word, _, name = fence.info.strip().partition(" ")
        if word in WORDS:
            found.append(excerpt_of(path, name, fence.first_line, fence.lines))
    return tuple(found)
