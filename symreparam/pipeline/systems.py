"""Systems of equations along which a scope is cut, and the values that solve one of them."""

from __future__ import annotations

from collections.abc import Iterator

from sympy import Expr

from symreparam.decide.answer import Context, Proved
from symreparam.decide.sign import holds
from symreparam.derivation.moments import moment_gaps
from symreparam.logic.claim import Claim
from symreparam.pipeline.conditions import ZERO, Solution, linear_parts, solutions
from symreparam.pipeline.parameter_equations import (
    centre_gaps,
    density_gaps,
    limit_gaps,
    needed_gaps,
)
from symreparam.terms.law import Named
from symreparam.terms.scope import Relation


def solved(part: Expr, context: Context) -> tuple[Solution, ...] | None:
    """Where the term vanishes, as values of one symbol; None where no closed values are found."""

    def nonzero(term: Expr) -> bool:
        return isinstance(holds(Relation(term, "!=", ZERO), context), Proved)

    return solutions(part, nonzero)


def away(part: Expr, context: Context) -> tuple[Relation, ...]:
    """Conditions under which the term does not vanish: those values of the symbol are left out."""
    found = solved(part, context)
    if found is None:
        return (Relation(part, "!=", ZERO),)
    return tuple(Relation(each.symbol, "!=", each.value) for each in found)


def systems(claim: Claim, gaps: tuple[Expr, ...] | None) -> Iterator[tuple[Expr, ...]]:
    """Systems of equations to cut along; which order helps is not known beforehand."""
    if gaps is not None:
        yield gaps
        yield gaps[::-1]
    else:
        yield from filter(None, (needed_gaps(claim), limit_gaps(claim)))
    others = density_gaps(claim)
    if others is not None:
        yield others
    elif isinstance(claim.law_goal.law, Named):
        yield from filter(None, (moment_gaps(claim),))
    if gaps is not None:
        yield from filter(None, (limit_gaps(claim),))
    else:
        yield from filter(None, (centre_gaps(claim),))


def orders(term: Expr) -> tuple[Relation, Relation]:
    """The term is positive, and negative: a symbol compared with a value when linear in one."""
    for each in solutions(term) or () if len(term.free_symbols) == 1 else ():
        rising = term.diff(each.symbol)
        if rising.is_Rational:
            up = Relation(each.value, "<", each.symbol), Relation(each.symbol, "<", each.value)
            return up if rising > 0 else (up[1], up[0])
    return Relation(ZERO, "<", term), Relation(term, "<", ZERO)


def slopes(parts: tuple[Expr, ...], context: Context) -> Iterator[Expr]:
    """Slopes in one symbol, of open sign, of factors that have no closed solution because of it."""
    for part in parts:
        known = None if solved(part, context) is not None else linear_parts(part)
        if known is not None and len(known[1].free_symbols) == 1 and solutions(known[1]):
            yield known[1]
