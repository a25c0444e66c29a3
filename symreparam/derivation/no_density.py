"""Where a claimed density is certainly none: negative, or without a real value, on an interval."""

from __future__ import annotations

from collections.abc import Iterator

from sympy import Expr, Rational, Symbol, oo

from symreparam.decide.ball import enclose
from symreparam.decide.real import necessary
from symreparam.derivation.builder import Builder
from symreparam.logic.errors import RuleError
from symreparam.terms.law import Law
from symreparam.terms.region import interval
from symreparam.terms.scope import Relation

WIDTH = Rational(1, 64)


def no_density_step(builder: Builder, law: Law) -> int:
    """A step NoLaw(law). Raises RuleError when no such interval is found."""
    for index, piece in enumerate(law.pieces):
        _, lower, upper = piece.region.bounds[0]
        for term in dict.fromkeys((*necessary(piece.density), piece.density)):
            for low, high in _negative(term, law.variable, lower, upper):
                try:
                    return _step(builder, law, index, term, (low, high))
                except RuleError:
                    continue
    raise RuleError("no-density.none", "no interval was found on which the density is none")


def _step(builder: Builder, law: Law, index: int, term: Expr, ends: tuple[Expr, Expr]) -> int:
    low, high = ends
    _, lower, upper = law.pieces[index].region.bounds[0]
    premises = [builder.holds(Relation(low, "<", high))]
    premises += [builder.holds(Relation(lower, "<=", low))] if lower != -oo else []
    premises += [builder.holds(Relation(high, "<=", upper))] if upper != oo else []
    region = interval(law.variable, low, high)
    premises.append(builder.sign_is(term, "-", region))
    return builder.add("no-density", tuple(premises), (law, index, region, term))


def _negative(
    term: Expr, variable: Symbol, lower: Expr, upper: Expr
) -> Iterator[tuple[Expr, Expr]]:
    """Short intervals in (lower, upper) around points at which the term is certainly negative."""
    for mark, width in _marks(lower, upper):
        ball = enclose(term.xreplace({variable: mark}), {}, 64)
        if ball is not None and ball < 0:
            yield mark - width, mark + width


def _marks(lower: Expr, upper: Expr) -> list[tuple[Expr, Expr]]:
    parts = [Rational(k, 16) for k in (1, 3, 6, 8, 11, 14, 15)]
    if lower != -oo and upper != oo:
        width = (upper - lower) * WIDTH
        return [(lower + (upper - lower) * part, width) for part in parts]
    steps = [Rational(1, 9), Rational(1, 2), Rational(6, 5), Rational(3), Rational(9)]
    if lower != -oo:
        return [(lower + step, step * WIDTH) for step in steps]
    if upper != oo:
        return [(upper - step, step * WIDTH) for step in steps]
    return [(way * step, step * WIDTH) for step in steps for way in (1, -1)]
