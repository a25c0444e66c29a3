"""Break points of cells for rigorous bounds: where a density bends, and which part of a lattice.

They are proposals: `decide/probability.py` encloses what lies between them.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable
from itertools import pairwise
from math import prod

from flint import arb, fmpq
from sympy import Expr, Integer, Rational, Symbol, oo

from symreparam.decide.ball import enclose
from symreparam.decide.probability import MOST_CELLS, Breaks
from symreparam.derivation.branch import NoInverse
from symreparam.families.members import LARGEST_INDEX
from symreparam.terms.law import Lattice, Law, Piece

# what is left out of a lattice, and how many of its values are looked at
ENOUGH = 1 - 1e-12
MOST_VALUES = 600
# the share of a density beyond each end that may be left out for the sake of few cells
LEFT_OUT = 0.002
Cost = Callable[[Expr, Expr], tuple[float, float]]


def points_of_each(laws: list[Law], number: int) -> int:
    """How many values of each lattice are looked at: the product is bounded."""
    sizes = [len(law.atoms) + number * bool(law.pieces) for law in laws if not law.lattices]
    room = MOST_CELLS // max(1, prod(size + 1 for size in sizes))
    count = sum(bool(law.lattices) for law in laws)
    return max(4, min(MOST_VALUES, int(room ** (1 / max(1, count)))))


def grid(law: Law, number: int, points: int) -> Breaks:
    """Break points for each piece, dense where the density bends; a part of each lattice."""
    share = max(8, number // max(1, len(law.pieces)))
    rows = tuple(_of_piece(piece, law.variable, share) for piece in law.pieces)
    return (*rows, *(_of_lattice(each, points) for each in law.lattices))


def _of_lattice(each: Lattice, most: int) -> tuple[Expr, ...]:
    """The first and the last whole number of a part that has nearly all of the mass."""
    start, low, high = _start_of(each), each.lower, each.upper
    if not all(end in (oo, -oo) or end.is_Integer for end in (low, high)):
        raise NoInverse(f"the range from {low} to {high}")
    if any(end.is_Integer and abs(end) > LARGEST_INDEX for end in (low, high)):
        raise NoInverse(f"masses up to that at {high}")
    first, last, total = start, start - 1, 0.0
    while last - first < most and total < ENOUGH:
        up = _mass_at(each, last + 1) if last + 1 <= high else -1.0
        down = _mass_at(each, first - 1) if first - 1 >= low else -1.0
        if up < 0 and down < 0:
            break
        first, last = (first, last + 1) if up >= down else (first - 1, last)
        total += max(up, down)
    if last < first:
        raise NoInverse("an empty lattice")
    return Integer(first), Integer(last)


def _start_of(each: Lattice) -> int:
    if each.lower != -oo and each.lower.is_Integer:
        return int(each.lower)
    return int(each.upper) if each.upper.is_Integer else 0


def _mass_at(each: Lattice, k: int) -> float:
    ball = enclose(each.mass.xreplace({each.index: Integer(k)}), {}, 53)
    return 0.0 if ball is None else float(ball.mid())


def _of_piece(piece: Piece, variable: Symbol, number: int) -> tuple[Expr, ...]:
    _, lower, upper = piece.region.bounds[0]
    points = _start(lower, upper)
    known: dict[Expr, float] = {}

    def density(at: Expr) -> float:
        if at not in known:
            ball = enclose(piece.density, {variable: ball_of(at)}, 53)
            known[at] = 0.0 if ball is None else float(ball.mid())
        return known[at]

    def cost(low: Expr, high: Expr) -> tuple[float, float]:
        """How much the density bends on the cell, and its mass."""
        middle, width = (low + high) / 2, float(high - low)
        bend = abs(density(low) + density(high) - 2 * density(middle))
        return bend * width, density(middle) * width

    heap: list[tuple[float, Expr, Expr]] = []

    def push(low: Expr, high: Expr) -> None:
        bend, mass = cost(low, high)
        heapq.heappush(heap, (-bend - 0.02 * mass, low, high))

    for low, high in pairwise(points):
        push(low, high)
    # few cells are chosen from many: those of the coarse grid alone would be a waste
    many = number if number >= 2 * len(points) else len(points) + 2 * number
    while len(heap) < many:
        _, low, high = heapq.heappop(heap)
        middle = (low + high) / 2
        push(low, middle)
        push(middle, high)
    return _thinned(sorted({end for _, *ends in heap for end in ends}), cost, number)


def _thinned(points: list[Expr], cost: Cost, number: int) -> tuple[Expr, ...]:
    """At most that many cells: those at the ends that weigh nearly nothing are left out, then
    neighbours are joined that are light together, and on which the density bends little."""
    total = sum(cost(*ends)[1] for ends in pairwise(points))
    for end in (0, -1):
        spare = LEFT_OUT * total
        while len(points) > number + 1:
            mass = cost(*(points[:2] if end == 0 else points[-2:]))[1]
            if mass > spare:
                break
            spare -= mass
            points.pop(end)
    while len(points) > number + 1:
        inner = range(1, len(points) - 1)
        points.pop(min(inner, key=lambda k: sum(cost(points[k - 1], points[k + 1]))))
    return tuple(points)


def ball_of(at: Expr) -> arb:
    return arb(fmpq(int(at.p), int(at.q)))


def _start(lower: Expr, upper: Expr) -> list[Expr]:
    """A coarse grid strictly inside the interval, finer towards finite ends."""
    powers = [Rational(2) ** k for k in range(-14, 13)]
    low, high = _inner(lower, 1), _inner(upper, -1)
    if low is None and high is None:
        return [*(-p for p in reversed(powers)), Rational(0), *powers]
    if high is None:
        assert low is not None
        return [low, *(low + p for p in powers)]
    if low is None:
        return [*(high - p for p in reversed(powers)), high]
    width = high - low
    parts = [Rational(1, 2) ** k for k in range(12, 1, -1)]
    inside = [low + width * p for p in parts]
    return [low, *inside, (low + high) / 2, *(high - width * p for p in reversed(parts)), high]


def _inner(end: Expr, way: int) -> Expr | None:
    """The end when it is rational, else a rational just inside; None when infinite."""
    if end in (oo, -oo):
        return None
    if end.is_Rational:
        return end
    ball = enclose(end, {}, 96)
    if ball is None:
        raise NoInverse(f"{end} has no value")
    edge = (ball.upper() if way > 0 else ball.lower()).fmpq()
    return Rational(int(edge.p), int(edge.q))

