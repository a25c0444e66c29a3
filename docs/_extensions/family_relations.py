"""Which proved relations name a family: read from the claims of the page of relations."""

from __future__ import annotations

import re
from pathlib import Path

_BLOCK = re.compile(r"^```claim \S+\n(.*?)^```", re.M | re.S)
_LAW = re.compile(r"\b([A-Z]\w*)\(")
_NAME = re.compile(r"[A-Za-z]\w*")
_LIST = re.compile(r"\w+( *, *\w+)* *$")


def relations(page: Path, families: frozenset[str]) -> dict[str, list[str]]:
    """Each family with the relations that name it, as Markdown lines in the page's order."""
    found: dict[str, list[str]] = {}
    for block in _BLOCK.findall(page.read_text(encoding="utf-8")):
        lets = [line[4:] for line in block.splitlines() if line.startswith("let ")]
        for line in block.splitlines():
            if not line.startswith("prove "):
                continue
            claim = line[6:]
            given = [used for each in lets if "~" in each and (used := _used(each, claim))]
            shown = f"- `{claim}`" + (f", where {_code(given)}" if given else "")
            for name in sorted(set(_LAW.findall(" ".join((claim, *given)))) & families):
                found.setdefault(name, []).append(shown)
    return found


def _used(introduced: str, claim: str) -> str:
    """The variables that a `let` introduces, with their law; of a list only those that the claim
    speaks of, and nothing if it speaks of none."""
    targets, _, law = introduced.partition("~")
    used = set(_NAME.findall(claim))
    if not used & set(_NAME.findall(targets)):
        return ""
    if _LIST.match(targets):
        targets = ", ".join(name for name in _NAME.findall(targets) if name in used)
    return f"{targets.strip()} ~{law}"


def _code(lines: list[str]) -> str:
    return " and ".join(f"`{line}`" for line in lines)
