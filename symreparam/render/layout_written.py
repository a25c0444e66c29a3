"""Layouts as textbooks set them, where the claim language has one line of plain letters.

The text target keeps the claim language's own form, which can be typed again.
"""

from __future__ import annotations

from typing import Final

from symreparam.render.layout import (
    ATOM,
    POWER,
    RELATION,
    SUM,
    Call,
    Digits,
    Fraction,
    Layout,
    Row,
    Sign,
    Times,
    Word,
    fenced,
)

THIN: Final = "\u2009"
"""A thin space, as a sign."""


def as_written(layout: Layout, *, inline: bool) -> Layout:
    """`grad(mu, E(..))` as a partial derivative, `KL(X, N(0, 1))` with two bars between, and in a
    line of words `1/c e^..` as `e^../c`; any other layout as it is."""
    match layout:
        case Call(Word("grad"), (parameter, body)):
            slope = Fraction(Sign("∂"), Row((Sign("∂"), parameter), POWER))
            # what is differentiated ends where its parentheses end, and a product goes on after
            # those of the whole
            body = body if isinstance(body, Call) else fenced(body, ATOM)
            return Row((slope, Sign(THIN), body), SUM)
        case Call(Word("KL"), (first, second)):
            return Call(Word("KL"), (Row((first, Sign("∥"), second), RELATION),))
        case Times((Fraction(top, bottom), *rest), dot) if inline and rest:
            kept = rest if top == Digits("1") else [top, *rest]
            above = kept[0] if len(kept) == 1 else Times(tuple(kept), dot)
            return Fraction(above, bottom)
    return layout
