"""Events as terms: the indicator of a condition, `Piecewise((1, condition), (0, True))`."""

from __future__ import annotations

from collections.abc import Mapping

from sympy import Expr, Heaviside, Integer, Piecewise, Symbol, ceiling, floor, sign
from sympy.logic.boolalg import And, Boolean, false, true

ONE = Integer(1)
ZERO = Integer(0)
# a term without these is continuous where it is defined
JUMPS = (Piecewise, floor, ceiling, sign, Heaviside)


def indicator(condition: Boolean) -> Expr:
    """1 where the condition holds, 0 elsewhere; a number for `true` and `false`."""
    return Piecewise((ONE, condition), (ZERO, True))


def is_indicator(term: Expr) -> bool:
    """Whether the term is the indicator of a condition, perhaps of one that always holds."""
    if term in (ZERO, ONE):
        return True
    if not isinstance(term, Piecewise) or len(term.args) != 2:
        return False
    (first, condition), (other, rest) = term.args
    return bool(first == ONE and other == ZERO and rest == true and condition not in (true, false))


def condition_of(event: Expr) -> Boolean:
    """The condition of an indicator."""
    if event in (ZERO, ONE):
        return true if event == ONE else false
    return event.args[0][1]


def event_at(event: Expr, values: Mapping[Symbol, Expr]) -> Expr:
    """The indicator with terms put in for symbols."""
    return event.xreplace(dict(values))


def on_event(body: Expr, event: Expr, elsewhere: Expr = ZERO) -> Expr:
    """The body on the event, `elsewhere` off it. Indicators are joined to one condition."""
    condition = condition_of(event)
    if elsewhere == ZERO and isinstance(body, Piecewise) and is_indicator(body):
        return indicator(And(condition_of(body), condition))
    return Piecewise((body, condition), (elsewhere, True))
