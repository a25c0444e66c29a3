"""The words of a command line of which some are claims: a term may begin with a minus sign."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

# the commands whose argument is a term or a claim; of their options only one has a single dash
_OF_CLAIMS: Final = ("prove", "refute", "derive", "examine")
_SHORT_OPTIONS: Final = ("-h",)


def with_terms(argv: Sequence[str]) -> list[str]:
    """The words, where a term such as `-log(U)` is marked by a space before it: argparse would take
    it for an option. `unmarked` takes the space away."""
    if not argv or argv[0] not in _OF_CLAIMS:
        return list(argv)
    return [f" {word}" if _is_term(word) else word for word in argv]


def _is_term(word: str) -> bool:
    single = word.startswith("-") and not word.startswith("--")
    return single and len(word) > 1 and word not in _SHORT_OPTIONS


def unmarked(word: str) -> str:
    """The term without the space that marks it."""
    return word.removeprefix(" ")
