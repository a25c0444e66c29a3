"""The neutral document tree that every target prints: blocks of words and laid-out mathematics."""

from __future__ import annotations

from typing import TypeAlias

from symreparam.render.layout import Layout, names_in
from symreparam.render.names import look_alikes
from symreparam.terms.record import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """Words, not yet escaped for any target."""

    text: str


@dataclass(frozen=True, slots=True)
class Math:
    """Mathematics in a line of words."""

    layout: Layout


@dataclass(frozen=True, slots=True)
class Code:
    """Claim-language text in a line of words, verbatim."""

    text: str


Inline: TypeAlias = Text | Math | Code
Words: TypeAlias = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words; a `lead` such as `Proof.` stands before them."""

    words: Words
    lead: Words = ()


@dataclass(frozen=True, slots=True)
class Equation:
    """One line of a display: `left sign right`; without `left` it goes on from the line before."""

    left: Layout | None
    sign: str
    right: Layout
    where: Layout | None = None


@dataclass(frozen=True, slots=True)
class Display:
    """Displayed lines, aligned at their signs."""

    lines: tuple[Equation, ...]


@dataclass(frozen=True, slots=True)
class Formula:
    """One displayed formula."""

    layout: Layout


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a part (level 1) or of a case in it (level 2)."""

    words: Words
    level: int = 1


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    items: tuple[Words, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a row of heads."""

    head: tuple[Words, ...]
    rows: tuple[tuple[Words, ...], ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """Verbatim lines: a claim block, a message with its caret."""

    text: str


@dataclass(frozen=True, slots=True)
class Aside:
    """What supports the main text and may be skipped."""

    title: Words
    blocks: tuple[Block, ...]


Block: TypeAlias = Paragraph | Display | Formula | Heading | Items | Table | Listing | Aside


@dataclass(frozen=True, slots=True)
class Document:
    """A verdict (one word) with the goal as it was typed, and the blocks."""

    verdict: str
    goal: str
    blocks: tuple[Block, ...]

    @property
    def alike(self) -> frozenset[str]:
        """Names of symbols that must be written verbatim to be told apart."""
        return look_alikes(set().union(*(_names(block) for block in self.blocks)))


def _in_words(words: Words) -> set[str]:
    return set().union(*(names_in(w.layout) for w in words if isinstance(w, Math)))


def _names(block: Block) -> set[str]:
    match block:
        case Paragraph(words, lead):
            return _in_words(words) | _in_words(lead)
        case Heading(words, _):
            return _in_words(words)
        case Display(lines):
            layouts = [part for e in lines for part in (e.left, e.right, e.where) if part]
            return set().union(*map(names_in, layouts))
        case Formula(layout):
            return names_in(layout)
        case Items(items, _):
            return set().union(*map(_in_words, items))
        case Table(head, rows):
            return set().union(*(_in_words(cell) for row in (head, *rows) for cell in row))
        case Aside(title, blocks):
            return _in_words(title).union(*map(_names, blocks))
    return set()
