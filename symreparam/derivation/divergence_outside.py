"""Infinite divergences: the first law lives where the second does not."""

from __future__ import annotations

from itertools import combinations, product

from sympy import (
    Expr,
    Integer,
    Max,
    Min,
    Rational,
    oo,
)

from symreparam.derivation.builder import Builder
from symreparam.logic.errors import RuleError
from symreparam.terms.law import Lattice, Law, Piece
from symreparam.terms.region import Region, interval
from symreparam.terms.scope import Relation, is_whole


def outside_step(builder: Builder, given: int, second: int, mine: Law, other: Law) -> int | None:
    """The step that the first law lives where the second does not, if it is found."""
    for point, mass, inside in _points(mine, other):
        try:
            known = [builder.sign_is(mass, "+"), *within(builder, point, inside)]
            known += _beyond(builder, point, other)
            premises = (given, second, *dict.fromkeys(known))
            return builder.add("divergence-outside-mass", premises, (point,))
        except RuleError:
            continue
    for piece in mine.pieces:
        for low, high in _spans(piece.region, other):
            try:
                return _apart(builder, given, second, piece, other, low, high)
            except RuleError:
                continue
    return None


def _points(mine: Law, other: Law) -> list[tuple[Expr, Expr, Lattice | None]]:
    """Numbers to which the first law may give mass and the second none, with the first's mass."""
    listed = [a.point for a in other.atoms if a.mass != 0]
    smooth = not other.atoms and not other.lattices
    found: list[tuple[Expr, Expr, Lattice | None]] = [
        (a.point, a.mass, None)
        for a in mine.atoms
        if (a.point.is_Rational or smooth) and a.point not in listed and a.mass != 0
    ]
    for lattice in mine.lattices:
        near = [e for each in other.lattices for e in (each.lower - 1, each.upper + 1)]
        near += [p + 1 for p in listed] + [p - 1 for p in listed] + [lattice.lower, lattice.upper]
        for point in dict.fromkeys(near):
            if is_whole(point) and point not in listed:
                found.append((point, lattice.mass.xreplace({lattice.index: point}), lattice))
    return found


def within(builder: Builder, point: Expr, lattice: Lattice | None) -> list[int]:
    """Steps that the point lies between the lattice's ends. Raises RuleError."""
    if lattice is None:
        return []
    ends = ((lattice.lower, point), (point, lattice.upper))
    return [builder.holds(Relation(a, "<=", b)) for a, b in ends if a != b and a != -oo and b != oo]


def _beyond(builder: Builder, point: Expr, other: Law) -> list[int]:
    """That the point lies in no lattice of the second law, where it could."""
    found: list[int] = []
    for lattice in other.lattices if is_whole(point) else ():
        try:
            found.append(builder.holds(Relation(point, "<", lattice.lower)))
        except RuleError:
            found.append(builder.holds(Relation(lattice.upper, "<", point)))
    return found


def _apart(
    builder: Builder, given: int, second: int, piece: Piece, other: Law, low: Expr, high: Expr
) -> int:
    region = interval(piece.region.variables[0], low, high)
    rest = [builder.holds(Relation(low, "<", high))]
    rest += contained(builder, region, piece.region)
    rest.append(builder.sign_is(piece.density, "+", region))
    for each in other.pieces:
        _, start, end = each.region.bounds[0]
        rest += _beside(builder, (low, high), (start, end))
    return builder.add("divergence-outside", (given, second, *rest), (region,))


def _beside(builder: Builder, one: tuple[Expr, Expr], other: tuple[Expr, Expr]) -> list[int]:
    error: RuleError | None = None
    for a, b in ((other[1], one[0]), (one[1], other[0])):
        if a == b:
            return []
        if a == oo or b == -oo:
            continue
        try:
            return [builder.holds(Relation(a, "<=", b))]
        except RuleError as failed:
            error = failed
    raise error or RuleError("divergence.outside", "the second law lives everywhere")


def _spans(region: Region, other: Law) -> list[tuple[Expr, Expr]]:
    """Intervals beside the ends of the second law's support, and inside the first's."""
    _, low, high = region.bounds[0]
    ends = {low, high} - {oo, -oo}
    for piece in other.pieces:
        ends |= set(piece.region.bounds[0][1:]) - {oo, -oo}
    points = sorted(ends, key=str)
    found = [(a, b) for a, b in product(points, points) if a != b]
    for a in points:
        found += [(a, a + 1), (a - 1, a), (a, a + Rational(1, 2))]
    for a, b in combinations(points, 2):
        found += [(Max(a, b), Max(a, b) + 1), (Min(a, b) - 1, Min(a, b))]
        if low != -oo and low not in (a, b):
            found.append((low, low + _less((a - low, b - low))))
        if high != oo and high not in (a, b):
            found.append((high - _less((high - a, high - b)), high))
    found = [(a, b) for a, b in found if a != -oo and b != oo]
    return found or [(Integer(0), Integer(1))]


def _less(gaps: tuple[Expr, Expr]) -> Expr:
    """A number below two positive ones, without a case: u v/(u + v)."""
    return gaps[0] * gaps[1] / (gaps[0] + gaps[1])


def contained(builder: Builder, inner: Region, outer: Region) -> tuple[int, ...]:
    """Steps that the first interval lies in the second. Raises RuleError."""
    (_, low, high), (_, lower, upper) = inner.bounds[0], outer.bounds[0]
    return tuple(
        builder.holds(Relation(a, "<=", b))
        for a, b in ((lower, low), (high, upper))
        if a != b and a != -oo and b != oo
    )
