"""Signs of a term in one variable over a bounded rational interval, by subdivision into balls.

The interval is taken closed, which is more than is asked: a strict sign on the closed interval
needs the term to be finite at the ends, too.
"""

from __future__ import annotations

from typing import Final

from flint import arb, fmpq
from sympy import Expr, Rational, Symbol

from symreparam.decide.answer import Context
from symreparam.decide.ball import enclose
from symreparam.decide.orthant import plan
from symreparam.decide.signset import ANY, NEGATIVE, POSITIVE, Signs, within

BOXES: Final = 200
PRECISION: Final = 256


def signs_by_subdivision(expr: Expr, context: Context, allowed: Signs) -> Signs:
    """POSITIVE or NEGATIVE when every box has that sign and it is allowed, else ANY."""
    symbols = sorted(expr.free_symbols, key=lambda s: str(s.name))
    if len(symbols) != 1:
        return ANY
    place = plan(context).place(symbols[0])
    if place is None or not (place.lower.is_Rational and place.upper.is_Rational):
        return ANY
    found = 0
    pending, used = [(place.lower, place.upper)], 0
    while pending:
        low, high = pending.pop()
        used += 1
        if used > BOXES or low >= high:
            return ANY
        signs = _box(expr, symbols[0], low, high)
        if signs == 0:
            middle = (low + high) / 2
            pending += [(middle, high), (low, middle)]
            continue
        found |= signs
        if not within(found, allowed):
            return ANY
    return found or ANY


def _box(expr: Expr, symbol: Symbol, low: Rational, high: Rational) -> Signs:
    """The strict sign on a closed box, 0 when the enclosure does not show one."""
    middle, radius = (low + high) / 2, (high - low) / 2
    ball = arb(fmpq(int(middle.p), int(middle.q)))
    ball += arb(0, arb(fmpq(int(radius.p), int(radius.q))).upper())
    value = enclose(expr, {symbol: ball}, PRECISION)
    if value is None:
        return 0
    return POSITIVE if value > 0 else NEGATIVE if value < 0 else 0
