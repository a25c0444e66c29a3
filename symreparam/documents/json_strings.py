"""The strings of a JSON text with their paths and places, for pointing into notebooks.

Reads without recursion and evaluates no numbers, so neither depth nor digits can hurt.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Final

from symreparam.terms.record import dataclass

from .excerpt import Malformed

_TOKEN: Final = re.compile(
    r'[ \t\r\n]*(?:(?P<string>"(?:[^"\\\x00-\x1f]++|\\["\\/bfnrt]|\\u[0-9A-Fa-f]{4})*+")'
    r"|(?P<sign>[{}\[\],:])|(?P<plain>-?[0-9][0-9.eE+-]*|true|false|null|NaN|-?Infinity))"
)
DEPTH: Final = 1_000


@dataclass(frozen=True, slots=True)
class Text:
    """A string value: its keys and places from the root, the value, and where its first character
    stands in the file."""

    path: tuple[str | int, ...]
    value: str
    line: int
    column: int


def strings(text: str) -> Iterator[Text]:
    """The string values in order. Raises Malformed where the text is not JSON."""
    path: list[str | int] = []  # a key or place for each open bracket
    place, line, line_start = 0, 1, 0
    wanted = "value"
    while wanted != "nothing":
        found = _TOKEN.match(text, place)
        if not found:
            raise _error(text, place)
        token = found["string"] or found["sign"] or found["plain"]
        start = found.end() - len(token)
        line += text.count("\n", place, start)
        line_start = text.rfind("\n", 0, start) + 1 if "\n" in text[place:start] else line_start
        place = found.end()
        if wanted == "key" and found["string"]:
            path[-1] = json.loads(token)
            wanted = "colon"
        elif wanted == "colon" and token == ":":
            wanted = "value"
        elif wanted in ("value", "first") and not found["sign"]:
            if found["string"]:
                value = json.loads(token)
                yield Text(tuple(path), value, line, start - line_start + 2)
            wanted = _after(path)
        elif wanted in ("value", "first") and token in "{[":
            path.append("" if token == "{" else 0)
            wanted = "first key" if token == "{" else "first"
            if len(path) > DEPTH:
                raise Malformed(f"JSON nested more than {DEPTH} deep", line)
        elif wanted == "first key" and found["string"]:
            path[-1] = json.loads(token)
            wanted = "colon"
        elif _ends(token, wanted, path):
            path.pop()
            wanted = _after(path)
        elif wanted == "comma" and token == ",":
            last = path[-1]
            path[-1] = last + 1 if isinstance(last, int) else last
            wanted = "value" if isinstance(last, int) else "key"
        else:
            raise _error(text, start)
    if text[place:].strip(" \t\r\n"):
        raise _error(text, place)


def _after(path: list[str | int]) -> str:
    return "comma" if path else "nothing"


def _ends(token: str, wanted: str, path: list[str | int]) -> bool:
    if token == "]":
        return wanted in ("comma", "first") and isinstance(path[-1], int)
    return token == "}" and wanted in ("comma", "first key") and isinstance(path[-1], str)


def _error(text: str, place: int) -> Malformed:
    while text[place : place + 1] in (" ", "\t", "\r", "\n"):
        place += 1
    line = text.count("\n", 0, place) + 1
    column = place - (text.rfind("\n", 0, place) + 1) + 1
    return Malformed(f"not JSON (line {line}, column {column})", line)
