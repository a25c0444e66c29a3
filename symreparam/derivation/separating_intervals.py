"""Intervals on which two densities may be shown to differ: numbers suggest them, rules prove."""

from __future__ import annotations

from itertools import pairwise
from math import ceil, log10

from sympy import Expr, Rational, oo

from symreparam.decide.ball import enclose
from symreparam.terms.law import Law

# the relative gap of densities that differ visibly, and stay apart on an interval
_CLEAR = 0.1


def separating_intervals(law: Law, claimed: Law) -> list[tuple[Expr, Expr]]:
    """Short rational intervals: first where the densities are high and clearly apart, as one would
    show it, then those with the widest relative gap."""
    ends = sorted({end for one in (law, claimed) for end in _finite_ends(one)})
    scored: list[tuple[float, int, tuple[Expr, Expr]]] = []
    seen: list[tuple[float, int, tuple[Expr, Expr]]] = []
    for mark in _marks(ends):
        width = min([*(abs(mark - end) / 16 for end in ends), Rational(1, 100)])
        relative, distance = _gap(law, claimed, mark)
        if relative > 0:
            pair = (mark - width, mark + width)
            scored.append((-relative - min(distance, 1.0), len(scored), pair))
            if relative >= _CLEAR:
                seen.append((-distance, len(scored), pair))
    scored.sort()
    widest = [pair for _, _, pair in scored[:6]]
    intervals = list(dict.fromkeys([pair for _, _, pair in sorted(seen)[:2]] + widest))
    finer = [_narrow(pair, 64) for pair in intervals[:3]]
    for score, _, pair in scored[:1]:
        # nearly equal densities stay apart only on an interval shorter than their relative gap
        needed = ceil(-log10(-score)) + 2
        finer += [_narrow(pair, 10**power) for power in sorted({6, 12, 20, max(needed, 20)})]
    return [*intervals, *finer]


def _marks(ends: list[Expr]) -> list[Expr]:
    """Points near the ends and between them, none of them an end."""
    marks: list[Expr] = []
    anchors: list[Expr] = ends or [Rational(0)]
    for end in anchors:
        for step in (Rational(1, 7), Rational(1, 2), Rational(6, 5), Rational(3), Rational(8)):
            marks += [end + step, end - step]
    for a, b in pairwise(anchors):
        marks += [a + (b - a) * part for part in (Rational(1, 9), Rational(1, 2), Rational(8, 9))]
    return [mark for mark in dict.fromkeys(marks) if mark not in ends]


def _narrow(pair: tuple[Expr, Expr], factor: int) -> tuple[Expr, Expr]:
    middle, half = (pair[0] + pair[1]) / 2, (pair[1] - pair[0]) / 2
    return middle - half / factor, middle + half / factor


def _finite_ends(law: Law) -> list[Expr]:
    """Rational stand-ins for the finite ends of the pieces."""
    found = []
    for piece in law.pieces:
        for end in piece.region.bounds[0][1:]:
            if end in (oo, -oo):
                continue
            ball = enclose(end, {}, 64)
            if ball is not None:
                found.append(end if end.is_Rational else _rational(ball))
    return found


def _rational(ball: object) -> Expr:
    middle = ball.mid().fmpq()  # type: ignore[attr-defined]
    return Rational(int(middle.p), int(middle.q))


def _gap(law: Law, claimed: Law, mark: Expr) -> tuple[float, float]:
    """The relative gap of the two densities at a point and their distance; 0 when nothing certain
    is known."""
    values = []
    for one in (law, claimed):
        total: Expr = Rational(0)
        for piece in one.pieces:
            _, lower, upper = piece.region.bounds[0]
            if _between(lower, mark) and _between(mark, upper):
                total = total + piece.density.xreplace({one.variable: mark})
        values.append(enclose(total, {}, 256))
    if values[0] is None or values[1] is None or values[0].overlaps(values[1]):
        return 0.0, 0.0
    distance, size = abs(values[0] - values[1]), abs(values[0]) + abs(values[1])
    return float((distance / size).mid()), float(distance.mid())


def _between(low: Expr, high: Expr) -> bool:
    if low == -oo or high == oo:
        return True
    ball = enclose(high - low, {}, 64)
    return ball is not None and bool(ball > 0)
