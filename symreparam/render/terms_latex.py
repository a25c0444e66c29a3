"""Terms, laws and ranges as LaTeX, one function each; documents print whole trees by `latex`."""

from __future__ import annotations

from sympy import Expr, Symbol

from symreparam.render.laws_layout import law_layout, relation_layout, span_layout
from symreparam.render.layout_latex import latex, name_latex
from symreparam.render.terms_layout import Typesetter
from symreparam.terms.law import AnyLaw
from symreparam.terms.scope import Relation


def symbol_latex(symbol: Symbol) -> str:
    r"""`sigma` is \sigma, `x_1` is x_{1}, `eps` is \varepsilon; other words stand upright."""
    return name_latex(str(symbol.name))


def term_latex(expr: Expr) -> str:
    """The term as LaTeX math, densities in textbook form."""
    return latex(Typesetter().term(expr))


def law_latex(law: AnyLaw) -> str:
    """A member as textbooks write it, or the density's values with their ranges."""
    return latex(law_layout(Typesetter(), law))


def range_latex(variable: Symbol, low: Expr, high: Expr) -> str:
    r"""`0 < t < 1`, `t \in \mathbb{R}`."""
    return latex(span_layout(Typesetter(), variable, low, high))


def relation_latex(relation: Relation) -> str:
    r"""`\sigma > 0`."""
    return latex(relation_layout(Typesetter(), relation))
