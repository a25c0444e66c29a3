"""Option lines of a block, `#| key: value`: comments for every other reader of claim blocks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from symreparam.documents.methods import METHODS
from symreparam.handouts.errors import HandoutError
from symreparam.terms.record import dataclass

DETAILS: Final = ("statement", "sketch", "full")
HIDDEN: Final = ("nothing", "reasons", "formulas", "all")
_OPTION: Final = re.compile(r"[ \t]*#\|(?P<body>.*)$")
_PAIR: Final = re.compile(r"[ \t]*(?P<key>[a-z]+)[ \t]*:[ \t]*(?P<value>.*?)[ \t]*$")


@dataclass(frozen=True, slots=True)
class Controls:
    """How the goals below an option line are proved and shown."""

    detail: str = "full"
    hide: str = "nothing"
    method: str = "any"


CHOICES: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {"detail": DETAILS, "hide": HIDDEN, "method": ("any", *METHODS)}
)


def is_option(line: str) -> bool:
    """Whether the line is one."""
    return _OPTION.match(line) is not None


def pair(text: str, line: int) -> tuple[str, str] | None:
    """Key and value of an option line; None for any other line. Raises HandoutError."""
    found = _OPTION.match(text)
    if found is None:
        return None
    matched = _PAIR.match(found["body"])
    if matched is None:
        raise HandoutError(f"an option line reads `#| key: value`, not `{text.strip()}`", line)
    return matched["key"], matched["value"]


def of_info_line(words: str, line: int) -> tuple[str, list[tuple[str, str]]]:
    """A block's name and the options after it: `shift {detail=sketch hide=all}`. Raises
    HandoutError for braces that hold something else."""
    name, opening, rest = words.partition("{")
    if not opening:
        return words, []
    inner = rest.strip()
    found = [each.partition("=") for each in inner.removesuffix("}").replace(",", " ").split()]
    if not inner.endswith("}") or not all(key and value for key, _, value in found):
        shown = f"options of an info line read `{{detail=sketch hide=all}}`, not `{opening}{inner}`"
        raise HandoutError(shown, line, opening)
    return name.strip(), [(key, value) for key, _, value in found]


def controlled(controls: Controls, key: str, value: str, line: int) -> Controls:
    """The controls with one option set. Raises HandoutError for what is unknown."""
    if key not in CHOICES:
        known = ", ".join(CHOICES)
        raise HandoutError(f"unknown option `{key}`; a claim block knows {known}", line, f"{key}:")
    if value not in CHOICES[key]:
        known = ", ".join(CHOICES[key])
        raise HandoutError(f"`{key}: {value}` is none of {known}", line, value)
    return replace(controls, **{key: value})
