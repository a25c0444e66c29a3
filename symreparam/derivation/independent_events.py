"""Events taken apart: conditions grouped by the random variables that they share."""

from __future__ import annotations

from collections.abc import Callable

from sympy import And, Expr, Symbol
from sympy.logic.boolalg import Boolean, false, true

from symreparam.derivation.builder import Builder
from symreparam.logic.errors import RuleError
from symreparam.rules.independent_events import conjuncts
from symreparam.terms.events import condition_of, indicator


def events_step(builder: Builder, body: Expr, mean: Callable[[Builder, Expr], int]) -> int:
    """A step for the probability of an event by those of independent events. RuleError where it
    does not come apart, and what `mean` raises."""
    groups = _groups(list(conjuncts(condition_of(body))), set(builder.claim.variables))
    if len(groups) < 2:
        raise RuleError("expectation-events.event", "the conditions share random variables")
    steps = tuple(mean(builder, indicator(And(*group))) for group in groups)
    return builder.add("expectation-events", steps, (body,))


def _groups(parts: list[Boolean], random: set[Symbol]) -> list[list[Boolean]]:
    """The conditions, those with random variables in common together, in their order. None where
    one of them has no random variable."""
    groups: list[tuple[set[Symbol], list[Boolean]]] = []
    for part in parts:
        own = part.free_symbols & random
        if not own or part in (true, false):
            return []
        met = [group for group in groups if group[0] & own]
        joined = set(own).union(*(group[0] for group in met))
        inside = [each for group in met for each in group[1]] + [part]
        groups = [group for group in groups if group not in met] + [(joined, inside)]
    return [inside for _, inside in groups]
