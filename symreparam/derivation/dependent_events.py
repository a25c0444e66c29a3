"""Dependence by events: spans of two terms whose probabilities don't multiply.

Numbers only suggest; the rule `dependent-events` encloses the probabilities itself.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import accumulate, combinations, product

from sympy import Expr, Rational, Symbol, oo

from symreparam.decide.answer import Context
from symreparam.decide.ball import enclose
from symreparam.decide.points import sample
from symreparam.decide.probability import Cell, NoBound, cells
from symreparam.derivation.builder import Builder, law_step
from symreparam.derivation.joint_independence import joint_steps
from symreparam.derivation.probabilities import COARSE, FINE, grid, points_of_each
from symreparam.derivation.transport import letters, source_law
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import HasJointLaw, Independent
from symreparam.rules.dependent_events import Box, exchanged, on_box
from symreparam.terms.law import JointLaw, Law

PLACES = 12
HALF = Rational(1, 10**9)
SHARES = (0.25, 0.5, 0.75, 0.1, 0.9)
# a smaller gap of the two products is not worth a try: cells on the thresholds are left out
GAP = {True: 0.006, False: 0.02}
EXACT = 1e-8
TRIES = 3
Weighted = list[tuple[float, float, float]]
Span = tuple[Expr, Expr]


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


def dependent_density(builder: Builder, goal: Independent) -> int:
    """A step Fails(goal) by the joint density on four boxes. Raises RuleError or NoInverse."""
    for step in joint_steps(builder, goal):
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
