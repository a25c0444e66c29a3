"""Where two laws give a half-line different probability: cells and a threshold are proposed.

Numbers only suggest; the rule `differ-probability` encloses the probabilities itself.
"""

from __future__ import annotations

import heapq
from bisect import bisect_left
from itertools import accumulate, pairwise, product
from math import prod

from flint import arb, fmpq
from sympy import Add, Expr, Integer, Rational, Symbol, oo

from symreparam.decide.ball import enclose
from symreparam.decide.probability import MOST_CELLS, Breaks, Cell, NoBound, cells
from symreparam.derivation.branch import NoInverse
from symreparam.derivation.builder import Builder, law_step
from symreparam.derivation.transport import letters, source_law
from symreparam.derivation.unfold import unfold_step
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import HasLaw
from symreparam.terms.law import Lattice, Law, Named, Piece

# cells of one variable when the subject has one, two or three that are not discrete
FINE = {1: 360, 2: 90, 3: 28}
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
# what is left out of a lattice, and how many of its values are looked at
ENOUGH = 1 - 1e-12
MOST_VALUES = 600
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
    cell = _ball((low + high) / 2) + arb(0, _ball((high - low) / 2).upper())
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


def points_of_each(laws: list[Law], number: int) -> int:
    """How many values of each lattice are looked at: the product is bounded."""
    sizes = [len(law.atoms) + number * bool(law.pieces) for law in laws if not law.lattices]
    room = MOST_CELLS // max(1, prod(size + 1 for size in sizes))
    count = sum(bool(law.lattices) for law in laws)
    return max(4, min(MOST_VALUES, int(room ** (1 / max(1, count)))))


def grid(law: Law, number: int, points: int) -> Breaks:
    """Break points for each piece, dense where the density bends; a part of each lattice."""
    share = max(8, number // max(1, len(law.pieces)))
    rows = tuple(_of_piece(piece, law.variable, share) for piece in law.pieces)
    return (*rows, *(_of_lattice(each, points) for each in law.lattices))


def _of_lattice(each: Lattice, most: int) -> tuple[Expr, ...]:
    """The first and the last whole number of a part that has nearly all of the mass."""
    start, low, high = _start_of(each), each.lower, each.upper
    if not all(end in (oo, -oo) or end.is_Integer for end in (low, high)):
        raise NoInverse(f"the range from {low} to {high}")
    first, last, total = start, start - 1, 0.0
    while last - first < most and total < ENOUGH:
        up = _mass_at(each, last + 1) if last + 1 <= high else -1.0
        down = _mass_at(each, first - 1) if first - 1 >= low else -1.0
        if up < 0 and down < 0:
            break
        first, last = (first, last + 1) if up >= down else (first - 1, last)
        total += max(up, down)
    if last < first:
        raise NoInverse("an empty lattice")
    return Integer(first), Integer(last)


def _start_of(each: Lattice) -> int:
    if each.lower != -oo and each.lower.is_Integer:
        return int(each.lower)
    return int(each.upper) if each.upper.is_Integer else 0


def _mass_at(each: Lattice, k: int) -> float:
    ball = enclose(each.mass.xreplace({each.index: Integer(k)}), {}, 53)
    return 0.0 if ball is None else float(ball.mid())


def _of_piece(piece: Piece, variable: Symbol, number: int) -> tuple[Expr, ...]:
    _, lower, upper = piece.region.bounds[0]
    points = _start(lower, upper)
    known: dict[Expr, float] = {}

    def density(at: Expr) -> float:
        if at not in known:
            ball = enclose(piece.density, {variable: _ball(at)}, 53)
            known[at] = 0.0 if ball is None else float(ball.mid())
        return known[at]

    heap: list[tuple[float, Expr, Expr]] = []

    def push(low: Expr, high: Expr) -> None:
        middle = (low + high) / 2
        width = float(high - low)
        bend = abs(density(low) + density(high) - 2 * density(middle)) * width
        heapq.heappush(heap, (-bend - 0.02 * density(middle) * width, low, high))

    for low, high in pairwise(points):
        push(low, high)
    while len(heap) < number:
        _, low, high = heapq.heappop(heap)
        middle = (low + high) / 2
        push(low, middle)
        push(middle, high)
    return tuple(sorted({point for _, low, high in heap for point in (low, high)}))


def _ball(at: Expr) -> arb:
    return arb(fmpq(int(at.p), int(at.q)))


def _start(lower: Expr, upper: Expr) -> list[Expr]:
    """A coarse grid strictly inside the interval, finer towards finite ends."""
    powers = [Rational(2) ** k for k in range(-14, 13)]
    low, high = _inner(lower, 1), _inner(upper, -1)
    if low is None and high is None:
        return [*(-p for p in reversed(powers)), Rational(0), *powers]
    if high is None:
        assert low is not None
        return [low, *(low + p for p in powers)]
    if low is None:
        return [*(high - p for p in reversed(powers)), high]
    width = high - low
    parts = [Rational(1, 2) ** k for k in range(12, 1, -1)]
    inside = [low + width * p for p in parts]
    return [low, *inside, (low + high) / 2, *(high - width * p for p in reversed(parts)), high]


def _inner(end: Expr, way: int) -> Expr | None:
    """The end when it is rational, else a rational just inside; None when infinite."""
    if end in (oo, -oo):
        return None
    if end.is_Rational:
        return end
    ball = enclose(end, {}, 96)
    if ball is None:
        raise NoInverse(f"{end} has no value")
    edge = (ball.upper() if way > 0 else ball.lower()).fmpq()
    return Rational(int(edge.p), int(edge.q))

