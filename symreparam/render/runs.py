"""Sums, products and extremes over the indices of a vector, as they are written."""

from __future__ import annotations

from sympy import Expr, Symbol

from symreparam.logic.judgement import Total
from symreparam.render.layout import Call, Integral, Layout, Name, Word, equation
from symreparam.render.terms_layout import Typesetter


def total_layouts(
    setter: Typesetter, totals: tuple[Total, ...], size: Expr
) -> dict[Symbol, Layout]:
    """What the letters of totals stand for, over so many indices."""
    return {t.letter: fold_layout(setter, t.kind, t.term, size) for t in totals}


def fold_layout(setter: Typesetter, kind: str, body: Expr, size: Expr, index: str = "i") -> Layout:
    """The sum of the body over i = 1, .., size; products and extremes likewise. With the size n - 1
    it is over i = 2, .., n: one index stands apart."""
    first, end = indices_of(size)
    inner, last, low = setter.term(body), setter.term(end), Word(str(first))
    if kind == "sum":
        return Integral(low, last, inner, Name(index), discrete=True)
    return Call(Word(kind), (inner, equation(Name(index), "=", low, Word(".."), last)))


def indices_of(size: Expr) -> tuple[int, Expr]:
    """The first and the last of so many indices: 1 and n, or 2 and n for n - 1 of them."""
    less, symbol = size.as_coeff_Add()
    return (2, symbol) if less == -1 and isinstance(symbol, Symbol) else (1, size)
