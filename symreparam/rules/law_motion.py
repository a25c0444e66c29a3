"""How a random variable moves when a parameter moves its law by affine maps."""

from __future__ import annotations

from sympy import Add, Expr, Integer, Mul, Pow, Symbol, oo

from symreparam.decide.answer import Context
from symreparam.decide.real import continuous, slope, smooth
from symreparam.decide.zero import equal
from symreparam.families.members import record_of
from symreparam.logic.errors import RuleError
from symreparam.rules.every_function import (
    density_of,
    lettered,
    null_divisor,
    smooth_density,
)
from symreparam.rules.law_slope import log_density
from symreparam.rules.rule import Setting, require, settled
from symreparam.terms.law import Named
from symreparam.terms.region import NUMBERS

CODE = "equation-pathwise.motion"
LOCATIONS = ("location", "mean", "least value")
SCALES = ("scale", "standard deviation", "half width", "radius")


def pace_of(setting: Setting, symbol: Symbol, named: Named, parameter: Symbol) -> Expr:
    """g = A + B x for a variable x with the density p(x; c) such that, as identities in x,

        d log p/dc + g d log p/dx + B = 0,    g = dl/dc at each finite end l of the support.

    Raises RuleError where there is none to be read off the law's location and scale, or A, B are
    not continuous in c. On the curves dx/dc = g(x) then d log p/dc = -B, and the ends are such
    curves: each law is the image of the one at a fixed value of c under an affine map x(c), which
    is differentiable in c with the derivative g(x(c)). (The identity may fail at the zeros of a
    linear term in x, kinks of p: almost no curve meets them for more than a null set of c.)
    """
    piece = density_of(setting, symbol)
    start, shift, share = _parts(named, piece.region.bounds[0][1:], parameter)
    for part in (start, shift, share):
        for each in (part, slope(part, parameter)):
            settled(smooth(part, parameter, Context(setting.scope)), CODE)
            settled(continuous(each, parameter, Context(setting.scope, NUMBERS)), CODE)
    pace = Add(shift, Mul(share, Add(symbol, -start)))
    for name in (piece.region.bounds[0][0], parameter):
        smooth_density(setting, piece, name)
    body = log_density(named, symbol)
    flow = Add(slope(body, parameter), Mul(pace, slope(body, symbol)), share)
    terms, names, over = lettered(setting, (flow,), {symbol})
    found = settled(equal(terms[0], Integer(0), Context(setting.scope, over)), CODE)
    for divisor in found.divisors:
        require(null_divisor(setting, divisor, set(names.values())), CODE, divisor)
    for end in piece.region.bounds[0][1:]:
        if end in (oo, -oo):
            continue
        gap = equal(slope(end, parameter), pace.xreplace({symbol: end}), Context(setting.scope))
        require(not settled(gap, CODE).divisors, CODE, end)
    return pace


def _parts(
    named: Named, ends: tuple[Expr, Expr], parameter: Symbol
) -> tuple[Expr, Expr, Expr]:
    """The location l, its derivative, and that of the scale's logarithm: g = l' + (log s)' (x - l).
    What the words of a record say is a proposal only; without any, two finite ends are one."""
    meanings = [each.meaning for each in record_of(named).parameters]
    rows = list(zip(meanings, named.arguments, strict=True))
    places = [argument for word, argument in rows if word in LOCATIONS]
    sizes = [(argument, 1) for word, argument in rows if word in SCALES]
    sizes += [(argument, -1) for word, argument in rows if word == "rate"]
    if not places and not sizes and not {oo, -oo} & set(ends):
        places, sizes = [ends[0]], [(ends[1] - ends[0], 1)]
    if len(places) > 1 or len(sizes) > 1:
        raise RuleError(CODE, f"{named.family} has several locations or scales")
    start = Add(*places)
    share: Expr = Integer(0)
    for size, sign in sizes:
        share = Mul(sign, slope(size, parameter), Pow(size, Integer(-1)))
    return start, slope(start, parameter), share
