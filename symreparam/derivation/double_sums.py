"""Masses on pairs of whole numbers summed over one of them: the discrete side of conditioning."""

from __future__ import annotations

from itertools import pairwise

from sympy import Add, Expr, Symbol, expand, oo

from symreparam.decide.answer import Context, Proved
from symreparam.decide.sign import holds
from symreparam.derivation.branch import NoInverse, OrderNeeded
from symreparam.derivation.builder import Builder
from symreparam.derivation.sums import series_step
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import Partial
from symreparam.terms.law import Lattice
from symreparam.terms.record import dataclass
from symreparam.terms.region import Region
from symreparam.terms.scope import Relation, is_whole


@dataclass(frozen=True, slots=True)
class Double:
    """Masses `term` at (j, k), for j in `over` and low <= k <= high; the ends may use j."""

    term: Expr
    over: Region
    low: Expr
    high: Expr


def summed(
    builder: Builder, double: list[Double], index: Symbol, premises: list[int]
) -> tuple[tuple[Expr, ...], list[Lattice]]:
    """The cuts of the values of k, and the masses between them; adds to the premises."""
    cuts = _cuts(builder, double)
    for low, high in pairwise(cuts):
        if not (low.is_Integer and high.is_Integer):
            premises.append(builder.holds(Relation(low, "<=", high)))
    found = []
    for low, high in pairwise([-oo, *cuts, oo]):
        last = high if high == oo else high - 1
        total = _on_range(builder, double, index, low, last, premises)
        if total != 0:
            found.append(Lattice(index, low, last, index, total))
    return tuple(cuts), found


def _cuts(builder: Builder, double: list[Double]) -> list[Expr]:
    """The k at which the range of j changes its form, in order."""
    marks: list[Expr] = []
    for part in double:
        name, start, end = part.over.bounds[0]
        for edge, shift in ((part.low, 0), (part.high, 1)):
            if edge in (oo, -oo):
                continue
            at_ends = [edge.xreplace({name: e}) for e in (start, end) if e not in (oo, -oo)]
            for value in at_ends if edge.has(name) else [edge]:
                mark = expand(value + shift)
                if mark not in marks:
                    marks.append(mark)
    if not all(map(is_whole, marks)):
        raise NoInverse("ranges that end at no whole number")
    return _in_order(builder, marks)


def _in_order(builder: Builder, marks: list[Expr]) -> list[Expr]:
    """The cuts in order; two that may coincide have no whole number between them then."""
    ordered: list[Expr] = []
    for mark in marks:
        place = 0
        while place < len(ordered) and _known(builder, Relation(ordered[place], "<=", mark)):
            place += 1
        for later in ordered[place:]:
            if not _known(builder, Relation(mark, "<=", later)):
                raise OrderNeeded(f"the order of {mark} and {later} is open", later - mark)
        ordered.insert(place, mark)
    return ordered


def _on_range(
    builder: Builder,
    double: list[Double],
    index: Symbol,
    low: Expr,
    high: Expr,
    premises: list[int],
) -> Expr:
    values = []
    with builder.bound(index, low, high):
        for part in double:
            step = partial_step(builder, part, index)
            premises.append(step)
            known = builder.conclusion(step)
            assert isinstance(known, Partial)
            values.append(known.value)
    return Add(*values)


def partial_step(builder: Builder, part: Double, point: Symbol) -> int:
    """A step Partial of the double masses at the point, a symbol of the current scope."""
    name, start, end = part.over.bounds[0]
    first, last = start, end
    for edge, lower in ((part.low, True), (part.high, False)):
        if edge in (oo, -oo):
            continue
        slope = expand(edge).coeff(name)
        rest = expand(edge - slope * name)
        if slope == 0:
            wanted = Relation(edge, "<=", point) if lower else Relation(point, "<=", edge)
            if not _known(builder, wanted):
                return _empty(builder, part, point)
            continue
        if slope not in (1, -1) or rest.has(name):
            raise NoInverse(f"a range that ends at {edge}")
        place = expand((point - rest) * slope)
        if (slope == 1) == lower:
            last = _extreme(builder, last, place, least=True)
        else:
            first = _extreme(builder, first, place, least=False)
    finite = first not in (oo, -oo) and last not in (oo, -oo)
    if finite and _known(builder, Relation(last, "<", first)):
        return _empty(builder, part, point)
    inner = Region(((name, first, last),))
    premises = [series_step(builder, part.term, inner)]
    for left, right in ((part.low, point), (point, part.high)):
        if left != -oo and right != oo:
            premises.append(builder.holds(Relation(left, "<=", right), inner))
    if first != start:
        premises += _outer(builder, part, point, start, first, (start, first - 1))
    if last != end:
        premises += _outer(builder, part, point, last, end, (last + 1, end))
    args = (part.over, part.low, point, part.high)
    return builder.add("partial", tuple(dict.fromkeys(premises)), args)


def _outer(
    builder: Builder, part: Double, point: Symbol, low: Expr, high: Expr, ends: tuple[Expr, Expr]
) -> list[int]:
    """Steps for the order of two ends, and that nothing lies at the j between them."""
    found = []
    if low != -oo and high != oo:
        found.append(builder.holds(Relation(low, "<=", high)))
    region = Region(((part.over.variables[0], *ends),))
    return [*found, _outside(builder, part, point, region)]


def _outside(builder: Builder, part: Double, point: Symbol, region: Region) -> int:
    for left, right in ((point, part.low), (part.high, point)):
        if left in (oo, -oo) or right in (oo, -oo):
            continue
        try:
            return builder.holds(Relation(left, "<", right), region)
        except RuleError:
            continue
    raise RuleError("partial.outside", str(region.bounds[0]))


def _empty(builder: Builder, part: Double, point: Symbol) -> int:
    known = _outside(builder, part, point, part.over)
    args = (part.term, part.over, part.low, point, part.high)
    return builder.add("partial-empty", (known,), args)


def _extreme(builder: Builder, one: Expr, two: Expr, least: bool) -> Expr:
    """The larger of two terms, or with `least` the smaller one."""
    if one in (oo, -oo):
        return two
    for small, large in ((one, two), (two, one)):
        if _known(builder, Relation(small, "<=", large)):
            return small if least else large
    raise NoInverse(f"the order of {one} and {two} is open")


def _known(builder: Builder, relation: Relation) -> bool:
    return isinstance(holds(relation, Context(builder.setting.scope)), Proved)
