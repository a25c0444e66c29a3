"""Dependence by events: spans of two terms whose probabilities don't multiply.

Numbers only suggest; the rule `dependent-events` encloses the probabilities itself.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import accumulate, combinations, product
from math import ceil, prod

from sympy import Expr, Min, Rational, Symbol, oo

from symreparam.decide.answer import Context
from symreparam.decide.ball import enclose
from symreparam.decide.points import sample
from symreparam.decide.probability import MOST_CELLS, Cell, NoBound, cells
from symreparam.derivation.break_points import grid, points_of_each
from symreparam.derivation.builder import Builder, law_step
from symreparam.derivation.expectation import Failure, mean_step
from symreparam.derivation.joint_independence import joint_steps
from symreparam.derivation.probabilities import COARSE, FINE
from symreparam.derivation.transport import letters, source_law
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import Expectation, HasJointLaw, Independent
from symreparam.rules.dependent_events import Box, Span, events_of, exchanged, on_box
from symreparam.terms.law import JointLaw, Law

PLACES = 12
HALF = Rational(1, 10**9)
SHARES = (0.25, 0.5, 0.75, 0.1, 0.9)
# a smaller gap of the two products is not worth a try: cells on the thresholds are left out
GAP = {True: 0.006, False: 0.02}
EXACT = 1e-8
TRIES = 3
MOST_SAMPLED, MOST_BOTTOM, MARGIN = 3000, 50, 0.1
Weighted = list[tuple[float, float, float]]


def dependent_events(
    builder: Builder, goal: Independent, pair: tuple[int, int], fine: bool = True
) -> int:
    """A step Fails(goal) by two events. Raises RuleError or NoInverse if none is found."""
    terms = goal.subjects[pair[0]], goal.subjects[pair[1]]
    every, name = builder.claim.variables, letters(builder).source
    variables = [v for v in every if any(term.has(v) for term in terms)]
    premises = tuple(source_law(builder, every.index(v), name) for v in variables)
    laws = [law for step in premises if isinstance(law := law_step(builder, step).law, Law)]
    spread = sum(bool(law.pieces) for law in laws)
    if len(laws) != len(premises) or spread > max(COARSE):
        raise RuleError("dependent-events.variables", f"{spread} continuous random variables")
    number = (FINE if fine else COARSE)[max(1, spread)]
    points = points_of_each(laws, number)
    rows = [grid(law, number, points) for law in laws]
    try:
        found = [cells(law, row) for law, row in zip(laws, rows, strict=True)]
    except NoBound as error:
        raise RuleError("dependent-events.cells", str(error)) from error
    weights = _weights(terms, tuple(variables), found)
    least = GAP[fine] if spread else EXACT
    for spans in _spans(weights, least):
        args = (goal, *pair, *spans, tuple(rows))
        try:
            return builder.add("dependent-events", premises, args)
        except RuleError:
            continue
    raise RuleError("dependent-events.apart", "no two events keep the products apart")


def dependent_probabilities(builder: Builder, goal: Independent, pair: tuple[int, int]) -> int:
    """A step Fails(goal) by the probabilities of two events and of both together, found exactly.
    Raises RuleError, NoInverse or Unsupported."""
    terms = goal.subjects[pair[0]], goal.subjects[pair[1]]
    error: Exception | None = None
    for spans in _one_sided(terms, _sampled(builder, terms)):
        try:
            steps = [mean_step(builder, body) for body in events_of(terms, spans)]
            found = [builder.conclusion(step) for step in steps]
            both, one, other = (k.value for k in found if isinstance(k, Expectation))
            steps.append(builder.sign(both - one * other))
            return builder.add("dependent-probabilities", tuple(steps), (goal, *pair, *spans))
        except Failure as failed:
            error = error or failed
    raise error or RuleError("dependent-probabilities.apart", "no two events were found")


def _sampled(builder: Builder, terms: tuple[Expr, Expr]) -> Weighted:
    """Values of both terms with their masses on a coarse grid, whose size is bounded."""
    every, name = builder.claim.variables, letters(builder).source
    variables = tuple(v for v in every if any(term.has(v) for term in terms))
    steps = [source_law(builder, every.index(v), name) for v in variables]
    laws = [law for step in steps if isinstance(law := law_step(builder, step).law, Law)]
    number = max(2, int(MOST_SAMPLED ** (1 / max(1, len(laws)))))
    try:
        found = [cells(law, grid(law, number, number)) for law in laws]
    except NoBound as error:
        raise RuleError("dependent-probabilities.cells", str(error)) from error
    if len(found) != len(variables) or prod(map(len, found)) > MOST_CELLS:
        raise RuleError("dependent-probabilities.cells", f"{len(variables)} random variables")
    return _weights(terms, variables, found)


def look_dependent(builder: Builder, terms: tuple[Expr, Expr]) -> bool:
    """Whether shares on a coarse grid suggest that the two terms are dependent; no proof of it."""
    try:
        return bool(_spans(_sampled(builder, terms), 2 * GAP[False]))
    except Failure:
        return False


def _one_sided(terms: tuple[Expr, Expr], weights: Weighted) -> Iterator[tuple[Span, Span]]:
    """Half-lines, whose ends are short numbers near the medians; of a minimum the upper ones."""
    ends = [_short_median([(w[k], w[2]) for w in weights]) for k in (0, 1)]
    if ends[0] is None or ends[1] is None:
        return
    below: tuple[Span, Span] = ((-oo, ends[0]), (-oo, ends[1]))
    above: tuple[Span, Span] = ((ends[0], oo), (ends[1], oo))
    yield from (above, below) if any(term.has(Min) for term in terms) else (below, above)


def _short_median(values: list[tuple[float, float]]) -> Expr | None:
    """The number with the least denominator between the lower and the upper quartile."""
    order = sorted(values)
    sums = list(accumulate(mass for _, mass in order))
    if not sums or not sums[-1] > 0:
        return None
    low, high = (order[bisect_left(sums, share * sums[-1])][0] for share in (0.3, 0.7))
    for bottom in range(1, MOST_BOTTOM):
        top = ceil(low * bottom + bottom * MARGIN * (high - low))
        if low * bottom < top < high * bottom:
            return Rational(top, bottom)
    return None


def dependent_density(builder: Builder, goal: Independent) -> int:
    """A step Fails(goal) by the joint density on four boxes. Raises RuleError or NoInverse."""
    # as one vector: terms whose sum is seen to stay below 1 may be shares of a whole
    for step in joint_steps(builder, goal, (len(goal.subjects),)):
        known = builder.conclusion(step)
        assert isinstance(known, HasJointLaw)
        law = known.law
        points = sample(Context(builder.setting.scope, law.region), PLACES)
        rational = [p for p in points if all(p[x].is_Rational for x in law.variables)]
        for args in _boxes(law, rational):
            try:
                return builder.add("dependent-density", (step,), (goal, *args))
            except RuleError:
                continue
    raise RuleError("dependent-density.apart", "no four points keep the products apart")


def _boxes(
    law: JointLaw, points: list[dict[Symbol, Expr]]
) -> list[tuple[int, Box, Box]]:
    """Small boxes around two points, for the pairs of points that differ most."""
    found = []
    for one, two in combinations(points, 2):
        first, second = (
            tuple((p[x] - HALF, p[x] + HALF) for x in law.variables) for p in (one, two)
        )
        for place in range(len(law.variables)):
            boxes = (first, second, *exchanged(first, second, place))
            values = [on_box(law, box) for box in boxes]
            if all(value is not None for value in values):
                a, b, c, d = (float(value.mid()) for value in values if value is not None)
                found.append((abs(a * b - c * d) / (a * b + c * d or 1.0), place, first, second))
    found.sort(key=lambda each: -each[0])
    return [each[1:] for each in found[:TRIES]]


def _weights(
    terms: tuple[Expr, Expr], variables: tuple[Symbol, ...], rows: list[tuple[Cell, ...]]
) -> Weighted:
    """(value, value, mass) at the middles of the cells."""
    out: Weighted = []
    for cell in product(*rows):
        mass = 1.0
        for part in cell:
            mass *= float(part.mass)
        if not mass > 0:
            continue
        box = {v: part.values.mid() for v, part in zip(variables, cell, strict=True)}
        values = [enclose(term, box, 53) for term in terms]
        if values[0] is not None and values[1] is not None:
            out.append((float(values[0].mid()), float(values[1].mid()), mass))
    return out


def _spans(weights: Weighted, least: float) -> list[tuple[Span, Span]]:
    """Pairs of spans with rational ends, those with the widest gap of the two products first."""
    levels = [_levels([(w[k], w[2]) for w in weights]) for k in (0, 1)]
    table: dict[tuple[int, int], float] = {}
    for first, second, mass in weights:
        key = bisect_left(levels[0], first), bisect_left(levels[1], second)
        table[key] = table.get(key, 0.0) + mass
    choices = [_choices(len(each)) for each in levels]
    gaps = []
    for one, two in product(*choices):
        parts = {(x, y): 0.0 for x in (True, False) for y in (True, False)}
        for (row, column), mass in table.items():
            parts[one[0] < row <= one[1], two[0] < column <= two[1]] += mass
        gap = parts[True, True] * parts[False, False] - parts[True, False] * parts[False, True]
        gaps.append((abs(gap), one, two))
    gaps.sort(reverse=True)
    return [
        (_ends(levels[0], one), _ends(levels[1], two))
        for gap, one, two in gaps[:TRIES]
        if gap > least
    ]


def _choices(count: int) -> list[tuple[int, int]]:
    """Which levels bound a span, by their numbers; -1 and `count` are the infinite ends."""
    below = [(-1, k) for k in range(count)]
    return below + [(j, k) for j in range(count) for k in range(j + 1, count)]


def _ends(levels: list[float], chosen: tuple[int, int]) -> Span:
    low, high = chosen
    return (-oo if low < 0 else _rational(levels[low])), _rational(levels[high])


def _levels(values: list[tuple[float, float]]) -> list[float]:
    """Numbers between neighbouring values, near the quantiles."""
    merged: dict[float, float] = {}
    for value, mass in values:
        merged[value] = merged.get(value, 0.0) + mass
    order = sorted(merged)
    sums = list(accumulate(merged[value] for value in order))
    found = []
    for share in SHARES if len(order) > 1 else ():
        place = min(max(bisect_left(sums, share * sums[-1]), 0), len(order) - 2)
        found += [(order[k] + order[k + 1]) / 2 for k in (place - 1, place) if k >= 0]
    width = max(found, default=0.0) - min(found, default=0.0)
    return sorted({_round(level, width / 20) for level in found})


def _round(level: float, most: float) -> float:
    """A number that is short to print near the level, unless the values in between matter."""
    short = round(16 * level) / 16
    return short if abs(short - level) < most else level


def _rational(value: float) -> Expr:
    return Rational(value).limit_denominator(10**6)
