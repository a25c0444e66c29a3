"""About how wide a layout is, in letters: enough to choose a size or a line break."""

from __future__ import annotations

from symreparam.render.layout import (
    Below,
    Blank,
    Call,
    Choice,
    Digits,
    Exp,
    Fraction,
    Grid,
    Integral,
    Layout,
    Member,
    Name,
    Power,
    Sign,
    Word,
    parts_of,
)
from symreparam.render.names import GREEK, shown

_SMALL = 0.75


def width(layout: Layout) -> float:
    """The width in letters of displayed size, on the generous side."""
    match layout:
        case Name(name):
            form = shown(name)
            word = 1.2 if form.word in GREEK else 1.1 * len(form.word)
            return word + _SMALL * len(form.index)
        case Digits(text) | Word(text):
            return 1.05 * len(text) + 0.3
        case Blank(letters):
            return float(letters)
        case Sign(char):
            return 1.0 if char == "," else 2.2
        case Fraction(top, bottom):
            return max(width(top), width(bottom)) + 0.5
        case Power(base, exponent):
            return width(base) + _SMALL * width(exponent)
        case Below(base, index):
            return width(base) + _SMALL * width(index)
        case Exp(exponent, tall):
            return width(exponent) + 5 if tall else _SMALL * width(exponent) + 1
        case Member(_, written):
            return width(written)
        case Choice(rows):
            return max(width(value) + width(where) for value, where in rows) + 5
        case Grid(lines):
            columns = zip(*lines, strict=True)
            return sum(max(map(width, column)) + 1.5 for column in columns) + 2
        case Integral(lower, upper, integrand, letter, _):
            ends = max(width(lower), width(upper)) * _SMALL
            return 2 + ends + width(integrand) + 1.5 + width(letter)
        case Call(_, arguments):
            return sum(map(width, parts_of(layout))) + 1.5 + len(arguments)
    return sum(map(width, parts_of(layout))) + 1.5
