"""A mean that is infinite: what it has within wider and wider parts of the law grows."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from sympy import Expr

from symreparam.numeric.evaluate import Function, function
from symreparam.numeric.laws import NumericPiece
from symreparam.numeric.letters import Quantities, as_cosines
from symreparam.numeric.profile import profile
from symreparam.numeric.quadrature import total
from symreparam.numeric.workspace import NoNumber, Real, Workspace

_LEFT_OUT: Final = (1e-2, 1e-4, 1e-6)
"""About these shares of the law are left out at each end."""
_KEPT: Final = 0.7
_CUTS: Final = (0.5, 0.2, 0.02, 2e-3, 2e-4, 2e-5, 2e-6)


def growing(asked: Quantities, body: Expr) -> tuple[bool, str]:
    """Whether the mean within the law's middle grows, and does not slow down, as less is left out
    at the ends; with the values. Raises NoNumber."""
    body = as_cosines(body)
    used = [symbol for symbol in asked.claim.variables if body.has(symbol)]
    if len(used) != 1:
        raise NoNumber("an infinite mean over several random variables is not computed")
    law, work = asked.numeric(asked.law(used[0])), asked.work
    if law.atoms or not law.pieces:
        raise NoNumber("an infinite sum is not computed")
    inner = function(body, used[0], asked.values, work)
    found = [sum(_within(p, inner, out, work) for p in law.pieces) for out in _LEFT_OUT]
    steps = [found[1] - found[0], found[2] - found[1]]
    shown = ", ".join(work.mp.nstr(value, 4) for value in found)
    grows = steps[0] > 0 and steps[1] > _KEPT * steps[0]
    return bool(grows), f"{shown} within wider and wider intervals"


def _within(piece: NumericPiece, inner: Function, out: float, work: Workspace) -> Real:
    shape = profile(piece, work)
    low, high = shape.quantile(out), shape.quantile(1 - out)
    cuts = (shape.quantile(share) for one in _CUTS for share in (one, 1 - one))
    ends = [low, *sorted({cut for cut in cuts if low < cut < high}), high]
    return sum((_cell(piece, inner, a, b, work) for a, b in pairwise(ends)), work.mp.zero)


def _cell(piece: NumericPiece, inner: Function, low: Real, high: Real, work: Workspace) -> Real:
    """The integral of the product over a cell, in units of its greatest value at a few points."""
    places = (low + (high - low) * share for share in (0.01, 0.5, 0.99))
    unit = 1 + max(abs(piece.density(x) * inner(x)) for x in places)
    return unit * total(lambda x: piece.density(x) * inner(x) / unit, low, high, (), work)
