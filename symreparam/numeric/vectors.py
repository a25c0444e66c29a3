"""Claims about several terms against a seeded sample: joint laws, independence, equality in law.

Every share of the sample is off by more than `bound` with a probability of at most 1e-12, all
comparisons of a check together (Hoeffding 1963, theorem 2, and the union bound).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import combinations, islice, product
from typing import Any, Final

import numpy
from sympy import Expr, Symbol

from symreparam.logic.claim import Claim
from symreparam.logic.judgement import (
    EqualInLaw,
    GivenLaw,
    HasJointLaw,
    HasLaw,
    HasNormalLaw,
    Independent,
    IndependentVectors,
)
from symreparam.numeric.boxes import box_probability
from symreparam.numeric.columns import column_of
from symreparam.numeric.cumulative import gaps_to
from symreparam.numeric.evaluate import joint, number, parameter_values
from symreparam.numeric.sampling import FALSE_ALARM, drawn
from symreparam.numeric.scene import scene_of
from symreparam.numeric.workspace import NoNumber, NotFinite, Workspace
from symreparam.terms.record import dataclass

SIZE: Final = 20_000
_PILOT: Final = 1_000
_MOST: Final = 24
_SLACK: Final = 2e-3
_FUEL: Final = 10**9
_FEWEST: Final = 500
Found = tuple[bool | None, str]
Array = Any


@dataclass(frozen=True, slots=True)
class _Sample:
    """The claim's random variables drawn once, and the parameters, in doubles."""

    columns: dict[Symbol, list[float]]
    values: dict[Symbol, Any]
    work: Workspace

    def of(self, term: Expr) -> Array:
        """The values of a term. Raises NoNumber."""
        used = tuple(s for s in self.columns if term.has(s))
        inner = joint(term, used, self.values, self.work)
        if not used:
            return numpy.full(len(next(iter(self.columns.values()))), float(inner(())))
        columns = [self.columns[s] for s in used]
        found = column_of(term, used, columns, self.values, self.work)
        for index in numpy.flatnonzero(numpy.isnan(found)).tolist():
            found[index] = float(inner(tuple(column[index] for column in columns)))
        return found

    def number(self, term: Expr) -> float:
        """A term in parameters."""
        return float(number(term, self.values, self.work))


def sampled_goal(claim: Claim) -> Found:
    """Whether a seeded sample agrees with the goal, at the scope's point. Raises NoNumber."""
    goal = claim.goal
    match goal:
        case HasJointLaw():
            return _joint(goal, _sample(claim, 1))
        case HasNormalLaw():
            return _normal(goal, _sample(claim, 1))
        case EqualInLaw():
            return _equal(goal, _sample(claim, 1), _sample(claim, 2))
        case Independent():
            return _independent(goal, _sample(claim, 1))
        case IndependentVectors():
            return _independent_vectors(goal, _sample(claim, 1))
        case GivenLaw():
            return _given(claim, goal, _sample(claim, 1))
    raise NoNumber("no sample is drawn for a claim of this kind")


def _sample(claim: Claim, seed: int) -> _Sample:
    generator = numpy.random.Generator(numpy.random.PCG64(seed))
    work = Workspace(0, _FUEL)
    values = parameter_values(dict(claim.scope.point), work)
    columns = {h.subject: drawn(h.law, values, generator)[:SIZE] for h in claim.hypotheses}
    return _Sample(columns, values, work)


def bound(comparisons: int, size: int) -> float:
    """What none of so many shares of a sample is off by, but for probability FALSE_ALARM."""
    return math.sqrt(math.log(2 * comparisons / FALSE_ALARM) / (2 * size))


def _joint(goal: HasJointLaw, sample: _Sample) -> Found:
    """Shares of boxes, chosen by the first draws, against the density's integral."""
    columns = [sample.of(term) for term in goal.subjects]
    sides = [_intervals(column[:_PILOT]) for column in columns]
    rest = [column[_PILOT:] for column in columns]
    gaps = []
    for box in islice(product(*sides), _MOST):
        try:
            wanted = box_probability(goal.law, box, sample.values, sample.work)
        except NoNumber:
            continue
        inside = [(column >= a) & (column <= b) for column, (a, b) in zip(rest, box, strict=True)]
        gaps.append(abs(wanted - float(numpy.mean(numpy.all(inside, axis=0)))))
    return _told(gaps, bound(_MOST, SIZE - _PILOT), "boxes")


def _intervals(column: Array) -> list[tuple[float, float]]:
    low, first, middle, last, high = numpy.quantile(column, (0.02, 0.3, 0.5, 0.7, 0.98)).tolist()
    found = [(first, high), (low, middle), (middle, high), (first, last)]
    return [pair for pair in found if pair[0] <= pair[1]]


def _normal(goal: HasNormalLaw, sample: _Sample) -> Found:
    """Components, their sums and differences against normal distribution functions."""
    columns = [sample.of(term) for term in goal.subjects]
    mean = [sample.number(term) for term in goal.mean]
    spread = [[sample.number(term) for term in row] for row in goal.covariance]
    rows = [{i: 1.0} for i in range(len(columns))]
    for i, j in combinations(range(len(columns)), 2):
        rows += [{i: 1.0, j: 1.0}, {i: 1.0, j: -1.0}]
    gaps = []
    for row in islice(rows, _MOST):
        column = sum(w * columns[i] for i, w in row.items())
        centre = sum(w * mean[i] for i, w in row.items())
        variance = sum(w * u * spread[i][j] for i, w in row.items() for j, u in row.items())
        scale = max(spread[i][i] for i in row)
        if variance <= 1e-9 * scale:
            off = float(numpy.max(numpy.abs(column - centre)))
            gaps.append(1.0 if off > 1e-4 * math.sqrt(scale) + 1e-6 * (1 + abs(centre)) else 0.0)
            continue
        for mark in numpy.quantile(column, (0.1, 0.3, 0.5, 0.7, 0.9)).tolist():
            wanted = math.erfc((centre - mark) / math.sqrt(2 * variance)) / 2
            gaps.append(abs(wanted - float(numpy.mean(column <= mark))))
    # the marks come from the sample: the bound is that of the whole distribution function
    return _told(gaps, bound(_MOST, SIZE), "shares")


def _equal(goal: EqualInLaw, one: _Sample, other: _Sample) -> Found:
    """The shares of two samples below marks, which the first draws give."""
    first, second = [one.of(t) for t in goal.first], [other.of(t) for t in goal.second]
    marks = [_marks(column[:_PILOT]) for column in first]
    gaps = []
    for corner in islice(product(*marks), _MOST):
        shares = [_below([c[_PILOT:] for c in side], corner) for side in (first, second)]
        gaps.append(abs(shares[0] - shares[1]))
    return _told(gaps, 2 * bound(2 * _MOST, SIZE - _PILOT), "corners")


def _independent(goal: Independent, sample: _Sample) -> Found:
    """The shares of corners against the products of those of the sides."""
    columns = [sample.of(term) for term in goal.subjects]
    marks = [_marks(column[:_PILOT]) for column in columns]
    rest = [column[_PILOT:] for column in columns]
    gaps = []
    for corner in islice(product(*marks), _MOST):
        sides = [_below([c], [m]) for c, m in zip(rest, corner, strict=True)]
        gaps.append(abs(_below(rest, corner) - math.prod(sides)))
    parts = len(columns) + 1
    return _told(gaps, parts * bound(parts * _MOST, SIZE - _PILOT), "corners")


def _independent_vectors(goal: IndependentVectors, sample: _Sample) -> Found:
    """The shares of corners against the products of those of each vector's own corners."""
    columns = [[sample.of(term) for term in vector] for vector in goal.vectors]
    marks = [_marks(column[:_PILOT]) for vector in columns for column in vector]
    rest = [[column[_PILOT:] for column in vector] for vector in columns]
    gaps = []
    for corner in islice(product(*marks), _MOST):
        places = iter(corner)
        parts = [(vector, [next(places) for _ in vector]) for vector in rest]
        whole = _below([c for vector, _ in parts for c in vector], corner)
        gaps.append(abs(whole - math.prod(_below(*part) for part in parts)))
    count = len(columns) + 1
    return _told(gaps, count * bound(count * _MOST, SIZE - _PILOT), "corners")


def _marks(column: Array) -> list[float]:
    """Marks that no rounding of a value with mass crosses."""
    places = numpy.quantile(column, (0.25, 0.5, 0.75, 0.1, 0.9), method="lower").tolist()
    room = 1e-7 * float(numpy.max(numpy.abs(column)))
    return [place + room for place in dict.fromkeys(places)]


def _below(columns: Sequence[Array], corner: Sequence[float]) -> float:
    inside = [column <= mark for column, mark in zip(columns, corner, strict=True)]
    return float(numpy.mean(numpy.all(inside, axis=0)))


def _given(claim: Claim, goal: GivenLaw, sample: _Sample) -> Found:
    """The draws in the event against the law's distribution function."""
    kept = sample.of(goal.event) == 1
    count = int(numpy.sum(kept))
    if count < _FEWEST:
        raise NotFinite("the event is too rare for the sample")
    columns = {s: numpy.array(c)[kept].tolist() for s, c in sample.columns.items()}
    column = _Sample(columns, sample.values, sample.work).of(goal.subject)
    scene = scene_of(_about(claim, goal), goal.law)
    scene.work.fuel += 10**7
    marks = sorted(_marks(column))
    shares = [_below([column], [mark]) for mark in marks]
    most = bound(1, count)
    return _told(gaps_to(scene, marks, shares, most), most, "shares")


def _about(claim: Claim, goal: GivenLaw) -> Claim:
    plain = HasLaw(goal.subject, goal.law)
    return Claim(claim.scope, claim.variables, claim.hypotheses, plain)


def _told(gaps: list[float], most: float, what: str) -> Found:
    if not gaps:
        raise NotFinite("nothing was comparable")
    worst = max(gaps)
    shown = f"{len(gaps)} {what} of {SIZE} draws, off by {worst:.4f} at most, bound {most:.4f}"
    return worst <= most + _SLACK, shown
