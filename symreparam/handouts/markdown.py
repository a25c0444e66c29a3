"""A verified handout as Markdown for GitHub and MyST: claim blocks stay claim blocks, so that the
output can be checked again, and each is followed by its proofs."""

from __future__ import annotations

from symreparam.handouts.detail import Shown, shown_goal
from symreparam.handouts.drawing import drawing
from symreparam.handouts.exercise import Exercise
from symreparam.handouts.exercise_parts import answered, reasons
from symreparam.handouts.grouped import Group, formula, groups, head
from symreparam.handouts.picture import Picture
from symreparam.handouts.picture_html import svg_text
from symreparam.handouts.picture_words import described
from symreparam.handouts.prose_html import prose_html, slug
from symreparam.handouts.source import Block, ClaimBlock, Handout
from symreparam.handouts.words import Outcomes
from symreparam.logic.verdict import Outcome
from symreparam.render.document import Math
from symreparam.render.markdown import blocks_markdown, escaped, words_markdown

_NONE: frozenset[str] = frozenset()


def markdown(
    handout: Handout, outcomes: Outcomes, *, key: bool, stem: str
) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The text, and the pictures as (file name, SVG). Raises HandoutError."""
    writer = Writer(handout, outcomes, key)
    figures: list[tuple[str, str]] = []
    pieces = head_markdown(handout, key)
    for part in writer.parts():
        if isinstance(part, str):
            pieces.append(part)
            continue
        block, found = part
        if isinstance(block, Picture):
            name = f"{stem}-{slug(block.name or str(len(figures) + 1))}.svg"
            figures.append((name, svg_text(block, found)))
            words = escaped(described(block, drawing(block, found)))
            pieces.append(f"![{words}]({name})\n\n{block.caption}".strip())
        elif isinstance(block, ClaimBlock):
            pieces += [fenced_claim(block), *writer.proofs(block, found)]
        else:
            pieces += writer.exercise(block, found)
    text = "\n\n".join(piece.strip("\n") for piece in pieces if piece.strip())
    return f"{text}\n", tuple(figures)


def head_markdown(handout: Handout, key: bool) -> list[str]:
    """Title, subtitle and names, where the head gives them."""
    head = handout.head
    pieces = [f"# {escaped(head.title)}"] if handout.titled else []
    pieces += [f"*{escaped(head.subtitle)}*"] if head.subtitle else []
    by = [escaped(each) for each in (head.author, head.date) if each]
    by += ["With solutions"] if key else []
    return [*pieces, ", ".join(by)] if by else pieces


def fenced_claim(block: ClaimBlock) -> str:
    """The block as it was typed, without its option lines."""
    return f"```{f'claim {block.name}'.strip()}\n{block.shown}\n```"


class Writer:
    """The parts of a handout in order, and its blocks as Markdown."""

    def __init__(self, handout: Handout, outcomes: Outcomes, key: bool) -> None:
        self.handout, self.outcomes, self.key = handout, outcomes, key
        self.exercises = 0

    def parts(self) -> list[str | tuple[Block, tuple[Outcome, ...]]]:
        """Prose as it stands in the source, and our own blocks with their outcomes. Every
        formula of the prose is read, so that all targets refuse the same."""
        lines = self.handout.text.split("\n")
        found: list[str | tuple[Block, tuple[Outcome, ...]]] = []
        at = 0
        for node in self.handout.tree.children:
            start, end = node.map or (at, at)
            block = self.handout.blocks.get(start + 1) if node.type == "fence" else None
            if block is None:
                prose_html(node, lambda _: None)
                continue
            found.append("\n".join(lines[at:start]))
            found.append((block, self.outcomes[start + 1]))
            at = end
        found.append("\n".join(lines[at:]))
        return [part for part in found if not isinstance(part, str) or part.strip()]

    def proofs(self, block: ClaimBlock, outcomes: tuple[Outcome, ...]) -> list[str]:
        """The goals of a block, one piece each."""
        pairs = zip(block.goals, outcomes, strict=True)
        goals = [shown_goal(*pair, key=self.key) for pair in pairs]
        return [
            goal_markdown(each[0]) if len(each) == 1 else _group_markdown(each)
            for each in groups(goals)
        ]

    def exercise(self, block: Exercise, outcomes: tuple[Outcome, ...]) -> list[str]:
        """Question and choices; the solution with the key."""
        self.exercises += 1
        found = answered(block, outcomes)
        rows = [f"- **{c.letter}.** {words_markdown(c.words, _NONE)}" for c in found.choices]
        pieces = [f"### Exercise {self.exercises}", block.ask, "\n".join(rows)]
        if self.key:
            right = next(c for c in found.choices if c.right)
            pieces += [f"**Solution: {right.letter}.**", goal_markdown(found.proof)]
            pieces += [
                f"**Not {letters}.** {words_markdown(words, _NONE)}"
                for letters, words in reasons(found)
            ]
        return pieces


def _group_markdown(group: Group) -> str:
    """Goals under one head, a list item each."""
    rows = [
        f"- {words_markdown((Math(formula(goal).layout),), goal.alike)} "
        f"(*{words_markdown(goal.word, goal.alike)}*)"
        for goal in group
    ]
    return "\n\n".join([blocks_markdown((head(group),), group[0].alike), "\n".join(rows)])


def goal_markdown(parts: Shown) -> str:
    """A goal: statement, verdict, proof, asides."""
    pieces = [blocks_markdown(parts.statement, parts.alike)]
    pieces.append(f"*{words_markdown(parts.word, parts.alike)}.*")
    if parts.proof:
        pieces += [blocks_markdown(parts.proof, parts.alike), "∎"]
    pieces += [blocks_markdown((aside,), parts.alike) for aside in parts.asides]
    return "\n\n".join(pieces)
