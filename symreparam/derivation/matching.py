"""Two explicit laws are one measure: break points in order, equal densities cell by cell."""

from __future__ import annotations

import itertools

from sympy import Add, Expr, oo

from symreparam.decide.answer import Context, Proved
from symreparam.decide.sign import holds
from symreparam.decide.zero import equal
from symreparam.derivation.builder import Builder
from symreparam.logic.errors import RuleError
from symreparam.terms.law import Lattice, Law
from symreparam.terms.region import NUMBERS, Region, interval
from symreparam.terms.scope import Relation


def same_law_step(builder: Builder, left: Law, right: Law) -> int:
    """A step SameLaw(left, right), or RuleError naming what does not match."""
    premises: list[int] = []
    points = break_points(builder, left, right, premises)
    premises += order_steps(builder, points)
    for index in range(len(points) - 1):
        parts = [_live_on(builder, law, points, index) for law in (left, right)]
        sums = [Add(*densities) for densities in parts]
        letter = left.variable if left.pieces else right.variable
        cell = interval(letter, points[index], points[index + 1])
        premises += _not_negative(builder, parts[1], cell)
        if sums[0] != sums[1]:
            premises.append(builder.equal(sums[0], sums[1], cell))
    premises += _masses(builder, left, right)
    premises += _lattices(builder, left, right)
    return builder.add("same-law", tuple(dict.fromkeys(premises)), (left, right, points))


def order_steps(builder: Builder, points: tuple[Expr, ...]) -> list[int]:
    """Steps for the order of break points; infinite ends need none."""
    return [
        builder.holds(Relation(low, "<", high))
        for low, high in itertools.pairwise(points)
        if low != -oo and high != oo
    ]


def _lattices(builder: Builder, left: Law, right: Law) -> list[int]:
    """Steps for equal ranges and points of lattices, and for equal sums of their masses."""
    premises: list[int] = []
    groups: list[tuple[Lattice, tuple[list[Expr], list[Expr]]]] = []
    for side, law in enumerate((left, right)):
        for each in law.lattices:
            group = next((g for g in groups if _together(builder, each, g[0], premises)), None)
            if group is None:
                group = (each, ([], []))
                groups.append(group)
            group[1][side].append(each.moved({each.index: group[0].index}).mass)
    for first, (mine, theirs) in groups:
        ours, other = Add(*mine), Add(*theirs)
        premises += _not_negative(builder, theirs, first.range)
        if ours != other:
            premises.append(builder.equal(ours, other, first.range))
    return premises


def _together(builder: Builder, each: Lattice, first: Lattice, premises: list[int]) -> bool:
    """Whether two lattices have the same points; equalities are added to the premises."""
    moved = each.moved({each.index: first.index})
    found: list[int] = []
    pairs = [(moved.lower, first.lower, NUMBERS), (moved.upper, first.upper, NUMBERS)]
    for one, two, over in (*pairs, (moved.point, first.point, first.range)):
        if one == two:
            continue
        if one in (oo, -oo) or two in (oo, -oo):
            return False
        try:
            found.append(builder.equal(one, two, over))
        except RuleError:
            return False
    premises += found
    return True


def _masses(builder: Builder, left: Law, right: Law) -> list[int]:
    """Steps for equal points and for equal sums of the masses at each point."""
    premises: list[int] = []
    groups: dict[Expr, tuple[list[Expr], list[Expr]]] = {}
    for side, law in enumerate((left, right)):
        for atom in law.atoms:
            place = _known_point(builder, atom.point, tuple(groups), premises)
            groups.setdefault(place, ([], []))[side].append(atom.mass)
    for mine, theirs in groups.values():
        ours, other = Add(*mine), Add(*theirs)
        premises += _not_negative(builder, theirs, NUMBERS)
        if ours != other:
            premises.append(builder.equal(ours, other))
    return premises


def _known_point(
    builder: Builder, point: Expr, known: tuple[Expr, ...], premises: list[int]
) -> Expr:
    """The earlier point that this one equals, by a step of its own; else the point itself."""
    if point in known:
        return point
    context = Context(builder.setting.scope, NUMBERS)
    for other in known:
        if point.is_Rational and other.is_Rational:
            continue
        answer = equal(point, other, context)
        if isinstance(answer, Proved) and not answer.divisors:
            premises.append(builder.equal(point, other))
            return other
    return point


def break_points(
    builder: Builder, left: Law, right: Law, premises: list[int]
) -> tuple[Expr, ...]:
    """All ends in increasing order; equal ones once, with the equality added to the premises."""
    context = Context(builder.setting.scope, NUMBERS)
    points: list[Expr] = []
    for law in (left, right):
        for piece in law.pieces:
            for end in piece.region.bounds[0][1:]:
                _place(builder, end, points, premises, context)
    return tuple(points)


def _place(
    builder: Builder, end: Expr, points: list[Expr], premises: list[int], context: Context
) -> None:
    if end in points:
        return
    for index, point in enumerate(points):
        if isinstance(holds(Relation(end, "<", point), context), Proved):
            points.insert(index, end)
            return
        if end not in (oo, -oo) and point not in (oo, -oo):
            answer = equal(end, point, context)
            if isinstance(answer, Proved) and not answer.divisors:
                premises.append(builder.equal(end, point))
                return
        if not isinstance(holds(Relation(point, "<", end), context), Proved):
            raise RuleError("matching.order", f"{end} against {point}")
    points.append(end)


def _not_negative(builder: Builder, parts: list[Expr], over: Region) -> list[int]:
    """Steps for the signs of several densities or masses in one place."""
    asked = [part for part in parts if not (part.is_Rational and part >= 0)]
    return [builder.sign_is(part, ">=", over) for part in asked] if len(parts) > 1 else []


def _live_on(
    builder: Builder, law: Law, points: tuple[Expr, ...], cell: int
) -> list[Expr]:
    total = []
    for piece in law.pieces:
        _, lower, upper = piece.region.bounds[0]
        first, last = _index(builder, lower, points), _index(builder, upper, points)
        if first <= cell < last:
            total.append(piece.density)
    return total


def _index(builder: Builder, end: Expr, points: tuple[Expr, ...]) -> int:
    if end in points:
        return points.index(end)
    context = Context(builder.setting.scope, NUMBERS)
    for index, point in enumerate(points):
        if point not in (oo, -oo) and isinstance(equal(end, point, context), Proved):
            return index
    raise RuleError("matching.end", str(end))
