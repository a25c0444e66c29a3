"""Signs by cutting an interval where the argument of an absolute value changes sign."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from sympy import Abs, Expr, Integer, Max, Min, Symbol, sign

from symreparam.decide.answer import Context, Proved
from symreparam.decide.points import number_relation
from symreparam.decide.signset import ANY, Signs
from symreparam.terms.region import NUMBERS, interval
from symreparam.terms.scope import Relation

Ask = Callable[[Expr, Context], Signs]


def signs_by_halves(expr: Expr, context: Context, ask: Ask) -> Signs:
    """The union of the signs left of, at, and right of a kink inside the only interval.

    `ask` returns a superset of the signs of a term in a context. ANY when there is no kink with a
    rational place strictly inside a rational interval.
    """
    if len(context.over.bounds) != 1:
        return ANY
    variable, lower, upper = context.over.bounds[0]
    for gap in _gaps(expr, variable):
        at = _zero(gap, variable)
        if at is None or not (_below(lower, at) and _below(at, upper)):
            continue
        left = replace(context, over=interval(variable, lower, at))
        right = replace(context, over=interval(variable, at, upper))
        here = replace(context, over=NUMBERS)
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


def _zero(gap: Expr, variable: Symbol) -> Expr | None:
    """The rational zero of a linear term."""
    slope = gap.diff(variable)
    if not slope.is_Rational or slope == 0:
        return None
    at = -gap.xreplace({variable: Integer(0)}) / slope
    return at if at.is_Rational else None


def _below(low: Expr, high: Expr) -> bool:
    if low.is_infinite or high.is_infinite:
        return True
    if low.free_symbols or high.free_symbols:
        return False
    return isinstance(number_relation(Relation(low, "<", high)), Proved)
