"""A derived law with the pieces over one region added, and equal neighbours joined.

The change of variables gives a piece for each branch; a reader wants one for each interval.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable

from sympy import Add, Expr

from symreparam.decide.answer import Context, Proved
from symreparam.decide.zero import equal
from symreparam.derivation.branch import NoInverse
from symreparam.derivation.builder import Builder, law_step
from symreparam.derivation.lattices import standardised
from symreparam.derivation.matching import break_points, same_law_step
from symreparam.logic.errors import RuleError
from symreparam.terms.law import Atom, Law, Piece
from symreparam.terms.region import NUMBERS, interval

MOST_PIECES = 64


def merged(builder: Builder, law: Law) -> Law:
    """The same measure in fewer pieces; the law itself where the order of its ends is open.

    Nothing is proved by this: `same_law_step` proves it afterwards.
    """
    if law.lattices:
        law = standardised(builder, law).law
    if len(law.pieces) + len(law.atoms) < 2 or len(law.pieces) > MOST_PIECES:
        return law
    try:
        points = break_points(builder, law, Law(law.variable), [])
        pieces = _joined(builder, law, points)
        return Law(law.variable, pieces, _masses(builder, law), law.lattices)
    except (RuleError, NoInverse):
        return law


def merged_step(builder: Builder, index: int) -> int:
    """The law of step `index` in fewer pieces, with its proof; the step itself when it has few."""
    law = law_step(builder, index).law
    if not isinstance(law, Law):
        return index
    fewer = merged(builder, law)
    if fewer == law:
        return index
    try:
        return builder.add("rewrite-law", (index, same_law_step(builder, law, fewer)))
    except (RuleError, NoInverse):
        return index


def _joined(builder: Builder, law: Law, points: tuple[Expr, ...]) -> tuple[Piece, ...]:
    def same_point(one: Expr, two: Expr) -> bool:
        return one == two or _equal(builder, one, two)

    found: list[Piece] = []
    for low, high in itertools.pairwise(points):
        total = _total(law, points, low, same_point)
        if total == 0:
            continue
        if found and found[-1].region.bounds[0][2] == low:
            before = found[-1]
            if _same_density(builder, before, total, low, high):
                wider = interval(law.variable, before.region.bounds[0][1], high)
                found[-1] = Piece(wider, before.density)
                continue
        found.append(Piece(interval(law.variable, low, high), total))
    return tuple(found)


def _total(
    law: Law, points: tuple[Expr, ...], low: Expr, same: Callable[[Expr, Expr], bool]
) -> Expr:
    """The sum of the densities on the cell that begins at `low`."""
    place = points.index(low)
    parts = []
    for piece in law.pieces:
        ends = [
            next(k for k, point in enumerate(points) if same(end, point))
            for end in piece.region.bounds[0][1:]
        ]
        if ends[0] <= place < ends[1]:
            parts.append(piece.density)
    return Add(*parts)


def _same_density(builder: Builder, before: Piece, total: Expr, low: Expr, high: Expr) -> bool:
    """Whether the piece's formula is the density on the next cell too."""
    if before.density == total:
        return True
    letter = before.region.variables[0]
    here = interval(letter, low, high)
    answer = equal(before.density, total, Context(builder.setting.scope, here))
    return isinstance(answer, Proved)


def _equal(builder: Builder, one: Expr, two: Expr) -> bool:
    if one.is_infinite or two.is_infinite or (one.is_Rational and two.is_Rational):
        return False
    answer = equal(one, two, Context(builder.setting.scope, NUMBERS))
    return isinstance(answer, Proved) and not answer.divisors


def _masses(builder: Builder, law: Law) -> tuple[Atom, ...]:
    found: list[Atom] = []
    for atom in law.atoms:
        for place, other in enumerate(found):
            if other.point == atom.point or _equal(builder, other.point, atom.point):
                found[place] = Atom(other.point, other.mass + atom.mass)
                break
        else:
            found.append(atom)
    return tuple(found)
