"""Neighbours of a false claim about a sum of several variables: the member with its moments."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sympy import Expr, cancel, expand, factor, sqrt, sqrtdenest

from symreparam.derivation.builder import Builder
from symreparam.derivation.expectation import Failure, expanded_mean
from symreparam.families.members import record_of
from symreparam.logic.claim import Claim
from symreparam.logic.judgement import Expectation, HasLaw
from symreparam.pipeline.near_densities import Proposal, Spoken
from symreparam.pipeline.near_misses import labels
from symreparam.terms.law import Named


def of_moments(claim: Claim) -> Iterator[Proposal]:
    """The member of the claimed family with the mean and the variance of a linear combination."""
    goal, random = claim.law_goal, claim.variables
    own = [v for v in random if goal.subject.has(v)]
    if not isinstance(goal.law, Named) or len(own) < 2 or not goal.subject.is_polynomial(*own):
        return
    if goal.subject.as_poly(*own).total_degree() != 1:
        return
    builder = Builder(claim)
    try:
        steps = [expanded_mean(builder, goal.subject**power) for power in (1, 2)]
    except Failure:
        return
    known = [builder.conclusion(step) for step in steps]
    mean, square = (each.value for each in known if isinstance(each, Expectation))
    arguments = _fitted(goal.law.family, expand(mean), factor(expand(square - mean**2)))
    if arguments is None or arguments == goal.law.arguments:
        return
    names = labels(record_of(goal.law), claim)
    words: Spoken = ()
    for label, new, old in zip(names, arguments, goal.law.arguments, strict=True):
        if new != old:
            words += (" and " if words else "with ", label, new, " instead of ", old)
    near = HasLaw(goal.subject, Named(goal.law.family, arguments))
    yield words, (), replace(claim, goal=near)


def _fitted(family: str, mean: Expr, variance: Expr) -> tuple[Expr, ...] | None:
    """The arguments of the family's member with that mean and variance."""
    if family == "Normal":
        return mean, sqrtdenest(sqrt(variance))
    if mean == 0:
        return None
    if family == "Gamma":
        return cancel(mean**2 / variance), cancel(variance / mean)
    if family == "Exponential":
        return (cancel(1 / mean),)
    return (mean,) if family in ("Poisson", "ChiSquared") else None
