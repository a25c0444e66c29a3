"""Signs by cutting an interval where the argument of an absolute value changes sign."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from sympy import Abs, Expr, Integer, Max, Min, Symbol, expand_mul, sign

from symreparam.decide.answer import Context, Proved
from symreparam.decide.points import number_relation
from symreparam.decide.signset import ANY, NEGATIVE, POSITIVE, Signs
from symreparam.terms.region import NUMBERS, interval
from symreparam.terms.scope import Relation

Ask = Callable[[Expr, Context], Signs]


def signs_by_halves(expr: Expr, context: Context, ask: Ask) -> Signs:
    """The union of the signs left of, at, and right of a kink inside the only interval.

    `ask` returns a superset of the signs of a term in a context. ANY when no kink of a linear
    argument is known to lie strictly inside the interval, at whatever parameter values.
    """
    if len(context.over.bounds) != 1:
        return ANY
    variable, lower, upper = context.over.bounds[0]
    here = replace(context, over=NUMBERS)
    for gap in _gaps(expr, variable):
        at = _zero(gap, variable, here, ask)
        if at is None or not (_below(lower, at, here, ask) and _below(at, upper, here, ask)):
            continue
        left = replace(context, over=interval(variable, lower, at))
        right = replace(context, over=interval(variable, at, upper))
        found = ask(expr, left)
        if found != ANY:
            found |= ask(expr, right)
        if found != ANY:
            found |= ask(expr.xreplace({variable: at}), here)
        return found
    return ANY


def _gaps(expr: Expr, variable: Symbol) -> list[Expr]:
    found: list[Expr] = []
    for term in sorted(expr.atoms(Abs, sign, Max, Min), key=str):
        gaps = term.args if isinstance(term, (Abs, sign)) else (term.args[0] - term.args[1],)
        found += [gap for gap in gaps if gap.has(variable) and len(term.args) <= 2]
    return found


def _zero(gap: Expr, variable: Symbol, here: Context, ask: Ask) -> Expr | None:
    """The only zero of a linear term, by one term at all parameter values."""
    slope = gap.diff(variable)
    if slope.has(variable) or not _has_sign(slope, here, ask):
        return None
    at = -gap.xreplace({variable: Integer(0)}) / slope
    return at if at.is_Rational else expand_mul(at)


def _has_sign(slope: Expr, here: Context, ask: Ask) -> bool:
    if slope.is_Rational:
        return bool(slope != 0)
    return ask(slope, here) in (POSITIVE, NEGATIVE)


def _below(low: Expr, high: Expr, here: Context, ask: Ask) -> bool:
    if low.is_infinite or high.is_infinite:
        return True
    if low.free_symbols or high.free_symbols:
        return ask(high - low, here) == POSITIVE
    return isinstance(number_relation(Relation(low, "<", high)), Proved)
