"""A block cut into its goals, each with a text of its own, so that goals are settled one by one.

Goals introduce no names. So the text of one goal is the block with the other goals' lines emptied:
line numbers stay, and what is said about the goal is what would be said in the whole block.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from symreparam.terms.record import dataclass

from .excerpt import Excerpt
from .limits import LINE_CHARACTERS, hidden_character, too_long
from .limits import STATEMENTS as MOST_STATEMENTS
from .source import Line, Source, statements

COPIES: Final = 20_000_000  # characters that the texts of a block's goals may have together
_WORD: Final = re.compile(r"[ \t\u00a0]*(let|prove|refute|derive)(?![A-Za-z0-9_Α-ω])")


@dataclass(frozen=True, slots=True)
class GoalText:
    """One goal of a block. `excerpt` holds what it needs; `claim` is the goal as written, `goal`
    its first word, `line` and `column` where it starts, `number` its place among the block's goals.

    A block is one GoalText with the whole text and an empty claim when it has no goal, more
    statements than are allowed, so much text that a copy for each goal would be large, or a
    statement that only the next one ends (that one must not go, or the text would read on).
    """

    excerpt: Excerpt
    goal: str
    claim: str
    line: int
    column: int
    number: int


def goal_texts(excerpt: Excerpt) -> tuple[GoalText, ...]:
    """The goals of a block in order; never empty."""
    written = excerpt.text.split("\n")
    sources = list(statements(_lines(written), 1))
    found = [(source, word) for source in sources if (word := _goal_word(source))]
    large = len(found) * len(excerpt.text) > COPIES
    unclosed = any(_goes_on(source) for source in sources[:-1])
    goals_there = any(_WORD.match(source.text) for source, _ in found)
    if not goals_there or large or unclosed or len(sources) > MOST_STATEMENTS:
        return (GoalText(excerpt, "prove", "", excerpt.line, excerpt.column, 1),)
    goals = []
    for number, (source, word) in enumerate(found, 1):
        others = {line.number for other, _ in found if other is not source for line in other.lines}
        body = ["" if place in others else line for place, line in enumerate(written, 1)]
        first = source.lines[0]
        indent = len(first.text) - len(first.text.lstrip(" \t\u00a0"))
        goals.append(
            GoalText(
                replace(excerpt, text="\n".join(body)),
                word,
                source.text[:LINE_CHARACTERS].strip(" \t\u00a0\n"),
                excerpt.line + first.number - 1,
                excerpt.column + indent,
                number,
            )
        )
    return tuple(goals)


def _goal_word(source: Source) -> str:
    """The first word of a goal; a line that starts with none of the four words may be a misspelt
    goal, and has an error of its own."""
    found = _WORD.match(source.text)
    if found is None:
        return "prove" if source.text.strip(" \t\u00a0\n") else ""
    return "" if found[1] == "let" else found[1]


def _goes_on(source: Source) -> bool:
    """Whether a bracket is open at the statement's end, or it ends with a comma."""
    depth = 0
    for bracket in re.findall(r"[()\[\]]", source.text):
        depth = max(0, depth + (1 if bracket in "([" else -1))
    return depth > 0 or source.text.rstrip(" \t\u00a0\n").endswith(",")


def _lines(written: list[str]) -> list[Line]:
    """The lines as `statements` takes them: an unreadable one counts, though it has no code."""
    found = []
    for number, raw in enumerate(written, 1):
        text = raw.removesuffix("\r")
        if text:
            refusal = too_long(len(text), number, 0) or hidden_character(text, number, 0)
            found.append(Line(number, text, text[:LINE_CHARACTERS].split("#", 1)[0], refusal))
    return found
