"""Points of a lattice without kinks and steps: its range is cut where they change."""

from __future__ import annotations

from itertools import combinations
from math import lcm

from sympy import (
    Abs,
    Expr,
    Integer,
    Max,
    Min,
    Piecewise,
    Rational,
    Symbol,
    ceiling,
    expand,
    floor,
    oo,
    sign,
)
from sympy.core.relational import Relational

from symreparam.decide.answer import Context, Proved, context_over
from symreparam.decide.ball import enclose
from symreparam.decide.zero import equal
from symreparam.derivation.branch import NoInverse
from symreparam.derivation.builder import Builder
from symreparam.derivation.cells import Cell, cells
from symreparam.derivation.lattice_chain import Chain, comparable, inside
from symreparam.derivation.names import fresh
from symreparam.logic.errors import RuleError
from symreparam.rules.lattices import MOST_CLASSES, by_multiples
from symreparam.terms.law import Lattice
from symreparam.terms.region import NUMBERS
from symreparam.terms.scope import Relation, is_whole, variable

HALF = Rational(1, 2)


STEPS = (Abs, sign, Max, Min, floor, ceiling, Piecewise)


def plain_point(chain: Chain, index: int, point: Expr) -> Expr | bool:
    """`point`, a term in the index of a lattice, without steps; True when the lattice had to be
    cut first, False when no way is found.

    Floors need classes of k; then the ranges between the places where the plain body changes, and
    the whole numbers at these places, are lattices of their own.
    """
    each = chain.law.lattices[index]
    if not any(term.has(each.index) for term in point.atoms(*STEPS)):
        return point
    size = _modulus(point, each.index)
    if size > 1:
        if size > MOST_CLASSES or not all(by_multiples(e, size) for e in (each.lower, each.upper)):
            return False
        chain.add("lattice-classes", (), index, size)
        return True
    if not comparable(each):
        chosen = _chosen(chain.builder, each, point)
        if chosen is not None:
            return plain_point(chain, index, chosen)
    found = _plain_cells(chain.builder, each, point)
    if found is None:
        places = (p for root in _roots(point, each.index) for p in (root, root + 1))
        return any(_cut_at(chain, index, each, place) for place in places)
    for cell in found[1:]:
        inner = first_inside(cell.lower)
        if inner is None:
            return False
        # the whole number on a border is a range of its own
        on_border = is_whole(cell.lower)
        for cut in (inner - 1, inner) if on_border else (inner,):
            if cut != -oo and _cut_at(chain, index, each, cut):
                return True
    return found[0].body.xreplace({_letter(chain.builder, each): each.index})


def _roots(point: Expr, index: Symbol) -> list[Expr]:
    """The whole numbers at which two sides of a condition, or of an extreme, are equal."""
    found: list[Expr] = []
    for step in sorted(point.atoms(Piecewise, Max, Min), key=str):
        if isinstance(step, Piecewise):
            relations = sorted(step.atoms(Relational), key=str)
            gaps = [relation.lhs - relation.rhs for relation in relations]
        else:
            gaps = [a - b for a, b in combinations(step.args, 2)]
        for gap in map(expand, gaps):
            slope = gap.coeff(index)
            root = expand(-(gap - slope * index) / slope) if slope in (1, -1) else index
            if is_whole(root) and not root.has(index) and root not in found:
                found.append(root)
    return found


def _chosen(builder: Builder, each: Lattice, point: Expr) -> Expr | None:
    """The point with one step as what it is on the whole range, when that is decided at once."""
    context = context_over(builder.setting.scope, each.range)
    for step in sorted(point.atoms(Piecewise, Max, Min), key=str):
        if not step.has(each.index):
            continue
        values = [v for v, _ in step.args] if isinstance(step, Piecewise) else step.args
        for value in sorted(values, key=str):
            answer = equal(step, value, context)
            if isinstance(answer, Proved) and not answer.divisors:
                return point.xreplace({step: value})
    return None


def _cut_at(chain: Chain, index: int, each: Lattice, cut: Expr) -> bool:
    """Cut the range at a whole number inside it; whether that was done."""
    if comparable(each) and cut.is_Integer:
        if inside(each, cut):
            chain.add("lattice-cut", (), index, cut)
            return True
        return False
    if cut == each.lower or (each.upper != oo and expand(cut - each.upper - 1) == 0):
        return False
    relations = [Relation(each.lower, "<=", cut)] if each.lower != -oo else []
    relations += [Relation(cut, "<=", each.upper + 1)] if each.upper != oo else []
    try:
        premises = tuple(chain.builder.holds(relation) for relation in relations)
    except RuleError:
        return False
    chain.add("lattice-cut", premises, index, cut)
    return True


def _letter(builder: Builder, each: Lattice) -> Symbol:
    return variable(fresh(builder, "t", each.index, each.point))


def _plain_cells(builder: Builder, each: Lattice, point: Expr) -> tuple[Cell, ...] | None:
    """The cells of the point as a function of a real k; None when they are not found."""
    letter = _letter(builder, each)
    low = each.lower if each.lower == -oo else each.lower - HALF
    high = each.upper if each.upper == oo else each.upper + HALF
    body = point.xreplace({each.index: letter})
    try:
        return cells(body, letter, low, high, Context(builder.setting.scope, NUMBERS))
    except NoInverse:
        return None


def first_inside(end: Expr) -> Expr | None:
    """The first whole number beyond an end; None when it is not a known number."""
    if end == -oo:
        return end
    if end.is_Rational:
        return Integer(int(floor(end)) + 1)
    if is_whole(end):
        return end + 1
    ball = enclose(end, {}, 128) if not end.free_symbols else None
    if ball is None:
        return None
    low, high = int(ball.lower().floor().fmpz()), int(ball.upper().floor().fmpz())
    return Integer(low + 1) if low == high else None


def _modulus(point: Expr, index: Symbol) -> int:
    """The common denominator of the index in the floors of the point."""
    size = 1
    for step in point.atoms(floor, ceiling):
        slope = expand(step.args[0]).coeff(index)
        if slope.is_Rational and slope != 0:
            size = lcm(size, int(slope.q))
    return size
