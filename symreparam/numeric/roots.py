"""Roots of g(x) = z: brackets on a grid, then the secant with bisection; slopes by differences.

A pair of roots inside one cell of the grid is missed: callers compare finer grids before they
judge.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from symreparam.numeric.evaluate import Function
from symreparam.numeric.workspace import NoNumber, NotFinite, Real, Workspace

Node = tuple[Real, Real]
Root = tuple[Real, Real]
"""A root, and the width of the cell that it was found in."""

_ROUNDS: Final = 500
_MOST_ROOTS: Final = 40
_STEADY: Final = 1e-9
_GOLDEN: Final = 0.3819660112501051


def grid_of(g: Function, nodes: list[Real], *, turns: bool) -> list[list[Node]]:
    """Runs of neighbouring (x, g(x)), parted where g has no value; perhaps with turning points."""
    pairs = [(x, _value(g, x)) for x in nodes]
    for (a, before), (b, after) in pairwise(list(pairs)):
        if (before is None) != (after is None):  # towards a pole that is a node
            sense, pole = (1, a) if before is None else (-1, b)
            closer = [pole + sense * (b - a) / 4**power for power in range(1, 8)]
            pairs += [(x, _value(g, x)) for x in closer]
    runs: list[list[Node]] = [[]]
    for x, value in sorted(pairs, key=lambda pair: pair[0]):
        if value is None:
            runs.append([])
        else:
            runs[-1].append((x, value))
    if turns:
        runs = [sorted({*run, *_turning_points(g, run)}) for run in runs]
    return [run for run in runs if run]


def _value(g: Function, x: Real) -> Real | None:
    try:
        return g(x)
    except NotFinite:
        return None


def _turning_points(g: Function, run: list[Node]) -> list[Node]:
    found: list[Node] = []
    for a, b, c in zip(run, run[1:], run[2:], strict=False):
        rise = b[1] > a[1]
        if a[1] != b[1] != c[1] and rise == (c[1] < b[1]) and len(found) < 400:
            found += _turn(g, a[0], c[0], 1 if rise else -1)
    return found


def _turn(g: Function, a: Real, c: Real, sense: int) -> list[Node]:
    """Close to the greatest (least) value between a and c, by golden sections."""
    try:
        for _ in range(50):
            left, right = a + (c - a) * _GOLDEN, c - (c - a) * _GOLDEN
            if (g(left) - g(right)) * sense > 0:
                c = right
            else:
                a = left
        middle = (a + c) / 2
        return [(middle, g(middle))]
    except NotFinite:
        return []


def roots_in(g: Function, runs: list[list[Node]], z: Real, work: Workspace) -> list[Root]:
    """The roots that the grid brackets or hits, in order. A jump over z is no root.

    Raises NotFinite where g has no value inside a bracket, and where there are so many roots that
    some are sure to be missed.
    """
    found: list[Root] = []
    brackets = (min(a[1], b[1]) < z < max(a[1], b[1]) for run in runs for a, b in pairwise(run))
    if sum(brackets) > _MOST_ROOTS:
        raise NotFinite("too many roots")
    for run in runs:
        for x, value in run:
            if value == z:
                width = min((abs(x - other) for other, _ in run if other != x), default=abs(x) + 1)
                found.append((x, width))
        for a, b in pairwise(run):
            if (a[1] < z < b[1]) or (b[1] < z < a[1]):
                x = _solve(g, a, b, z, work)
                if x is not None:
                    found.append((x, b[0] - a[0]))
    return found


def _solve(g: Function, a: Node, b: Node, z: Real, work: Workspace) -> Real | None:
    """The root in a bracket by the Illinois method (Dowell & Jarratt 1971); None at a jump."""
    tiny = work.mp.ldexp(1, 12 - work.mp.prec)
    low, high = a[0], b[0]
    at = [a[1] - z, b[1] - z]
    weights, last = list(at), -1
    for turn in range(_ROUNDS):
        if high - low <= tiny * max(abs(low), abs(high)):
            break
        middle = _next(low, high, weights, turn, work)
        value = g(middle) - z
        if value == 0:
            return middle
        side = 0 if (value < 0) == (at[0] < 0) else 1
        low, high = (middle, high) if side == 0 else (low, middle)
        at[side] = weights[side] = value
        if side == last:  # the end that stayed twice counts half
            weights[1 - side] /= 2
        last = side
    if abs(at[1] - at[0]) > abs(b[1] - a[1]) * 1e-6:
        return None
    return low if abs(at[0]) < abs(at[1]) else high


def _next(low: Real, high: Real, weights: list[Real], turn: int, work: Workspace) -> Real:
    """The secant; every third time the middle, the geometric one where the ends differ much."""
    if turn % 3 < 2:
        secant = low + (high - low) * (weights[0] / (weights[0] - weights[1]))
        if low < secant < high:
            return secant
    if low * high > 0 and not 0.25 < low / high < 4:
        return work.mp.sqrt(low * high) * (1 if low > 0 else -1)
    return (low + high) / 2


def slope_at(g: Function, root: Root, room: Real, work: Workspace) -> Real:
    """|g'| at a root by central differences at two steps, which must agree.

    `room` is the distance to the next end of the source. Raises NotFinite at kinks and flats.
    """
    x, width = root
    shrink = work.mp.mpf(10) ** (-(work.digits // 3))
    for length in (min(width, room), min(width, room, abs(x))):
        try:
            slopes = [_difference(g, x, length * shrink / k) for k in (1, 1000)]
        except NoNumber:
            continue
        if slopes[1] > 0 and abs(slopes[0] - slopes[1]) <= _STEADY * slopes[1]:
            return slopes[1]
    raise NotFinite("no derivative at a root")


def _difference(g: Function, x: Real, step: Real) -> Real:
    high, low = x + step, x - step
    if not low < x < high:
        raise NotFinite("a step below rounding")
    return abs((g(high) - g(low)) / (high - low))
