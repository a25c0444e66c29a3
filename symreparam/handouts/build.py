"""A handout with its outcomes -> the text of a target. Pure: no file, no clock, no engine."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from symreparam.documents.goal_lines import goal_texts
from symreparam.handouts.picture import Picture
from symreparam.handouts.source import Handout, questions_of
from symreparam.logic.verdict import Outcome
from symreparam.terms.record import dataclass

TARGETS: Final = ("html", "pdf", "tex", "md", "ipynb")


def failures(outcomes: Sequence[Outcome], handout: Handout) -> list[tuple[int, Outcome]]:
    """The goals that did not pass, with their lines; a proposed wrong answer may be right."""
    spare = _proposed(handout)
    return [
        (goal_texts(question)[0].line, outcome)
        for place, (question, outcome) in enumerate(
            zip(handout.questions(), outcomes, strict=True)
        )
        if not outcome.ok and place not in spare
    ]


def _proposed(handout: Handout) -> set[int]:
    found, place = set(), 0
    for block in handout.blocks.values():
        count = len(questions_of(block))
        ours = getattr(block, "proposed", 0)
        found |= set(range(place + count - ours, place + count))
        place += count
    return found


def check_prose(handout: Handout) -> None:
    """Read every formula of the text, before the long work of settling its claims. Raises
    HandoutError with the line of one that no target could show."""
    from symreparam.handouts.prose_html import prose_html

    for node in handout.tree.children:
        prose_html(node, lambda _: None)


def places_of_pictures(handout: Handout) -> list[int]:
    """Which of the questions belong to pictures: their laws are had soon, and tell whether the
    picture can be drawn at all."""
    found: list[int] = []
    place = 0
    for block in handout.blocks.values():
        count = len(questions_of(block))
        found += range(place, place + count) if isinstance(block, Picture) else []
        place += count
    return found


def check_pictures(handout: Handout, outcomes: Sequence[Outcome]) -> None:
    """Draw the pictures whose outcomes these are, in order. Raises HandoutError for one that
    cannot be drawn; a law that could not be derived is told elsewhere."""
    from symreparam.handouts.drawing import drawing

    place = 0
    for block in handout.blocks.values():
        if isinstance(block, Picture):
            mine = outcomes[place : place + len(questions_of(block))]
            place += len(mine)
            if all(outcome.ok for outcome in mine):
                drawing(block, mine)


def by_block(handout: Handout, outcomes: Sequence[Outcome]) -> dict[int, tuple[Outcome, ...]]:
    """The outcomes of each block, by the line of its fence."""
    found, place = {}, 0
    for line, block in handout.blocks.items():
        count = len(questions_of(block))
        found[line] = tuple(outcomes[place : place + count])
        place += count
    return found


@dataclass(frozen=True, slots=True)
class Built:
    """The text of a target, and files that stand beside it, as (name, text)."""

    text: str
    beside: tuple[tuple[str, str], ...] = ()


def build(
    handout: Handout,
    outcomes: Sequence[Outcome],
    target: str,
    *,
    key: bool = False,
    version: str = "",
    stem: str = "handout",
) -> Built:
    """The target's text (`pdf` is made from `tex` or `html` by others). Every outcome must have
    passed; `stem` starts the names of files beside it. Raises HandoutError for what the target
    cannot show, ValueError for an unknown target."""
    found = by_block(handout, outcomes)
    if target == "html":
        from symreparam.handouts.html import html

        return Built(html(handout, found, key=key, version=version))
    if target == "tex":
        from symreparam.handouts.latex import latex

        return Built(latex(handout, found, key=key))
    if target == "ipynb":
        from symreparam.handouts.notebook import notebook

        return Built(notebook(handout, found, key=key))
    if target == "md":
        from symreparam.handouts.markdown import markdown

        return Built(*markdown(handout, found, key=key, stem=stem))
    raise ValueError(f"no such target: {target}")
