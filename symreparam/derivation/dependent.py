"""Dependence searched for: by moments, by two events, by the joint density."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from itertools import chain, combinations, islice

from sympy import Expr, Max, Min, Mul, Symbol

from symreparam.derivation.builder import Builder
from symreparam.derivation.circle_independence import dependent_circle
from symreparam.derivation.dependent_events import (
    dependent_density,
    dependent_events,
    dependent_probabilities,
)
from symreparam.derivation.dependent_shared import dependent_shared
from symreparam.derivation.determined import determined_by_others
from symreparam.derivation.expectation import Failure, expanded_mean, mean_step
from symreparam.derivation.independence import has_masses
from symreparam.derivation.independent_values import dependent_values
from symreparam.logic.claim import Claim
from symreparam.logic.judgement import Expectation, Independent
from symreparam.logic.proof import Proof
from symreparam.rules.order_statistics import leaves

POWERS = ((1, 1), (2, 2), (1, 2), (2, 1))
Values = tuple[tuple[Symbol, Expr], ...]


def refute_independent(claim: Claim, values: Values, quick: bool = False) -> Proof | None:
    """A proof that the terms are dependent at these values, or None; with `quick` by covariances
    of polynomials and for a term that the others determine alone."""
    builder = Builder(claim, values)
    goal = builder.claim.goal
    assert isinstance(goal, Independent)
    polynomials = all(term.is_polynomial(*builder.claim.variables) for term in goal.subjects)
    ways = _ways(builder, goal, polynomials)
    count = len(goal.subjects)
    if quick:
        pairs = count * (count - 1) // 2
        ways = islice(ways, pairs * len(POWERS)) if polynomials else iter(())
        known = partial(determined_by_others, builder, goal)
        circle = partial(dependent_circle, builder, goal)
        ways = chain(ways, (circle, known, partial(dependent_shared, builder, goal)))
    for way in ways:
        try:
            return builder.proof(way())
        except Failure:
            continue
    return None


def _ways(
    builder: Builder, goal: Independent, polynomials: bool
) -> Iterator[Callable[[], int]]:
    """Covariances that are found term by term; two events; the joint density; other moments, term
    by term and then through laws. Of terms that are no polynomials the moments come later."""
    pairs = list(combinations(range(len(goal.subjects)), 2))
    numbers = not builder.setting.scope.symbols
    events = [partial(dependent_events, builder, goal, pair, False) for pair in pairs]
    plain = [
        [partial(_dependent, builder, goal, p, powers, expanded_mean) for p in pairs]
        for powers in POWERS
    ]
    for ways in plain if polynomials else ():
        yield from ways
    yield partial(dependent_circle, builder, goal)
    yield partial(determined_by_others, builder, goal)
    yield partial(dependent_shared, builder, goal)
    if numbers:
        yield from events
    if not polynomials:
        yield from plain[0]
    if len(goal.subjects) > 2:
        yield partial(_all_dependent, builder, goal)
    if has_masses(builder.claim, goal):
        yield partial(dependent_values, builder, goal)
    extremes = any(term.has(Max, Min) for term in goal.subjects)
    shares = [partial(dependent_probabilities, builder, goal, pair) for pair in pairs]
    fine = [partial(dependent_events, builder, goal, pair, True) for pair in pairs]
    if numbers:
        # an extreme by events of its variables, others with each variable held fixed in turn: of
        # two variables a text, of more dearer than cells
        alone = all(isinstance(term, Max | Min) or term.is_Symbol for term in goal.subjects)
        plainest = extremes and (alone or len(builder.claim.variables) == 2)
        yield from shares if plainest else ()
        # a joint law of more terms than one would see at once is dear
        few = len(builder.claim.variables) <= len(goal.subjects)
        density = [partial(dependent_density, builder, goal)]
        yield from (*density, *fine) if few else (*fine, *density)
        yield from shares if extremes and not plainest else ()
    for ways in () if polynomials else plain[1:]:
        yield from ways
    if numbers and not extremes:
        yield from shares
    # the laws of powers of extremes of many variables are dear, and seldom found
    many = any(len(leaves(top)) > 2 for t in goal.subjects for top in t.atoms(Max, Min))
    for powers in POWERS[:1] if many else POWERS:
        yield from (partial(_dependent, builder, goal, p, powers, mean_step) for p in pairs)


def _dependent(
    builder: Builder,
    goal: Independent,
    pair: tuple[int, int],
    powers: tuple[int, int],
    mean: Callable[[Builder, Expr], int],
) -> int:
    left, right = (goal.subjects[i] ** p for i, p in zip(pair, powers, strict=True))
    steps = [mean(builder, body) for body in (left, right, left * right)]
    found = [builder.conclusion(step) for step in steps]
    values = [known.value for known in found if isinstance(known, Expectation)]
    gap = builder.sign(values[2] - values[0] * values[1])
    args = (goal, *pair, *powers)
    return builder.add("dependent", (steps[2], steps[0], steps[1], gap), args)


def _all_dependent(builder: Builder, goal: Independent) -> int:
    """The mean of the product of all terms against the product of their means."""
    bodies = (Mul(*goal.subjects), *goal.subjects)
    steps = [expanded_mean(builder, body) for body in bodies]
    found = [builder.conclusion(step) for step in steps]
    values = [known.value for known in found if isinstance(known, Expectation)]
    gap = builder.sign(values[0] - Mul(*values[1:]))
    return builder.add("dependent-product", (*steps, gap), (goal,))
