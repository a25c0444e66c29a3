"""Where two laws give a half-line different probability: cells and a threshold are proposed.

Numbers only suggest; the rule `differ-probability` encloses the probabilities itself.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import accumulate, pairwise, product

from flint import arb
from sympy import Add, Expr, Rational, Symbol

from symreparam.decide.ball import enclose
from symreparam.decide.probability import Breaks, Cell, NoBound, cells
from symreparam.derivation.break_points import MOST_VALUES, ball_of, grid, points_of_each
from symreparam.derivation.builder import Builder, law_step
from symreparam.derivation.transport import letters, source_law
from symreparam.derivation.unfold import unfold_step
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import HasLaw
from symreparam.terms.law import Law, Named

# cells of one variable when the subject has one, two or three that are not discrete
FINE = {1: 360, 2: 90, 3: 36}
COARSE = {1: 160, 2: 40, 3: 14}
MOST_VARIABLES = 5
# cells of an interval on which the claimed mass is bounded from above
CELLS = 160
HALVINGS = 6
MOST_NEAR = 0.5  # the share of cells near a threshold up to which they are halved
_SPANS = ((0.25, 0.75), (0.1, 0.9), (0.4, 0.6), (0.02, 0.45), (0.55, 0.98), (0.02, 0.98))
# a smaller gap of the two distribution functions is not worth a try
GAP = {True: 0.004, False: 0.04}
EXACT = 1e-8
Weighted = list[tuple[float, float]]


def differ(builder: Builder, fine: bool = True) -> int:
    """A step Fails(goal) by bounds of one probability. RuleError or NoInverse if none is found."""
    claim, goal = builder.claim, builder.claim.law_goal
    names = letters(builder)
    variables = [v for v in claim.variables if goal.subject.has(v)]
    if not variables or len(variables) > MOST_VARIABLES:
        raise RuleError("probability.variables", f"{len(variables)} random variables")
    premises, laws = [], []
    for variable in variables:
        given = source_law(builder, claim.variables.index(variable), names.source)
        law = law_step(builder, given).law
        assert isinstance(law, Law)
        premises.append(given)
        laws.append(law)
    claimed = goal.law
    if isinstance(claimed, Named):
        premises.append(unfold_step(builder, claimed, names.target))
        claimed = builder.conclusion(premises[-1]).right  # type: ignore[union-attr]
    assert isinstance(claimed, Law)
    return _propose(builder, goal, tuple(variables), laws, claimed, tuple(premises), fine)


def _propose(
    builder: Builder,
    goal: HasLaw,
    variables: tuple[Symbol, ...],
    laws: list[Law],
    claimed: Law,
    premises: tuple[int, ...],
    fine: bool,
) -> int:
    counts = FINE if fine else COARSE
    spread = sum(bool(law.pieces) for law in laws)
    if spread > max(counts):
        raise RuleError("probability.variables", f"{spread} continuous random variables")
    number = counts[max(1, spread)]
    points = points_of_each(laws, number)
    rows = [*(grid(law, number, points) for law in laws), grid(claimed, counts[1], MOST_VALUES)]
    try:
        found = [cells(law, row) for law, row in zip((*laws, claimed), rows, strict=True)]
    except NoBound as error:
        raise RuleError("probability.cells", str(error)) from error
    true = _weights(goal.subject, variables, found[:-1])
    other = _weights(claimed.variable, (claimed.variable,), [found[-1]])
    # masses of points are enclosed tightly, those of cells of a density are not
    least = GAP[fine] if spread or claimed.pieces else EXACT
    for at in _thresholds(true, other, least):
        finer = rows
        if not any(law.lattices for law in (*laws, claimed)):
            finer = _refined(rows, goal.subject, variables, claimed.variable, at)
        for each in (rows, finer) if finer != rows else (rows,):
            try:
                return builder.add("differ-probability", premises, (goal, at, tuple(each)))
            except RuleError:
                continue
    for ends in _spans(true) if spread else ():
        steps = _steps(*ends, CELLS)
        try:
            return builder.add("differ-interval", premises, (goal, steps, tuple(rows[:-1])))
        except RuleError:
            continue
    raise RuleError("probability.apart", "no threshold keeps the probabilities apart")


def _refined(
    rows: list[Breaks], subject: Expr, variables: tuple[Symbol, ...], letter: Symbol, at: Expr
) -> list[Breaks]:
    """The rows with finer cells around the places where the sides meet the threshold."""
    if len(variables) != 1:
        return rows
    found = []
    for row, term, variable in zip(rows, (subject, letter), (*variables, letter), strict=True):
        gap = Add(term, -at)
        pieces = []
        for points in row:
            steps = list(pairwise(points))
            near = sum(_meets(gap, variable, low, high) for low, high in steps)
            # where nearly all cells are near the threshold, smaller ones are too
            depth = HALVINGS if near <= MOST_NEAR * len(steps) else 0
            inside = [_halved(gap, variable, low, high, depth) for low, high in steps]
            pieces.append((*(points[:1]), *(point for part in inside for point in part)))
        found.append(tuple(pieces))
    return found


def _halved(gap: Expr, variable: Symbol, low: Expr, high: Expr, depth: int) -> list[Expr]:
    """The break points after `low` when cells are halved where the gap may vanish."""
    if not depth or not _meets(gap, variable, low, high):
        return [high]
    ends = (low, (low + high) / 2, high)
    return [end for a, b in pairwise(ends) for end in _halved(gap, variable, a, b, depth - 1)]


def _meets(gap: Expr, variable: Symbol, low: Expr, high: Expr) -> bool:
    """Whether the gap may vanish on the cell, by an enclosure."""
    cell = ball_of((low + high) / 2) + arb(0, ball_of((high - low) / 2).upper())
    value = enclose(gap, {variable: cell}, 53)
    return value is not None and bool(value.contains(0))


def _spans(true: Weighted) -> list[tuple[Expr, Expr]]:
    """Intervals with much of the true probability, for claims that leave a part of it out."""
    sums = list(accumulate(mass for _, mass in true))
    found = []
    for shares in _SPANS if sums else ():
        places = [bisect_left(sums, share * sums[-1]) for share in shares]
        ends = [_rational(true[place][0]) for place in places]
        if len(ends) == 2 and ends[0] < ends[1]:
            found.append((ends[0], ends[1]))
    return found


def _steps(low: Expr, high: Expr, number: int) -> tuple[Expr, ...]:
    return tuple(low + (high - low) * Rational(k, number) for k in range(number + 1))


def _weights(term: Expr, variables: tuple[Symbol, ...], rows: list[tuple[Cell, ...]]) -> Weighted:
    """(value, mass) of the middles of the cells, sorted by value."""
    out: Weighted = []
    for cell in product(*rows):
        mass = 1.0
        for part in cell:
            mass *= float(part.mass)
        box = {v: part.values.mid() for v, part in zip(variables, cell, strict=True)}
        value = enclose(term, box, 53) if mass > 0 else None
        if value is not None:
            out.append((float(value.mid()), mass))
    return sorted(out)


def _thresholds(true: Weighted, other: Weighted, least: float) -> list[Expr]:
    """Rational thresholds, those with the widest gap of the two cdfs first."""
    sums = [list(accumulate((mass for _, mass in one), initial=0.0)) for one in (true, other)]
    values = [[value for value, _ in one] for one in (true, other)]
    if not values[0] or not values[1] or min(s[-1] for s in sums) < 0.5:
        return []
    gaps: list[tuple[float, float]] = []
    places = sorted({*values[0], *values[1]})
    step = max(1, len(places) // 400)
    for low, high in zip(places[::step], places[step::step], strict=False):
        at = (low + high) / 2
        below = [s[bisect_left(v, at)] for s, v in zip(sums, values, strict=True)]
        gaps.append((abs(below[0] - below[1]), at))
    gaps.sort(reverse=True)
    return [_rational(at) for gap, at in gaps[:3] if gap > least]


def _rational(value: float) -> Expr:
    return Rational(value).limit_denominator(10**6)
