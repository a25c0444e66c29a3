"""Questions asked on both sides of an inequation: where a != b, either a < b or b < a.

log(p/(1 - p)) and 2 p - 1 have no sign for p != 1/2, and their quotient is positive on both sides.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from sympy import Expr, log

from symreparam.decide.answer import Answer, Context, Proved
from symreparam.terms.scope import Relation

MOST_INEQUATIONS: Final = 2


def on_both_sides(
    terms: tuple[Expr, ...], context: Context, ask: Callable[[Context], Answer]
) -> Proved | None:
    """Proved when `ask` proves it on each side of an inequation of the scope; else None.

    The divisors are those of both sides. Only questions with a logarithm are asked again, as the
    signs of polynomials follow from an inequation itself.
    """
    inequations = [r for r in context.scope.relations if r.sign == "!="]
    if not inequations or len(inequations) > MOST_INEQUATIONS:
        return None
    present = {symbol for t in terms for each in t.atoms(log) for symbol in each.free_symbols}
    for relation in inequations:
        if not (relation.left.free_symbols | relation.right.free_symbols) & present:
            continue
        divisors: dict[Expr, None] = {}
        for side in _sides(context, relation):
            answer = ask(side)
            if not isinstance(answer, Proved):
                return None
            divisors.update(dict.fromkeys(answer.divisors))
        return Proved("on both sides of an inequation", tuple(sorted(divisors, key=str)))
    return None


def _sides(context: Context, relation: Relation) -> tuple[Context, Context]:
    """The context with a < b, and with b < a, in place of a != b."""
    scope = context.scope
    ends = ((relation.left, relation.right), (relation.right, relation.left))
    one, other = (
        replace(
            context,
            scope=replace(
                scope,
                relations=tuple(
                    Relation(low, "<", high) if r == relation else r for r in scope.relations
                ),
                point=(),
            ),
        )
        for low, high in ends
    )
    return one, other
