"""Independence of two terms in two counts, such as their minimum and their difference."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from sympy import Expr, Integer, Matrix, Symbol, cancel, diff, expand, oo, powsimp

from symreparam.derivation.builder import Builder
from symreparam.derivation.independent_masses import only
from symreparam.derivation.joint_inverse import plain
from symreparam.derivation.lattices import standard
from symreparam.derivation.names import fresh
from symreparam.derivation.sums import series_step
from symreparam.derivation.transport import letters, source_law
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import Independent, Series
from symreparam.rules.table import CELLS
from symreparam.terms.law import Lattice
from symreparam.terms.record import dataclass
from symreparam.terms.region import Region
from symreparam.terms.scope import Relation, whole

FAR = (Integer(9), Integer(4))
Pair = tuple[Expr, Expr]


@dataclass(frozen=True, slots=True)
class Cell:
    """The pairs with X >= Y or those with X < Y (`above`, `below`), or all of them: the pair in the
    terms' values, and what is at least 0 there."""

    kind: str
    inverse: Pair
    gaps: tuple[Expr, ...]


def by_cells(builder: Builder, goal: Independent) -> int:
    """A step for the goal. Raises RuleError where the terms are not of this kind."""
    inside = [v for v in builder.claim.variables if any(t.has(v) for t in goal.subjects)]
    if len(goal.subjects) != 2 or len(inside) != 2:
        raise RuleError("independent-cells.pair", "two terms in two counts are expected")
    error: RuleError | None = None
    for kinds, place in product((("all",), ("above", "below")), (0, 1)):
        try:
            return _attempt(builder, goal, place, (inside[0], inside[1]), kinds)
        except RuleError as failed:
            error = failed
    assert error is not None
    raise error


def _attempt(
    builder: Builder,
    goal: Independent,
    place: int,
    pair: tuple[Symbol, Symbol],
    kinds: tuple[str, ...],
) -> int:
    """The step with the value of the term at that place as the index that all cells share."""
    terms = goal.subjects if place == 0 else goal.subjects[::-1]
    names, places = letters(builder), [builder.claim.variables.index(symbol) for symbol in pair]
    premises = [standard(builder, source_law(builder, p, names.source)) for p in places]
    laws = [only(builder, step) for step in premises]
    i, j = (whole(fresh(builder, name, names.source)) for name in ("i", "j"))
    cells = [_cell(terms, pair, laws, (i, j), kind) for kind in kinds]
    outer = _range(i, j, [gap for cell in cells for gap in cell.gaps])
    inners = [_range(j, i, cell.gaps) for cell in cells]
    masses = [
        laws[0].mass.xreplace({laws[0].index: cell.inverse[0]})
        * laws[1].mass.xreplace({laws[1].index: cell.inverse[1]})
        for cell in cells
    ]
    at = dict(((i, _some(outer)), (j, _some(inners[0]))))
    factor = powsimp(masses[0].xreplace({j: at[j]}))
    unit = factor.xreplace({i: at[i]})
    own = [powsimp(cancel(mass.xreplace({i: at[i]}) / unit)) for mass in masses]
    for cell, inner, mass, part in zip(cells, inners, masses, own, strict=True):
        with builder.bound(*outer.bounds[0]), builder.bound(*inner.bounds[0]):
            premises += _there(builder, terms, pair, laws, cell, (i, j))
            premises.append(builder.equal(mass, factor * part))
    totals: list[Expr] = []
    for term, over in zip((factor, *own), (outer, *inners), strict=True):
        premises.append(series_step(builder, term, over))
        total = builder.conclusion(premises[-1])
        assert isinstance(total, Series)
        totals.append(total.value)
    premises.append(builder.equal(totals[0] * sum(totals[1:], Integer(0)), Integer(1)))
    parts = tuple(
        (inner, cell.inverse, part) for inner, cell, part in zip(inners, cells, own, strict=True)
    )
    args = (goal, place, *pair, outer, factor, parts)
    return builder.independent(CELLS, tuple(premises), args, goal)


def _there(
    builder: Builder,
    terms: tuple[Expr, ...],
    pair: tuple[Symbol, Symbol],
    laws: list[Lattice],
    cell: Cell,
    indices: tuple[Symbol, Symbol],
) -> Iterator[int]:
    """That the pair lies in the ranges and in its cell, and that the terms have these values."""
    for law, term in zip(laws, cell.inverse, strict=True):
        for left, right in ((law.lower, term), (term, law.upper)):
            if left != -oo and right != oo:
                yield builder.holds(Relation(left, "<=", right))
    one, two = cell.inverse
    if cell.kind == "above":
        yield builder.holds(Relation(two, "<=", one))
    elif cell.kind == "below":
        yield builder.holds(Relation(one, "<", two))
    at = dict(zip(pair, cell.inverse, strict=True))
    for term, index in zip(terms, indices, strict=True):
        yield builder.equal(term.xreplace(at), index)


def _cell(
    subjects: tuple[Expr, ...],
    pair: tuple[Symbol, Symbol],
    laws: list[Lattice],
    indices: tuple[Symbol, Symbol],
    kind: str,
) -> Cell:
    """The cell, where the terms are linear with whole coefficients and a whole inverse."""
    terms = list(subjects)
    if kind != "all":
        point = dict(zip(pair, FAR if kind == "above" else FAR[::-1], strict=True))
        terms = [plain(term, point) for term in terms]
    matrix = Matrix([[diff(term, letter) for letter in pair] for term in terms])
    if matrix.free_symbols or matrix.det() not in (1, -1):
        raise RuleError("independent-cells.inverse", "no linear map of whole numbers")
    start = [term.xreplace(dict.fromkeys(pair, Integer(0))) for term in terms]
    found = matrix.inv() * Matrix([z - c for z, c in zip(indices, start, strict=True)])
    gaps = {"all": [], "above": [found[0] - found[1]], "below": [found[1] - found[0] - 1]}[kind]
    for law, term in zip(laws, found, strict=True):
        gaps += [term - law.lower] if law.lower != -oo else []
        gaps += [law.upper - term] if law.upper != oo else []
    return Cell(kind, (found[0], found[1]), tuple(map(expand, gaps)))


def _range(index: Symbol, other: Symbol, gaps: list[Expr] | tuple[Expr, ...]) -> Region:
    """Between the ends that the conditions on this index alone give."""
    low, high = -oo, oo
    for gap in gaps:
        slope = diff(gap, index)
        if gap.has(other) or slope not in (1, -1):
            continue
        end = expand(index - gap / slope)
        if slope == 1 and (low == -oo or (end.is_Integer and end > low)):
            low = end
        elif slope == -1 and (high == oo or (end.is_Integer and end < high)):
            high = end
    return Region(((index, low, high),))


def _some(region: Region) -> Expr:
    """A whole number in the range."""
    _, low, high = region.bounds[0]
    return low if low != -oo else high if high != oo else Integer(0)
