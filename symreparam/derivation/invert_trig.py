"""Branches of sine, cosine and tangent: one for each stretch between turning points or poles."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from sympy import Expr, Rational, acos, asin, atan, cos, expand, oo, pi, sin, tan

from symreparam.decide.answer import Context
from symreparam.decide.ball import enclose
from symreparam.decide.points import sample
from symreparam.derivation.branch import LETTER, Branch, NoInverse, split

MOST: Final = 64
# where the stretches begin, as a share of pi
_START: Final = {"sin": Rational(-1, 2), "tan": Rational(-1, 2), "cos": Rational(0)}


def circular(name: str, below: tuple[Branch, ...], context: Context) -> tuple[Branch, ...]:
    """The branches of sin, cos or tan after `below`. NoInverse when there are too many."""
    out: list[Branch] = []
    for kernel in below:
        branch = replace(kernel, low=_plain(kernel.low), high=_plain(kernel.high))
        for turn in _turns(branch, _START[name], context):
            cut = (_START[name] + turn) * pi
            out += [_stretch(name, part, context) for part in _parts(branch, cut, context)]
    return tuple(out)


def _plain(end: Expr) -> Expr:
    """The end with what cancels cancelled: 2 pi (1 - m/(2 pi)) + m is 2 pi."""
    return end if end in (oo, -oo) else expand(end)


def _turns(branch: Branch, start: Rational, context: Context) -> range:
    """The numbers k of the stretches (start + k, start + k + 1) pi that the image meets."""
    ends = [_share(end, context) - start for end in (branch.low, branch.high)]
    first, last = int(ends[0] // 1), int(-(-ends[1] // 1))
    if last - first > MOST:
        raise NoInverse(f"more than {MOST} turns")
    return range(first, last)


def _share(end: Expr, context: Context) -> Rational:
    """end/pi, exactly where it is rational, else nearly; with parameters, at one of their values:
    where the turns are counted wrongly for others no proof is found."""
    share = end / pi
    if share.is_Rational:
        return share
    if end in (oo, -oo):
        raise NoInverse("infinitely many turns")
    if share.free_symbols:
        share = share.xreplace(next(iter(sample(Context(context.scope), 1)), {}))
    ball = enclose(share, {}, 96) if not share.free_symbols else None
    if ball is None:
        raise NoInverse(f"the number of turns up to {end} is open")
    middle = ball.mid().fmpq()
    return Rational(int(middle.p), int(middle.q))


def _parts(branch: Branch, cut: Expr, context: Context) -> list[Branch]:
    """The part of the branch whose image lies in (cut, cut + pi)."""
    parts = split(split((branch,), cut, context), cut + pi, context)
    middle = _share(cut, context) + Rational(1, 2)
    shares = [(_share(part.low, context) + _share(part.high, context)) / 2 for part in parts]
    pairs = zip(parts, shares, strict=True)
    return [part for part, share in pairs if abs(share - middle) < Rational(1, 2)]


def _stretch(name: str, branch: Branch, context: Context) -> Branch:
    """One monotone stretch with its inverse."""
    middle = (_share(branch.low, context) + _share(branch.high, context)) / 2
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
    if name == "tan" and (end / pi - Rational(1, 2)).is_Integer:
        return pole
    return function(end)
