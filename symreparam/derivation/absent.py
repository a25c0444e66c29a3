"""A member that does not exist: a condition on its arguments fails, or a count is not whole."""

from __future__ import annotations

from sympy import floor

from symreparam.derivation.builder import Builder
from symreparam.families.members import parameter_conditions, whole_arguments
from symreparam.logic.errors import RuleError
from symreparam.rules.refutation import negation
from symreparam.terms.law import Named
from symreparam.terms.scope import Relation


def absent_step(builder: Builder, named: Named) -> int:
    """The step NoLaw(named). Raises RuleError where the member is not seen to be absent."""
    for condition in parameter_conditions(named):
        try:
            return builder.add("no-law", (builder.holds(negation(condition)),), (named,))
        except RuleError:
            continue
    for count in whole_arguments(named):
        below = floor(count.xreplace(dict(builder.setting.scope.point)))
        if not below.is_Integer:
            continue
        try:
            ends = (Relation(below, "<", count), Relation(count, "<", below + 1))
            premises = tuple(builder.holds(end) for end in ends)
            return builder.add("no-law-whole", premises, (named, below))
        except RuleError:
            continue
    raise RuleError("no-law.exists", f"{named.family} is not seen to be no law")
