"""Bodies of a map that are one number in disguise: sin(x)^2 + cos(x)^2."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from flint import arb
from sympy import Expr, Integer, Rational, Symbol, oo, pi

from symreparam.decide.answer import Context, Proved, Unknown
from symreparam.decide.ball import box_at, enclose
from symreparam.decide.zero import equal
from symreparam.terms.region import interval

_SHARES: Final = (Rational(2, 7), Rational(5, 11), Rational(7, 9))
_LARGEST: Final = 360  # denominators of the numbers that are guessed


def level(
    body: Expr, variable: Symbol, lower: Expr, upper: Expr, context: Context
) -> Expr | None:
    """The term without the variable that the body seems to be on all of (lower, upper): a step of
    the proof shows it. None where values differ."""
    if body.count(variable) < 2 or len(context.scope.point) != len(context.scope.symbols):
        return None
    point = dict(context.scope.point)
    ends = [_number(end.xreplace(point)) for end in (lower, upper)]
    inside = _inside(*ends)
    values = [enclose(body, box_at({**point, variable: place})) for place in inside]
    known = [value for value in values if value is not None]
    if len(known) < len(values) or not all(a.overlaps(b) for a, b in pairwise(known)):
        return None
    over = Context(context.scope, interval(variable, lower, upper))
    possible: Expr | None = None
    for guess in _guesses(body, variable, lower, known[0]):
        answer = equal(body, guess, over)
        if isinstance(answer, Proved):
            return guess
        if possible is None and isinstance(answer, Unknown):
            possible = guess  # the slopes may show it
    return possible


def _inside(low: Expr | None, high: Expr | None) -> list[Expr]:
    """A few rational numbers between two rational ones, or on a half-line or the line."""
    if low is None and high is None:
        return [share - Rational(1, 2) for share in _SHARES]
    if high is None:
        return [low + share for share in _SHARES]
    if low is None:
        return [high - share for share in _SHARES]
    return [low + share * (high - low) for share in _SHARES]


def _number(end: Expr) -> Expr | None:
    """A rational number near the end; None for an infinite one, or one without a value."""
    ball = None if end in (oo, -oo) else enclose(end, {})
    return None if ball is None else Rational(str(float(ball.mid())))


def _guesses(body: Expr, variable: Symbol, lower: Expr, value: arb) -> Iterator[Expr]:
    """Plain numbers next to the value, and the body where its variable may be gone."""
    for unit in (Integer(1), pi):
        scale = enclose(unit, {})
        assert scale is not None
        near = Rational(str(float((value / scale).mid()))).limit_denominator(_LARGEST)
        if (value - scale * arb(int(near.p)) / int(near.q)).contains(0):
            yield near * unit
    places = [Integer(0), Integer(1)] if lower == -oo else [lower, lower + 1]
    for place in places:
        guess = body.xreplace({variable: place})
        if guess.is_finite is not False and not guess.has(oo, -oo):
            yield guess
