"""Probabilities of events in several variables by one theorem, and the law of their indicators."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from sympy import Expr, Integer

from symreparam.derivation.branch import NoInverse
from symreparam.derivation.builder import Builder
from symreparam.derivation.draw_means import threshold_step
from symreparam.derivation.independent_events import events_step
from symreparam.derivation.orthants import orthant
from symreparam.derivation.quotients import quotient_step
from symreparam.derivation.transport import Letters
from symreparam.logic.errors import RuleError, Unsupported
from symreparam.terms.events import is_indicator

Mean = Callable[[Builder, Expr], int]
Failure = (RuleError, NoInverse, Unsupported)


def event_step(builder: Builder, event: Expr, mean: Mean) -> int:
    """A step for the probability of the event: independent parts, a threshold for a uniform
    variable, a quotient compared with 1. Raises RuleError, NoInverse or Unsupported."""
    for way in (events_step, _threshold):
        with suppress(*Failure):
            return way(builder, event, mean)
    return quotient_step(builder, event, mean)


def _threshold(builder: Builder, event: Expr, mean: Mean) -> int:
    return threshold_step(builder, event, Integer(1), lambda body: mean(builder, body))


def _quadrant(builder: Builder, event: Expr, _: Mean) -> int:
    return orthant(builder, event)


def event_law_step(builder: Builder, term: Expr, names: Letters, mean: Mean) -> int | None:
    """A step HasLaw(term, its two masses) where the term is the indicator of an event in several
    variables whose probability one theorem gives, else None."""
    random = [v for v in builder.claim.variables if term.has(v)]
    if len(random) < 2 or not is_indicator(term):
        return None
    for way in (_quadrant, event_step):
        with suppress(*Failure):
            return builder.add("event-law", (way(builder, term, mean),), (names.target,))
    return None
