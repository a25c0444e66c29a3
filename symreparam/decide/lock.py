"""The second lock: both terms are evaluated in balls from their definitions at exact points.

It shares no code with the normal form. A conflict means that one of the two is wrong.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from flint import arb
from sympy import Expr, Symbol

from symreparam.decide.answer import Context
from symreparam.decide.ball import box_at, enclose
from symreparam.decide.many_balls import enclosures, sampled
from symreparam.decide.points import sample

POINTS: Final = 32
_FINE: Final = 1024


class Conflict(NamedTuple):
    """A point at which the enclosures of the two terms are disjoint."""

    point: dict[Symbol, Expr]
    detail: str


def consistent(
    left: Expr, right: Expr, context: Context, count: int = POINTS
) -> Conflict | None:
    """A point at which left and right certainly differ, or None."""
    points, boxes = sample(context, count), sampled(context, count, count)
    sides = (enclosures(left, boxes), enclosures(right, boxes))
    for point, *found in zip(points, *sides, strict=True):
        mine, other = (
            _placed(term, point) if ball is None else ball
            for term, ball in zip((left, right), found, strict=True)
        )
        if mine is not None and other is not None and not mine.overlaps(other):
            return Conflict(point, f"{mine.str(12)} against {other.str(12)}")
    return None


def _placed(term: Expr, point: dict[Symbol, Expr]) -> arb | None:
    """A ball around the value where the first balls say nothing: with more digits, as in
    `1 - exp(x)/(1 + exp(x))` for large x, then with the numbers put in as they are. That is last
    as SymPy takes its time to build a power of large fractions, and asks for signs."""
    ball = enclose(term, box_at(point, _FINE), _FINE)
    return enclose(term.xreplace(point), {}) if ball is None else ball
