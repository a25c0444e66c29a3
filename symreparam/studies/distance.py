"""How far apart two laws are at exact parameter values: rigorous enclosures by bisection.

The largest gap of two distribution functions on [a, b] is at most max(F(b) - G(a), G(b) - F(a)), as
both increase; the gap at any point bounds it from below. Total variation is half the sum of
|dF - dG| over the cells of a partition, where the densities are known not to cross inside a cell.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from itertools import count, pairwise
from typing import Final

from flint import arb
from sympy import Expr, Rational

from symreparam.studies.distribution import Distribution
from symreparam.studies.running_sums import ball
from symreparam.terms.record import dataclass

TOLERANCE: Final = 1e-5
MOST_CELLS: Final = 900
DIGITS: Final = 6
_POWERS: Final = tuple(Rational(2) ** k for k in range(-6, 25))


@dataclass(frozen=True, slots=True)
class Gap:
    """The ends of the enclosure, and a point at which the gap is at least `low`."""

    low: arb
    high: arb
    where: Expr


def largest_gap(one: Distribution, two: Distribution) -> Gap:
    """The enclosure of sup |F - G|. Raises NoDistribution."""
    order = count()
    heap: list[tuple[float, int, Expr, Expr]] = []
    best, where = arb(0), Rational(0)
    points = starts(one, two)
    for point in points:
        best, where = _better(one, two, point, best, where)
    for low, high in pairwise(points):
        _push(heap, one, two, low, high, order)
    tails = max(_upper(f(points[0])) for f in (one.before, two.before))
    tails = max(tails, *(_upper(1 - f(points[-1])) for f in (one.at, two.at)))
    enough = max(TOLERANCE, 4 * (one.slack + two.slack))
    for _ in range(MOST_CELLS):
        top = -heap[0][0]
        if top - float(best.lower()) < enough:
            break
        _, _, low, high = heapq.heappop(heap)
        middle = (low + high) / 2
        best, where = _better(one, two, middle, best, where)
        _push(heap, one, two, low, middle, order)
        _push(heap, one, two, middle, high, order)
    top = max(-heap[0][0], tails)
    return Gap(best.lower(), arb(top), where)


def starts(one: Distribution, two: Distribution) -> list[Expr]:
    """Break points: marks of both laws, and powers of two beside them."""
    marks = sorted({Rational(0), *one.marks, *two.marks})
    found = set(marks)
    found |= {marks[0] - p for p in _POWERS} | {marks[-1] + p for p in _POWERS}
    return sorted(found)


def _upper(value: arb) -> float:
    return float(value.upper()) * (1 + 1e-15) + 1e-300


def _better(
    one: Distribution, two: Distribution, point: Expr, best: arb, where: Expr
) -> tuple[arb, Expr]:
    for f, g in ((one.at, two.at), (one.before, two.before)):
        gap = abs(f(point) - g(point))
        if gap.lower() > best.lower():
            best, where = gap, point
    return best, where


def _push(
    heap: list[tuple[float, int, Expr, Expr]],
    one: Distribution,
    two: Distribution,
    low: Expr,
    high: Expr,
    order: Iterator[int],
) -> None:
    """The cell [low, high) with the upper bound of the gap on it: as both functions increase, or
    by the densities."""
    above = _upper(one.before(high) - two.at(low))
    below = _upper(two.before(high) - one.at(low))
    bound = max(above, below)
    middle, half = (low + high) / 2, ball((high - low) / 2)
    slope = _slope(one, two, middle, half)
    if slope is not None and not any(low < m < high for m in (*one.marks, *two.marks)):
        bound = min(bound, _upper(abs(one.at(middle) - two.at(middle)) + slope * half))
    heapq.heappush(heap, (-bound, next(order), low, high))


def _slope(one: Distribution, two: Distribution, middle: Expr, half: arb) -> arb | None:
    """The largest |f - g| on the cell around `middle`, when the densities are enclosed there."""
    box = ball(middle) + arb(0, half.upper())
    mine, other = one.density(box), two.density(box)
    return None if mine is None or other is None else abs(mine - other).upper()


def total_variation(one: Distribution, two: Distribution) -> tuple[arb, arb]:
    """The enclosure of the total variation distance: the cells that leave most open are halved
    first. Raises NoDistribution."""
    order = count()
    heap: list[tuple[float, int, Expr, Expr, arb, arb]] = []
    certain = arb(0)
    points = starts(one, two)
    # what lies beyond the outer points, and on them
    tails = one.before(points[0]) + two.before(points[0])
    tails = tails + (1 - one.at(points[-1])) + (1 - two.at(points[-1]))
    for point in points:
        jumps = [f.at(point) - f.before(point) for f in (one, two)]
        certain = certain + abs(jumps[0] - jumps[1])
    todo = list(pairwise(points))
    width = 0.0
    for _ in range(MOST_CELLS):
        for low, high in todo:
            mine, other = (f.before(high) - f.at(low) for f in (one, two))
            if _one_sign(one, two, low, high):
                certain = certain + abs(mine - other)
                continue
            least, most = abs(mine - other), mine + other
            gain = _upper(most) - float(least.lower())
            width += gain
            heapq.heappush(heap, (-gain, next(order), low, high, least, most))
        if not heap or width < 2 * TOLERANCE:
            break
        gain, _, low, high, _, _ = heapq.heappop(heap)
        width += gain
        middle = (low + high) / 2
        todo = [(low, middle), (middle, high)]
    else:
        for low, high in todo:  # halved last, not looked at
            mine, other = (f.before(high) - f.at(low) for f in (one, two))
            heap.append((0.0, next(order), low, high, abs(mine - other), mine + other))
    low_end = (certain + sum((cell[4] for cell in heap), arb(0))).lower() / 2
    high_end = (certain + sum((cell[5] for cell in heap), arb(0)) + tails).upper() / 2
    return arb(low_end), arb(high_end)


def _one_sign(one: Distribution, two: Distribution, low: Expr, high: Expr) -> bool:
    """Whether the densities are known not to cross inside the cell."""
    middle, half = ball((low + high) / 2), ball((high - low) / 2)
    box = middle + arb(0, half.upper())
    mine, other = one.density(box), two.density(box)
    if mine is None or other is None:
        return False
    gap = mine - other
    if gap > 0 or gap < 0:
        return True
    # by the mean value theorem, which helps where the densities touch
    slopes = one.slope(box), two.slope(box)
    here = one.density(middle), two.density(middle)
    if None in (*slopes, *here):
        return False
    steep = abs(slopes[0] - slopes[1]).upper() * half.upper()  # type: ignore[operator]
    gap = here[0] - here[1]  # type: ignore[operator]
    return bool(gap > steep) or bool(gap < -steep)


def decimals(value: arb, up: bool) -> str:
    """An end as a decimal, rounded outwards."""
    scaled = value * 10**DIGITS
    end = scaled.upper().ceil() if up else scaled.lower().floor()
    whole = int(str(end.unique_fmpz()))
    whole = min(max(whole, 0), 10**DIGITS)
    text = f"{whole:0{DIGITS + 1}d}"
    return f"{text[:-DIGITS]}.{text[-DIGITS:]}"
