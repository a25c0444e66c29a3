"""Which proved relations name a family: read from the claims of the page of relations."""

from __future__ import annotations

import re
from pathlib import Path

_BLOCK = re.compile(r"^```claim \S+\n(.*?)^```", re.M | re.S)
_LAW = re.compile(r"\b([A-Z]\w*)\(")
_NAME = re.compile(r"[A-Za-z]\w*")


def relations(page: Path, families: frozenset[str]) -> dict[str, list[str]]:
    """Each family with the relations that name it, as Markdown lines in the page's order."""
    found: dict[str, list[str]] = {}
    for block in _BLOCK.findall(page.read_text(encoding="utf-8")):
        lets = [line[4:] for line in block.splitlines() if line.startswith("let ")]
        for line in block.splitlines():
            if not line.startswith("prove "):
                continue
            claim = line[6:]
            given = [each for each in lets if "~" in each and _shared(each, claim)]
            shown = f"- `{claim}`" + (f", where {_code(given)}" if given else "")
            for name in sorted(set(_LAW.findall(" ".join((claim, *given)))) & families):
                found.setdefault(name, []).append(shown)
    return found


def _shared(introduced: str, claim: str) -> bool:
    """Whether a claim speaks of a variable that the `let` introduces."""
    names = set(_NAME.findall(introduced.partition("~")[0]))
    return bool(names & set(_NAME.findall(claim)))


def _code(lines: list[str]) -> str:
    return " and ".join(f"`{line}`" for line in lines)
