"""Ends of images between whole numbers: where the steps of a rounded term begin and end."""

from __future__ import annotations

from sympy import Expr, Integer, Rational, expand, oo

from symreparam.decide.answer import Context, Proved
from symreparam.decide.ball import enclose
from symreparam.decide.sign import sign
from symreparam.derivation.branch import NoInverse, OrderNeeded, sign_of

MOST_WHOLE = 4


def stand_in(end: Expr, infinite: float | None, context: Context | None = None) -> Rational:
    """A rational stand-in of an end: exact when it is rational, else its enclosure's middle, or one
    between the same whole numbers at all parameter values of the context."""
    if end.is_Rational:
        return end
    if end in (oo, -oo):
        if infinite is None:
            raise NoInverse("infinitely many steps")
        return Rational(int(infinite) if end == -oo else int(-infinite))
    ball = enclose(end, {}, 96)
    if ball is None:
        between = None if context is None else _between(end, context)
        if between is None:
            raise NoInverse(f"the size of {end} is open")
        return between
    middle = ball.mid().fmpq()
    return Rational(int(middle.p), int(middle.q))


def _between(end: Expr, context: Context) -> Rational | None:
    """The middle between the two neighbouring whole numbers that the term stays between."""
    for below in map(Integer, range(-MOST_WHOLE, MOST_WHOLE)):
        gaps = (expand(end - below), expand(below + 1 - end))
        sides = [sign_of(gap, context) for gap in gaps]
        if all(side in (0, 1) for side in sides):
            return below + Rational(1, 2)
        if all(isinstance(sign(gap, ">=", context), Proved) for gap in gaps):
            gap = gaps[sides.index(None)]
            raise OrderNeeded(f"whether {end} is a whole number is open", gap)
    return None
