"""Dependence of a term that the others determine: that it has no mass, or varies."""

from __future__ import annotations

from collections.abc import Callable

from sympy import Expr

from symreparam.derivation.builder import Builder, law_step
from symreparam.derivation.combine import law_of, unfolded
from symreparam.derivation.expectation import Failure, expanded_mean, mean_step
from symreparam.derivation.transport import letters
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import Expectation, Independent
from symreparam.rules.determined import undetermined
from symreparam.terms.law import Named


def determined_by_others(builder: Builder, goal: Independent) -> int:
    """A step Fails(goal), for a term that is a function of the others. Raises RuleError."""
    variables = builder.claim.variables
    for place, term in enumerate(goal.subjects):
        if undetermined(goal.subjects, place, variables):
            continue
        for way in (_varies(expanded_mean), _no_mass, _varies(mean_step)):
            try:
                premises = way(builder, term)
                return builder.add("dependent-determined", premises, (goal, place))
            except Failure:
                continue
    raise RuleError("dependent-determined.function", "no term is a function of the others")


def _no_mass(builder: Builder, term: Expr) -> tuple[int, ...]:
    """The law of the term, as a density."""
    names = letters(builder)
    given = law_of(builder, term, names)
    if isinstance(law_step(builder, given).law, Named):
        given = unfolded(builder, given, names)
    return (given,)


def _varies(mean: Callable[[Builder, Expr], int]) -> Callable[[Builder, Expr], tuple[int, ...]]:
    """The means of the term and of its square, and that these leave a positive variance."""

    def steps(builder: Builder, term: Expr) -> tuple[int, ...]:
        found = tuple(mean(builder, body) for body in (term, term**2))
        known = [builder.conclusion(step) for step in found]
        first, second = (each.value for each in known if isinstance(each, Expectation))
        return (*found, builder.sign_is(second - first**2, "+"))

    return steps
