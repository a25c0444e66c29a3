"""Two densities told apart at every parameter value, by their logarithms at symbolic points."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sympy import Add, Expr, Integer, Matrix, Rational, Symbol, exp, expand, oo

from symreparam.derivation.builder import Builder
from symreparam.derivation.contrast import (
    combination_rows,
    inside,
    log_of,
    nonzero,
    spread,
)
from symreparam.families.members import quantile_of
from symreparam.logic.errors import RuleError
from symreparam.rules.contrast import contrast
from symreparam.terms.law import Law, Named

MOST_STATISTICS: Final = 6
MOST_SINGLE: Final = 10
Row = tuple[Expr, ...]


def differ_step(builder: Builder, law: Law, claimed: Law, marks: Row = ()) -> int:
    """A step Differs(law, claimed) by a contrast of log-densities. RuleError when none is found.

    `marks` are terms in parameters at which the densities may be worth comparing.
    """
    for i, mine in enumerate(law.pieces):
        for j, other in enumerate(claimed.pieces):
            if mine.region != other.region:
                continue
            for points, weights in _proposals(builder, mine.density, other.density, law, i, marks):
                try:
                    return _step(builder, law, claimed, (i, j), points, weights)
                except RuleError:
                    continue
    raise RuleError("apart.none", "no contrast tells the densities apart")


def _step(
    builder: Builder, law: Law, claimed: Law, index: tuple[int, int], points: Row, weights: Row
) -> int:
    densities = [one.pieces[k].density for one, k in zip((law, claimed), index, strict=True)]
    logs, premises = [], []
    for point in points:
        mine, other = (d.xreplace({law.variable: point}) for d in densities)
        logs.append(Add(log_of(builder, mine), -log_of(builder, other)))
    gap = contrast(weights, tuple(logs))
    premises.append(nonzero(builder, gap))
    for one, k in zip((law, claimed), index, strict=True):
        premises += inside(builder, one, k, points)
    for point, own in zip(points, logs, strict=True):
        mine, other = (d.xreplace({law.variable: point}) for d in densities)
        premises += [builder.sign_is(mine, "+"), builder.sign_is(other, "+")]
        premises.append(builder.equal(mine, other * exp(own)))
    args = (law, claimed, *index, points, weights, tuple(logs))
    return builder.add("differ-contrast", tuple(dict.fromkeys(premises)), args)


def _proposals(
    builder: Builder, mine: Expr, other: Expr, law: Law, index: int, marks: Row
) -> Iterator[tuple[Row, Row]]:
    _, low, high = law.pieces[index].region.bounds[0]
    points = spread(low, high)
    yield from _isolated(builder, mine, other, law.variable, points)
    one = (Integer(1),)
    for mark in tuple(dict.fromkeys((*marks, *points)))[:MOST_SINGLE]:
        yield (mark,), one


def _isolated(
    builder: Builder, mine: Expr, other: Expr, letter: Symbol, points: Row
) -> Iterator[tuple[Row, Row]]:
    """Weights that keep one statistic of the log-ratio and annihilate the others."""
    ratio = expand(Add(log_of(builder, mine), -log_of(builder, other)))
    stats: list[Expr] = [Integer(1)]
    for term in Add.make_args(ratio):
        _, statistic = term.as_independent(letter, as_Add=False)
        if statistic not in stats:
            stats.append(statistic)
    if len(stats) > MOST_STATISTICS:
        return
    for kept in stats[1:]:
        rows = combination_rows(tuple(s for s in stats if s != kept), letter, points)
        if rows is None:
            continue
        for vector in Matrix(rows).nullspace():
            used = [(p, w) for p, w in zip(points, vector, strict=True) if w != 0]
            yield tuple(p for p, _ in used), tuple(w for _, w in used)
            break


_QUARTERS: Final = (
    ((Rational(1, 2),), (Integer(1),)),
    ((Rational(3, 4), Rational(1, 4)), (Integer(1), Integer(-1))),
    ((Rational(3, 4),), (Integer(1),)),
    ((Rational(1, 4),), (Integer(1),)),
)


def differ_by_quantiles(builder: Builder, left: Named, right: Named) -> int:
    """A step Differs(left, right) by medians, interquartile ranges or quartiles. RuleError when
    these are not shown to differ."""
    for places, weights in _QUARTERS:
        sums = []
        for named in (left, right):
            values = tuple(quantile_of(named, place) for place in places)
            known = tuple(value for value in values if value is not None)
            if len(known) < len(values):
                raise RuleError("apart.quantile", named.family)
            sums.append(contrast(weights, known))
        try:
            apart = nonzero(builder, Add(sums[0], -sums[1]))
            return builder.add("differ-quantile", (apart,), (left, right, places, weights))
        except RuleError:
            continue
    raise RuleError("apart.quantile", "the quartiles are not shown to differ")


def marks_of(*laws: Law) -> Row:
    """Points at which a density bends or has its centre: zeros of what stands in it linearly."""
    found: dict[Expr, None] = {}
    for law in laws:
        for piece in law.pieces:
            for node in _nodes(piece.density):
                if not node.is_Add or not node.has(law.variable):
                    continue
                slope, rest = node.coeff(law.variable, 1), node.coeff(law.variable, 0)
                linear = expand(node - slope * law.variable - rest) == 0
                if linear and slope != 0 and not slope.has(law.variable) and not rest.has(oo):
                    found[-rest / slope] = None
    return tuple(found)


def _nodes(expr: Expr) -> Iterator[Expr]:
    stack, seen = [expr], set()
    while stack:
        term = stack.pop()
        if term not in seen:
            seen.add(term)
            yield term
            stack.extend(term.args)
