"""The second lock: both terms are evaluated in balls from their definitions at exact points.

It shares no code with the normal form. A conflict means that one of the two is wrong.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from flint import arb
from sympy import Expr, Symbol

from symreparam.decide.answer import Context
from symreparam.decide.ball import box_at, enclose
from symreparam.decide.points import sample

POINTS: Final = 32


class Conflict(NamedTuple):
    """A point at which the enclosures of the two terms are disjoint."""

    point: dict[Symbol, Expr]
    detail: str


def consistent(
    left: Expr, right: Expr, context: Context, count: int = POINTS
) -> Conflict | None:
    """A point at which left and right certainly differ, or None."""
    for point in sample(context, count):
        mine, other = _at(left, point), _at(right, point)
        if mine is not None and other is not None and not mine.overlaps(other):
            return Conflict(point, f"{mine.str(12)} against {other.str(12)}")
    return None


def _at(term: Expr, point: dict[Symbol, Expr]) -> arb | None:
    """A ball around the value. The values are put in as balls: SymPy takes its time to build a
    power of large fractions. Where that gives nothing they are put in as they are."""
    found = enclose(term, box_at(point))
    return enclose(term.xreplace(point), {}) if found is None else found
