"""Layouts as one line of Unicode text, with parentheses where the line needs them."""

from __future__ import annotations

from typing import Final

from symreparam.render.layout import (
    ATOM,
    POWER,
    PRODUCT,
    Below,
    Blank,
    Call,
    Choice,
    Digits,
    Exp,
    Fenced,
    Fraction,
    Grid,
    Integral,
    Layout,
    Member,
    Name,
    Power,
    Prime,
    Root,
    Row,
    Sign,
    Times,
    Word,
    parts_of,
    rank,
)
from symreparam.render.names import GREEK, plain, shown

_RAISED: Final = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
_SPACED: Final = frozenset(("+", "-", "=", "<", ">", "≤", "≥", "≠", "~", "∈", "→", "↦", ":="))


def line(layout: Layout, alike: frozenset[str] = frozenset()) -> str:
    """The layout in one line; names in `alike` are written verbatim."""
    return _Line(alike).text(layout)


class _Line:
    def __init__(self, alike: frozenset[str]) -> None:
        self.alike = alike

    def text(self, layout: Layout) -> str:
        match layout:
            case Name(name):
                return self.name(name)
            case Digits(text) | Word(text) | Sign(text):
                return text
            case Row(parts, _):
                return self._row(parts)
            case Times(factors, dot):
                return self._times(factors, dot)
            case Fraction(top, bottom):
                return f"{self._at(top, PRODUCT)}/{self._at(bottom, POWER)}"
            case Power(base, exponent):
                return self._power(self._at(base, ATOM), exponent)
            case Below(base, index):
                return f"{self.text(base)}_{self.text(index)}"
            case Prime(base):
                return f"{self.text(base)}'"
            case Root(body):
                single = isinstance(body, Name | Digits | Sign)
                return f"√{self.text(body) if single else self._in(body)}"
            case Exp(exponent, _):
                return f"exp{self._in(exponent)}"
            case Fenced(body, opening, closing):
                return f"{opening}{self.text(body)}{closing}"
            case Call(head, arguments):
                return f"{self.text(head)}({', '.join(map(self.text, arguments))})"
            case Blank(letters):
                return "_" * letters
            case Member(spoken, _):
                return self.text(spoken)
            case Integral(lower, upper, integrand, letter, True):
                ends = f"from {self.text(lower)} to {self.text(upper)}"
                return f"∑ {self.text(integrand)} over {self.text(letter)} {ends}"
            case Integral(lower, upper, integrand, letter, _):
                ends = f"from {self.text(lower)} to {self.text(upper)}"
                return f"∫ {self.text(integrand)} d{self.text(letter)} {ends}"
            case Choice(rows):
                cases = any(Word("if") in parts_of(where) for _, where in rows)
                return ("; " if cases else ", ").join(map(self._choice, rows))
            case Grid(lines):
                rows_of = (f"({', '.join(map(self.text, row))})" for row in lines)
                return f"({', '.join(rows_of)})"
        raise TypeError(type(layout).__name__)

    def _choice(self, row: tuple[Layout, Layout]) -> str:
        """`1/2 for t > 0`; a place that begins with a word (`at 0`) needs no `for`."""
        value, where = row
        worded = isinstance(where, Row) and isinstance(where.parts[0], Word)
        return f"{self.text(value)}{' ' if worded else ' for '}{self.text(where)}"

    def name(self, name: str) -> str:
        form = shown(name, self.alike)
        if form.verbatim:
            return plain(form.word)
        word = GREEK[form.word][0] if form.word in GREEK else form.word
        return word + (f"_{form.index}" if form.index else "")

    def _in(self, body: Layout) -> str:
        return f"({self.text(body)})"

    def _at(self, layout: Layout, wanted: int) -> str:
        text = self.text(layout)
        # a fraction's bar is a slash here: it binds like a product
        return text if rank(layout) >= wanted else f"({text})"

    def _row(self, parts: tuple[Layout, ...]) -> str:
        text = ""
        for index, part in enumerate(parts):
            piece = self.text(part)
            if isinstance(part, Sign) and piece in _SPACED and index > 0:
                text = f"{text.rstrip()} {piece} "
            elif isinstance(part, Sign) and piece == ",":
                text += ", "
            elif isinstance(part, Word):
                text = f"{text.rstrip()} {piece} ".lstrip()
            else:
                text += piece
        return text.rstrip()

    def _power(self, base: str, exponent: Layout) -> str:
        raised = self.text(exponent)
        if raised.lstrip("-").isdigit():
            return base + raised.translate(_RAISED)
        return f"{base}^{raised if rank(exponent) >= ATOM else f'({raised})'}"

    def _times(self, factors: tuple[Layout, ...], dot: bool) -> str:
        text, before = "", None
        for factor in factors:
            piece = self._at(factor, PRODUCT)
            if before is None:
                text = piece
            elif dot or isinstance(before, Fraction) or isinstance(factor, Fraction):
                text += f" · {piece}"
            elif isinstance(before, Digits) and not piece[0].isdigit():
                text += piece
            else:
                text += f"·{piece}"
            before = factor
        return text
