"""The head of a handout: `key: value` lines between two lines of three dashes. No YAML is read."""

from __future__ import annotations

import re
from typing import Final

from symreparam.handouts.errors import HandoutError
from symreparam.handouts.options import DETAILS
from symreparam.terms.record import dataclass

_LINE: Final = re.compile(r"(?P<key>[a-z]+)[ \t]*:[ \t]*(?P<value>.*?)[ \t]*$")
_KEYS: Final = ("title", "subtitle", "author", "date", "detail")
_LONGEST: Final = 300
_MARKUP: Final = re.compile(r"</?[A-Za-z!][^>]*>?|&#?\w+;|\\[A-Za-z]+|\$")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What the head says; `lines` is how many lines of the source it takes."""

    title: str = ""
    subtitle: str = ""
    author: str = ""
    date: str = ""
    detail: str = "full"
    lines: int = 0


def front_matter(text: str) -> FrontMatter:
    """The head of a text; one without head has an empty one. Raises HandoutError."""
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        return FrontMatter()
    found: dict[str, str] = {}
    for number, raw in enumerate(lines[1:], 2):
        line = raw.rstrip("\r")
        if line.rstrip() == "---":
            return _checked(found, number)
        if not line.strip() or line.startswith("#"):
            continue
        matched = _LINE.match(line)
        if matched is None:
            words = f"`{line.strip()[:60]}` is no `key: value` line"
            raise HandoutError(f"broken front matter: {words}", number)
        key, value = matched["key"], _unquoted(matched["value"])
        if key not in _KEYS:
            words = f"unknown key `{key}`; known: {', '.join(_KEYS)}"
            raise HandoutError(f"broken front matter: {words}", number, key)
        if key in found:
            raise HandoutError(f"broken front matter: `{key}` stands twice", number, key)
        if len(value) > _LONGEST:
            words = f"`{key}` is longer than {_LONGEST} characters"
            raise HandoutError(f"broken front matter: {words}", number, value)
        if key == "detail" and value not in DETAILS:
            known = ", ".join(DETAILS)
            words = f"`detail: {value}` is none of {known}"
            raise HandoutError(f"broken front matter: {words}", number, value)
        check_title(value, number, key)
        found[key] = value
    raise HandoutError("broken front matter: the second line of dashes `---` is missing", 1)


def check_title(text: str, line: int, key: str = "title") -> None:
    """A title is plain text: it goes into window titles, PDF bookmarks and lists of lessons; so
    are the other lines of the head. Raises HandoutError for HTML, TeX or formulas in it."""
    hidden = next((char for char in text if not char.isprintable()), None)
    if hidden is not None:
        words = f"the {key} has an invisible character U+{ord(hidden):04X}: delete it"
        raise HandoutError(words, line, hidden)
    found = _MARKUP.search(text)
    if found is not None:
        article = "an" if key == "author" else "a"
        words = f"{article} {key} is plain text: `{found[0]}` would not be shown as meant"
        raise HandoutError(f"{words}; write it in words or Unicode signs", line, found[0])


def _unquoted(value: str) -> str:
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    return value


def _checked(found: dict[str, str], lines: int) -> FrontMatter:
    return FrontMatter(
        found.get("title", ""),
        found.get("subtitle", ""),
        found.get("author", ""),
        found.get("date", ""),
        found.get("detail", "full"),
        lines,
    )
