"""Branches of sine, cosine and tangent: one for each stretch between turning points or poles."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from sympy import Expr, Rational, acos, asin, atan, cos, expand, oo, pi, sin, tan

from symreparam.decide.answer import Context
from symreparam.decide.ball import enclose
from symreparam.derivation.branch import LETTER, Branch, NoInverse, split

MOST: Final = 64
# where the stretches begin, as a share of pi
_START: Final = {"sin": Rational(-1, 2), "tan": Rational(-1, 2), "cos": Rational(0)}


def circular(name: str, below: tuple[Branch, ...], context: Context) -> tuple[Branch, ...]:
    """The branches of sin, cos or tan after `below`. NoInverse when there are too many."""
    out: list[Branch] = []
    for kernel in below:
        branch = replace(kernel, low=_plain(kernel.low), high=_plain(kernel.high))
        for turn in _turns(branch, _START[name]):
            cut = (_START[name] + turn) * pi
            out += [_stretch(name, part, context) for part in _parts(branch, cut, context)]
    return tuple(out)


def _plain(end: Expr) -> Expr:
    """The end with what cancels cancelled: 2 pi (1 - m/(2 pi)) + m is 2 pi."""
    return end if end in (oo, -oo) else expand(end)


def _turns(branch: Branch, start: Rational) -> range:
    """The numbers k of the stretches (start + k, start + k + 1) pi that the image meets."""
    ends = [_share(branch.low) - start, _share(branch.high) - start]
    first, last = int(ends[0] // 1), int(-(-ends[1] // 1))
    if last - first > MOST:
        raise NoInverse(f"more than {MOST} turns")
    return range(first, last)


def _share(end: Expr) -> Rational:
    """end/pi, exactly where it is rational, else nearly."""
    share = end / pi
    if share.is_Rational:
        return share
    if end in (oo, -oo):
        raise NoInverse("infinitely many turns")
    ball = enclose(share, {}, 96) if not share.free_symbols else None
    if ball is None:
        raise NoInverse(f"the number of turns up to {end} is open")
    middle = ball.mid().fmpq()
    return Rational(int(middle.p), int(middle.q))


def _parts(branch: Branch, cut: Expr, context: Context) -> list[Branch]:
    """The part of the branch whose image lies in (cut, cut + pi)."""
    parts = split(split((branch,), cut, context), cut + pi, context)
    middle = _share(cut) + Rational(1, 2)
    return [
        part
        for part in parts
        if abs((_share(part.low) + _share(part.high)) / 2 - middle) < Rational(1, 2)
    ]


def _stretch(name: str, branch: Branch, context: Context) -> Branch:
    """One monotone stretch with its inverse."""
    middle = (_share(branch.low) + _share(branch.high)) / 2
    k = int((middle - _START[name]) // 1)
    even = k % 2 == 0
    if name == "tan":
        back: Expr = k * pi + atan(LETTER)
        sense = 1
    elif name == "sin":
        sense = 1 if even else -1
        back = k * pi + sense * asin(LETTER)
    else:
        sense = -1 if even else 1
        back = k * pi + acos(LETTER) if even else (k + 1) * pi - acos(LETTER)
    ends = _value(name, branch.low, -oo), _value(name, branch.high, oo)
    low, high = ends if sense > 0 else ends[::-1]
    inverse = branch.inverse.xreplace({LETTER: back})
    return replace(branch, low=low, high=high, sense=branch.sense * sense, inverse=inverse)


def _value(name: str, end: Expr, pole: Expr) -> Expr:
    function = {"sin": sin, "cos": cos, "tan": tan}[name]
    if name == "tan" and (_share(end) - Rational(1, 2)).is_Integer:
        return pole
    return function(end)
