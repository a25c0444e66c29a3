"""Systems of equations along which a scope is cut, and the values that solve one of them."""

from __future__ import annotations

from collections.abc import Iterator

from sympy import Expr

from symreparam.decide.answer import Context, Proved
from symreparam.decide.sign import holds
from symreparam.logic.claim import Claim
from symreparam.pipeline.conditions import ZERO, Solution, solutions
from symreparam.pipeline.parameter_equations import density_gaps, limit_gaps
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
        yield from filter(None, (limit_gaps(claim),))
    others = density_gaps(claim)
    if others is not None:
        yield others
    if gaps is not None:
        yield from filter(None, (limit_gaps(claim),))
