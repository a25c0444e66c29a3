"""Integrals of terms that change their sign, by an antiderivative and what they are at the ends."""

from __future__ import annotations

from sympy import Expr, Symbol, oo

from symreparam.decide.answer import Context, Proved
from symreparam.decide.limits import limit
from symreparam.decide.real import continuous
from symreparam.decide.tails import tail_converges
from symreparam.logic.judgement import Derivative, Integral, Judgement, Limit
from symreparam.logic.of_terms import End
from symreparam.rules.integration import nonempty
from symreparam.rules.rule import Args, Premises, Setting, count, require, settled, take
from symreparam.terms.region import interval


def integral_tails_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    F' = f on (a, b)    F -> A at a    F -> B at b, both finite    f is continuous on (a, b)
    at each end |f| is integrable: f is bounded near a finite one, or small enough    a < b
    -----------------------------------------------------------------------  integral-tails()
    the integral of f over (a, b) is B - A

    |f| is integrable on compact subintervals and near the ends, so that the integral converges
    absolutely and is the limit of those over compact subintervals (Rudin 1976, theorem 6.21;
    Rudin 1987, theorem 1.34). Continuity and integrability are decided here.
    """
    count(premises, 3, "integral-tails.premises")
    count(args, 0, "integral-tails.args")
    slope = take(premises[0], Derivative, "integral-tails.derivative")
    low = take(premises[1], Limit, "integral-tails.lower")
    high = take(premises[2], Limit, "integral-tails.upper")
    require((low.map, low.end) == (slope.map, "lower"), "integral-tails.lower")
    require((high.map, high.end) == (slope.map, "upper"), "integral-tails.upper")
    for value in (low.value, high.value):
        require(not value.has(oo, -oo), "integral-tails.finite", value)
    over = slope.map.source
    nonempty(over, setting, "integral-tails")
    letter, *ends = over.bounds[0]
    inside = Context(setting.scope, over)
    settled(continuous(slope.derivative, letter, inside), "integral-tails.continuous")
    # constant factors are finite, as f is continuous
    moving = slope.derivative.as_independent(letter, as_Add=False)[1]
    names: tuple[End, End] = ("lower", "upper")
    for end, name in zip(ends, names, strict=True):
        if end in (oo, -oo) or not _bounded_near(moving, letter, name, inside):
            answer = tail_converges(moving, letter, name, inside)
            settled(answer, f"integral-tails.{name}-tail")
    return Integral(slope.derivative, over, high.value - low.value)


def _bounded_near(term: Expr, letter: Symbol, end: End, inside: Context) -> bool:
    """Whether the term is continuous beyond the end, or has a finite limit at it."""
    line = Context(inside.scope, interval(letter, -oo, oo))
    if isinstance(continuous(term, letter, line), Proved):
        return True
    found = limit(term, letter, end, inside)
    return found is not None and not found.has(oo, -oo)
