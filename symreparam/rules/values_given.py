"""That a discrete term takes a value, as an event in the ways in which it may be written."""

from __future__ import annotations

from sympy import And, Eq, Expr, Or, floor
from sympy.core.relational import Relational
from sympy.logic.boolalg import Boolean, false, true

from symreparam.rules.rule import require
from symreparam.terms.events import ONE, ZERO, condition_of, indicator, is_indicator


def ways_given(term: Expr, other: Expr, point: Expr) -> tuple[tuple[Expr, Expr], ...]:
    """The term and the event `other = point`, as they may be written."""
    if is_indicator(other) and point in (ZERO, ONE):
        condition = condition_of(other)
        return ((term, indicator(condition if point == ONE else negated(condition))),)
    plain = (term, indicator(Eq(other, point)))
    if not isinstance(other, floor):
        return (plain,)
    inner = other.args[0]
    within = indicator(And(point <= inner, inner < point + 1))
    return ((term.xreplace({other: point}), within), plain)


def negated(condition: Boolean) -> Boolean:
    """The condition that holds just where this one does not, without the sign of negation."""
    if isinstance(condition, And | Or):
        join = Or if isinstance(condition, And) else And
        return join(*(negated(part) for part in condition.args))
    if isinstance(condition, Relational):
        return condition.negated
    require(condition in (true, false), "independent-given.condition", condition)
    return false if condition == true else true
