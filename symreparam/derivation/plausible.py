"""Whether a claim about several variables looks true at one parameter point: numbers that say what
to try first, a proof or a counterexample. No verdict rests on them.
"""

from __future__ import annotations

import heapq
from itertools import accumulate, pairwise, product
from math import inf, prod
from typing import Final

from sympy import Expr, Symbol, oo

from symreparam.derivation.floats import middle, numbers_of
from symreparam.derivation.instances import Values
from symreparam.families.members import unfold
from symreparam.logic.claim import Claim
from symreparam.rules.instance import instantiate
from symreparam.terms.law import AnyLaw, Lattice, Law, Named
from symreparam.terms.scope import variable

# points of one law where the subject has one, two, ... variables; of the claimed law
COUNTS: Final = {1: 80, 2: 36, 3: 18, 4: 9, 5: 6}
CLAIMED: Final = 80
MOST_VALUES: Final = 400
# the two distribution functions may be this far apart, and one part of the widest cell more
SLACK: Final = 0.015
PARTS: Final = (1 / 6, 1 / 2, 5 / 6)
Weighted = list[tuple[float, float]]


class NotSeen(Exception):
    """The law's numbers are not all at hand."""


def looks_true(claim: Claim, values: Values) -> bool:
    """Whether the distribution functions of the subject and of the claimed law are close at these
    values; False where that cannot be seen."""
    here = instantiate(claim, values)
    goal = here.law_goal
    used = [(v, g.law) for v, g in zip(here.variables, here.hypotheses, strict=True)
            if goal.subject.has(v)]  # fmt: skip
    number = COUNTS.get(len(used))
    if number is None:
        return False
    try:
        # variables with one law have one row
        known = {law: _weighted(law, number) for law in dict.fromkeys(law for _, law in used)}
        claimed = _weighted(goal.law, CLAIMED)
    except (NotSeen, ArithmeticError):
        return False
    true: Weighted = []
    subject, letters = numbers_of(goal.subject), [v for v, _ in used]
    for cell in product(*(known[law] for _, law in used)):
        at = dict(zip(letters, [value for value, _ in cell], strict=True))
        true.append((subject(at), prod(mass for _, mass in cell)))
    if any(value != value for value, _ in true):
        return False
    return _gap(sorted(true), claimed) < SLACK + 1 / number


def _gap(one: Weighted, two: Weighted) -> float:
    """The widest gap of two distribution functions, between values that differ visibly."""
    steps = sorted([(v, m, 0.0) for v, m in one] + [(v, 0.0, m) for v, m in two])
    apart = list(accumulate(mass - other for _, mass, other in steps))
    places = [value for value, _, _ in steps]
    seen = [b - a > 1e-9 * (1 + abs(a)) for a, b in pairwise(places)]
    return max(abs(gap) for gap, told in zip(apart, [*seen, True], strict=True) if told)


def _weighted(law: AnyLaw, number: int) -> Weighted:
    """(value, mass) of points that stand for the law, sorted. Raises NotSeen."""
    if isinstance(law, Named):
        law = unfold(law, variable("x"))
    if not isinstance(law, Law):
        raise NotSeen
    share = max(3, number // max(1, len(law.pieces)))
    found = [(_number(atom.point), _number(atom.mass)) for atom in law.atoms]
    for each in law.lattices:
        found += _of_lattice(each)
    for piece in law.pieces:
        found += _of_piece(piece.density, *piece.region.bounds[0], share)
    total = sum(mass for _, mass in found)
    if not 0.9 < total < 1.1 or any(mass < 0 for _, mass in found):
        raise NotSeen
    return sorted((value, mass / total) for value, mass in found)


def _of_lattice(each: Lattice) -> Weighted:
    low, high = _end(each.lower), _end(each.upper)
    if low == -inf or (high - low > MOST_VALUES and high != inf):
        raise NotSeen
    found: Weighted = []
    place, weight = numbers_of(each.point), numbers_of(each.mass)
    total, k = 0.0, int(low)
    while k <= high and total < 1 - 1e-6:
        if len(found) > MOST_VALUES:
            raise NotSeen
        box = {each.index: float(k)}
        found.append((place(box), weight(box)))
        total, k = total + found[-1][1], k + 1
    return found


def _of_piece(density: Expr, letter: Symbol, lower: Expr, upper: Expr, number: int) -> Weighted:
    """Middles of cells of about equal mass: the heaviest is cut again and again."""
    heap: list[tuple[float, float, float]] = []
    height = numbers_of(density)

    def push(low: float, high: float) -> None:
        places = (low + (high - low) * part for part in PARTS)
        # wide balls, as of Bessel functions at tiny arguments, may have a negative middle
        mass = sum(max(height({letter: at}), 0.0) for at in places) * (high - low) / 3
        heapq.heappush(heap, (-mass, low, high))

    for low, high in pairwise(_start(_end(lower), _end(upper))):
        push(low, high)
    for _ in range(6 * number):
        mass, low, high = heap[0]
        if mass != mass:
            raise NotSeen
        if -mass * number < 1 and len(heap) > number:
            break
        heapq.heappop(heap)
        push(low, (low + high) / 2)
        push((low + high) / 2, high)
    return _joined(sorted(((low + high) / 2, -mass) for mass, low, high in heap), number)


def _joined(cells: Weighted, number: int) -> Weighted:
    """Neighbouring cells as one while they are light together, at their mean place."""
    found: Weighted = []
    place = weight = 0.0
    for value, mass in cells:
        if weight and (weight + mass) * number > 1:
            found.append((place / weight, weight))
            place = weight = 0.0
        place, weight = place + value * mass, weight + mass
    return [*found, (place / weight, weight)] if weight else found


def _start(low: float, high: float) -> list[float]:
    powers = [2.0**k for k in (*range(-60, -10, 5), *range(-10, 13), *range(16, 41, 4))]
    if low == -inf and high == inf:
        return [*(-p for p in reversed(powers)), 0.0, *powers]
    if high == inf:
        return [low, *(low + p for p in powers)]
    if low == -inf:
        return [*(high - p for p in reversed(powers)), high]
    parts = [2.0**k for k in range(-48, 0, 4)]  # densities may have poles at the ends
    inside = [*parts, 0.25, 0.5, 0.75, *(1 - p for p in reversed(parts))]
    return [low, *(low + (high - low) * p for p in inside), high]


def _end(end: Expr) -> float:
    return inf if end == oo else -inf if end == -oo else _number(end)


def _number(term: Expr) -> float:
    value = middle(term, {})
    if value != value:
        raise NotSeen
    return value
