"""Integrals over open intervals by the double-exponential rules (Takahasi & Mori 1974).

They need no values at the ends, follow poles there and heavy tails by themselves, and mpmath
numbers do not underflow: a tail that is cut off was really small.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Final

from symreparam.numeric.evaluate import Function
from symreparam.numeric.workspace import DOUBLES, NotConverged, NotFinite, Real, Workspace

TOLERANCE: Final = 1e-7
_FIRST: Final = 0.25
_LEVELS: Final = 5
_FARTHEST: Final = 25.0
# keeps nodes off centres of symmetry, where a formula may read 0/0
_SHIFT: Final = 0.0437


def total(f: Function, lower: Real, upper: Real, cuts: Sequence[Real], work: Workspace) -> Real:
    """The integral of f over (lower, upper), cell by cell between increasing inner `cuts`.

    Raises NotConverged, NotFinite, OutOfFuel.
    """
    return sum(cells(f, lower, upper, cuts, work), work.mp.zero)


def cells(
    f: Function, lower: Real, upper: Real, cuts: Sequence[Real], work: Workspace
) -> list[Real]:
    """The integrals of f below the first cut, between the cuts, and above the last.

    Raises NotConverged, NotFinite, OutOfFuel.
    """
    if not cuts and lower == -upper:  # the whole line
        return [sum(cells(f, lower, upper, (work.mp.zero,), work), work.mp.zero)]
    ends = [lower, *cuts, upper]
    finite = [end for end in ends if work.finite(end)]
    # infinite cells begin on the scale of the others
    scale = finite[-1] - finite[0] if len(finite) > 1 else work.mp.one
    return [_integral(_transformed(f, a, b, scale, work)) for a, b in pairwise(ends)]


def _transformed(
    f: Function, a: Real, b: Real, scale: Real, work: Workspace
) -> Callable[[float], Real | None]:
    """f along t in R, times dx/dt; None where x is an end of (a, b) up to rounding."""

    near = work.mp.mpf(10) ** (-(work.digits or DOUBLES) // 2)

    def weighed(x: Real, distance: Real, slope: Real) -> Real | None:
        if not a < x < b:
            return None
        try:
            return f(x) * slope
        except NotFinite:
            if distance < near * abs(x):  # a denominator that rounds to 0 before x does
                return None
            raise

    def up(t: float) -> Real | None:
        q, slope = work.node(t + _SHIFT)
        return weighed(a + scale * q, scale * q, scale * q * slope)

    def down(t: float) -> Real | None:
        q, slope = work.node(t + _SHIFT)
        return weighed(b - scale * q, scale * q, scale * q * slope)

    def between(t: float) -> Real | None:
        q, slope = work.node(t + _SHIFT)
        ratio = q * q
        part = 1 / (1 + ratio)
        low, high = width * (ratio * part), width * part
        return weighed(
            a + low if ratio < 1 else b - high, min(low, high), low * part * 2 * slope
        )

    if not work.finite(b):
        return up
    if not work.finite(a):
        return down
    width = b - a
    return between


def _integral(term: Callable[[float], Real | None]) -> Real:
    """The trapezoidal sums of `term`, the step halved until two of them agree."""
    centre = term(0.0)
    if centre is None:
        raise NotConverged("an interval without inner points")
    right, high = _sweep(term, centre, 1)
    left, low = _sweep(term, centre, -1)
    summed, step = centre + left + right, _FIRST
    before = summed * step
    for _ in range(_LEVELS):
        inner = range(int(low / step), int(high / step))
        summed += sum(term((index + 0.5) * step) or 0 for index in inner)
        step /= 2
        after = summed * step
        if abs(after - before) <= TOLERANCE * (1 + abs(after)):
            return after
        before = after
    raise NotConverged("the quadrature did not converge")


def _sweep(term: Callable[[float], Real | None], start: Real, sense: int) -> tuple[Real, float]:
    """The sum of the terms on one side of 0 and the last t, when all further ones are small."""
    summed, last, small, t = 0, start, 0, 0.0
    while small < 3:
        t += sense * _FIRST
        if abs(t) > _FARTHEST:
            raise NotConverged("the tail is too heavy for the quadrature")
        value = term(t)
        if value is None:
            if abs(last) > TOLERANCE / 10:
                raise NotConverged("the pole is too strong for the quadrature")
            break
        # small terms that still grow lead to a peak
        small = small + 1 if abs(value) <= TOLERANCE / 100 and abs(value) <= abs(last) else 0
        summed, last = summed + value, value
    return summed, t
