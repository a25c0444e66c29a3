"""Laid-out mathematics, the same for every target: what stands above, below and beside what.

A layout is plain data without meaning; `terms_layout` makes it from SymPy terms, and
`terms_text`'s twin `layout_text`, `layout_latex` and `mathml` print it. Ranks say how tightly a
layout binds, so that linear targets know where parentheses belong.
"""

from __future__ import annotations

from typing import Final, TypeAlias

from symreparam.terms.record import dataclass

RELATION: Final = 0
SUM: Final = 1
PRODUCT: Final = 2
POWER: Final = 3
ATOM: Final = 4


@dataclass(frozen=True, slots=True)
class Name:
    """A symbol, by the name that the claim gives it."""

    name: str


@dataclass(frozen=True, slots=True)
class Digits:
    """A non-negative number, in digits."""

    text: str


@dataclass(frozen=True, slots=True)
class Sign:
    """An operator, relation or constant sign, by its Unicode character."""

    char: str


@dataclass(frozen=True, slots=True)
class Word:
    """Upright letters in mathematics: the name of a function, `if`, `mass`."""

    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """Parts side by side; `rank` is how tightly the whole binds."""

    parts: tuple[Layout, ...]
    rank: int = RELATION


@dataclass(frozen=True, slots=True)
class Times:
    """Factors side by side, with a dot only where a target needs it (or `dot` asks for it)."""

    factors: tuple[Layout, ...]
    dot: bool = False


@dataclass(frozen=True, slots=True)
class Fraction:
    """A fraction with a bar."""

    top: Layout
    bottom: Layout


@dataclass(frozen=True, slots=True)
class Power:
    """A base with an exponent; the base carries its own parentheses."""

    base: Layout
    exponent: Layout


@dataclass(frozen=True, slots=True)
class Below:
    """A letter with an index below."""

    base: Layout
    index: Layout


@dataclass(frozen=True, slots=True)
class Prime:
    """A derivative's prime."""

    base: Layout


@dataclass(frozen=True, slots=True)
class Root:
    """A square root."""

    body: Layout


@dataclass(frozen=True, slots=True)
class Exp:
    """Euler's number to a power; a `tall` exponent stands in parentheses after exp."""

    exponent: Layout
    tall: bool = False


@dataclass(frozen=True, slots=True)
class Fenced:
    """A layout between delimiters."""

    body: Layout
    opening: str = "("
    closing: str = ")"


@dataclass(frozen=True, slots=True)
class Call:
    """A function applied to arguments."""

    head: Layout
    arguments: tuple[Layout, ...]


@dataclass(frozen=True, slots=True)
class Member:
    """A member of a family: `spoken` as in the claim language, `written` as in textbooks."""

    spoken: Call
    written: Layout


@dataclass(frozen=True, slots=True)
class Integral:
    """A definite integral, or with `discrete` a sum over the whole numbers between the ends."""

    lower: Layout
    upper: Layout
    integrand: Layout
    variable: Layout
    discrete: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """Values, each with the range in which it is taken."""

    rows: tuple[tuple[Layout, Layout], ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A matrix by its rows, of one length."""

    rows: tuple[tuple[Layout, ...], ...]


@dataclass(frozen=True, slots=True)
class Blank:
    """Room to write on, about so many letters wide: what a student copy hides."""

    letters: int


Layout: TypeAlias = (
    Name
    | Digits
    | Sign
    | Word
    | Row
    | Times
    | Fraction
    | Power
    | Below
    | Prime
    | Root
    | Exp
    | Fenced
    | Call
    | Member
    | Integral
    | Choice
    | Grid
    | Blank
)


COMMA: Final = Sign(",")


def rank(layout: Layout) -> int:
    """How tightly the layout binds."""
    match layout:
        case Row(_, binding):
            return binding
        case Times() | Fraction() | Integral():
            return PRODUCT
        case Power() | Exp():
            return POWER
        case Choice():
            return RELATION
    return ATOM


def fenced(layout: Layout, wanted: int) -> Layout:
    """The layout, in parentheses when it binds less tightly than wanted."""
    return layout if rank(layout) >= wanted else Fenced(layout)


def parts_of(layout: Layout) -> tuple[Layout, ...]:
    """The layouts directly inside, from left to right."""
    match layout:
        case Row(parts, _):
            return parts
        case Times(factors, _):
            return factors
        case Fraction(one, two) | Power(one, two) | Below(one, two):
            return (one, two)
        case Prime(body) | Root(body) | Exp(body) | Fenced(body):
            return (body,)
        case Call(head, arguments):
            return (head, *arguments)
        case Member(spoken, written):
            return (spoken, written)
        case Integral(lower, upper, integrand, letter, _):
            return (lower, upper, integrand, letter)
        case Choice(rows):
            return tuple(part for row in rows for part in row)
        case Grid(lines):
            return tuple(part for line in lines for part in line)
    return ()


def names_in(layout: Layout) -> set[str]:
    """Every symbol's name in the layout."""
    if isinstance(layout, Name):
        return {layout.name}
    return set().union(*map(names_in, parts_of(layout)))


def equation(*parts: Layout | str) -> Row:
    """A relation: strings are signs."""
    return Row(tuple(Sign(p) if isinstance(p, str) else p for p in parts))


def added(items: list[Layout]) -> Layout:
    """The items with plus signs between."""
    if len(items) == 1:
        return items[0]
    parts: list[Layout] = []
    for item in items:
        parts += [Sign("+"), item] if parts else [item]
    return Row(tuple(parts), SUM)


def listed(items: tuple[Layout, ...], last: Layout = COMMA) -> Layout:
    """The items with commas between them, and perhaps another sign before the last one."""
    found: list[Layout] = []
    for place, item in enumerate(items, start=1):
        mark = last if place == len(items) else COMMA
        found += [mark, item] if found else [item]
    return found[0] if len(found) == 1 else Row(tuple(found))
