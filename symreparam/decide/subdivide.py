"""Signs of a term over a bounded box whose ends are numbers, by subdivision into balls.

The box is taken closed, and an end like pi as a fraction beyond it, which is more than is asked: a
strict sign on the closed box needs the term to be finite at the ends, too.
"""

from __future__ import annotations

from typing import Final

from flint import arb, fmpq
from sympy import Expr, Integer, Mul, Rational, Symbol

from symreparam.decide.answer import Context
from symreparam.decide.ball import enclose
from symreparam.decide.orthant import plan
from symreparam.decide.signset import ANY, NEGATIVE, POSITIVE, Signs, within

BOXES: Final = 200
DIMENSIONS: Final = 4
PRECISION: Final = 256
FINE: Final = 2**20


Box = tuple[tuple[Rational, Rational], ...]


def signs_by_subdivision(expr: Expr, context: Context, allowed: Signs) -> Signs:
    """POSITIVE or NEGATIVE when every box has that sign and it is allowed, else ANY."""
    symbols = sorted(expr.free_symbols, key=lambda s: str(s.name))
    where = plan(context)
    places = [where.place(symbol) for symbol in symbols]
    if not 1 <= len(symbols) <= DIMENSIONS:
        return ANY
    ends: list[tuple[Rational, Rational]] = []
    for place in places:
        low, high = (None, None) if place is None else (_below(place.lower), _above(place.upper))
        if low is None or high is None:
            return ANY
        ends.append((low, high))
    found = 0
    pending: list[Box] = [tuple(ends)]
    used = 0
    while pending:
        box = pending.pop()
        used += 1
        if used > BOXES or any(low >= high for low, high in box):
            return ANY
        signs = _box(expr, symbols, box)
        if signs == 0:
            pending += _halves(box)
            continue
        found |= signs
        if not within(found, allowed):
            return ANY
    return found or ANY


def _below(end: Expr) -> Rational | None:
    """The end itself, or a fraction a little below a number like pi; None for no number."""
    if end.is_Rational:
        return end
    ball = enclose(end, {}, PRECISION) if end.is_number and end.is_finite else None
    whole = None if ball is None else (ball * FINE).lower().floor().unique_fmpz()
    return None if whole is None else Rational(int(whole), FINE)


def _above(end: Expr) -> Rational | None:
    found = _below(Mul(Integer(-1), end))
    return None if found is None else -found


def _halves(box: Box) -> tuple[Box, Box]:
    """The box cut across its longest side, the upper half first."""
    widths = [high - low for low, high in box]
    index = widths.index(max(widths))
    low, high = box[index]
    middle = (low + high) / 2
    parts = ((middle, high), (low, middle))
    upper, lower = ((*box[:index], part, *box[index + 1 :]) for part in parts)
    return upper, lower


def _box(expr: Expr, symbols: list[Symbol], box: Box) -> Signs:
    """The strict sign on a closed box, 0 when the enclosure does not show one."""
    value = enclose(expr, dict(zip(symbols, map(_ball, box), strict=True)), PRECISION)
    if value is None:
        return 0
    return POSITIVE if value > 0 else NEGATIVE if value < 0 else 0


def _ball(side: tuple[Rational, Rational]) -> arb:
    middle, radius = (side[0] + side[1]) / 2, (side[1] - side[0]) / 2
    ball = arb(fmpq(int(middle.p), int(middle.q)))
    return ball + arb(0, arb(fmpq(int(radius.p), int(radius.q))).upper())
