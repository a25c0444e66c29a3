"""Rigorous lower bounds of probabilities: the support cut into cells, each with a lower mass bound.

A cell counts only where an enclosure shows on which side of the threshold its image lies, so
every sum of lower bounds is a lower bound of the probability of that side.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise, product
from math import prod
from typing import Final

from flint import arb, fmpq
from sympy import Expr, Integer, Pow, Symbol, diff, oo

from symreparam.decide.answer import Proved
from symreparam.decide.ball import enclose
from symreparam.decide.points import number_relation
from symreparam.terms.law import Lattice, Law, Piece
from symreparam.terms.record import dataclass
from symreparam.terms.scope import Relation

MOST_CELLS: Final = 60_000
MOST_POINTS: Final = 4000
PRECISION: Final = 96
_ANALYTIC: Final = frozenset(
    (
        *("exp", "log", "sin", "cos", "sinh", "cosh", "tanh", "sech", "erf", "erfc", "atan"),
        *("gamma", "loggamma", "beta", "besselk", "besseli"),
    )
)
Breaks = tuple[tuple[Expr, ...], ...]


class NoBound(Exception):
    """The cells do not fit the law, or there are too many."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A set of values of one variable with a lower bound of its probability; `point` is the only
    value, where there is but one."""

    values: arb
    mass: arb
    point: Expr | None = None


@dataclass(frozen=True, slots=True)
class Sides:
    """Lower bounds of P(g < t) and P(g > t)."""

    below: arb
    above: arb


def cells(law: Law, breaks: Breaks) -> tuple[Cell, ...]:
    """The cells between the break points of each piece, then the atoms, then the points of each
    lattice from the first to the last whole number that its row names. Raises NoBound.

    Densities are taken to be nowhere negative: whoever uses the bound of a claimed law argues
    that it is no law otherwise.
    """
    if len(breaks) != len(law.pieces) + len(law.lattices):
        raise NoBound("one row of break points for each piece and each lattice")
    found: list[Cell] = []
    for piece, points in zip(law.pieces, breaks, strict=False):
        found += _of_piece(piece, law.variable, points)
    for atom in law.atoms:
        place, mass = enclose(atom.point, {}, PRECISION), enclose(atom.mass, {}, PRECISION)
        if place is None or mass is None:
            raise NoBound("an atom without an enclosure")
        found.append(Cell(place, _positive(mass), atom.point))
    for each, points in zip(law.lattices, breaks[len(law.pieces) :], strict=True):
        found += _of_lattice(each, points)
    return tuple(found)


def _of_lattice(each: Lattice, points: tuple[Expr, ...]) -> Iterator[Cell]:
    """The points from the first to the last whole number of the row, which lie in the range."""
    if len(points) != 2 or not all(point.is_Integer for point in points):
        raise NoBound("two whole numbers for a lattice")
    first, last = points
    if not bool(each.lower <= first <= last <= each.upper) or last - first > MOST_POINTS:
        raise NoBound(f"{first} to {last} is no part of the lattice")
    for k in range(int(first), int(last) + 1):
        swap = {each.index: Integer(k)}
        point, mass = each.point.xreplace(swap), each.mass.xreplace(swap)
        place, weight = enclose(point, {}, PRECISION), enclose(mass, {}, PRECISION)
        if place is not None and weight is not None:
            yield Cell(place, _positive(weight), point)


def _of_piece(piece: Piece, variable: Symbol, points: tuple[Expr, ...]) -> Iterator[Cell]:
    _, lower, upper = piece.region.bounds[0]
    if not points:
        return
    if not all(point.is_Rational for point in points):
        raise NoBound("break points are rational numbers")
    for low, high in ((lower, points[0]), (points[-1], upper)):
        if low == -oo or high == oo:
            continue
        if not _known(Relation(low, "<=", high)):
            raise NoBound("a break point outside its piece")
    second = diff(piece.density, variable, 2) if _analytic(piece.density) else None
    for low, high in pairwise(points):
        if not low < high:
            raise NoBound("break points out of order")
        yield _cell(piece.density, second, variable, low, high)


def _cell(density: Expr, second: Expr | None, variable: Symbol, low: Expr, high: Expr) -> Cell:
    """The mass of [low, high] is at least min f h, and f(m) h + min f'' h^3/24 (midpoint rule)."""
    middle, half, width = fraction((low + high) / 2), (high - low) / 2, fraction(high - low)
    values = middle + arb(0, fraction(half).upper())
    mass = arb(0)
    plain = enclose(density, {variable: values}, PRECISION)
    if plain is not None:
        mass = _positive(plain * width)
        at, bend = enclose(density, {variable: middle}, PRECISION), None
        if second is not None:
            bend = enclose(second, {variable: values}, PRECISION)
        if at is not None and bend is not None:
            better = _positive(at * width + bend * width * width * width / 24)
            mass = better if better > mass else mass
    return Cell(values, mass)


def _analytic(density: Expr) -> bool:
    """Whether the midpoint rule's two derivatives are those of SymPy: no kink, no step."""
    stack = [density]
    while stack:
        term = stack.pop()
        plain = term.is_Rational or term.is_Symbol or term.is_NumberSymbol
        known = term.is_Add or term.is_Mul or isinstance(term, Pow)
        if not (plain or known or type(term).__name__ in _ANALYTIC):
            return False
        stack.extend(term.args)
    return True


def fraction(value: Expr) -> arb:
    """A rational number as a ball."""
    return arb(fmpq(int(value.p), int(value.q)))


def _positive(ball: arb) -> arb:
    """The lower end of a ball as an exact number, at least 0."""
    low = arb(ball.lower())
    return low if low > 0 else arb(0)


def _boxes(
    variables: tuple[Symbol, ...], rows: tuple[tuple[Cell, ...], ...]
) -> Iterator[tuple[dict[Symbol, arb], arb]]:
    """Boxes with lower bounds of their probabilities, those that are positive. Raises NoBound."""
    if prod(len(row) for row in rows) > MOST_CELLS:
        raise NoBound(f"more than {MOST_CELLS} cells")
    for cell in product(*rows):
        mass = cell[0].mass
        for other in cell[1:]:
            mass = mass * other.mass
        if mass > 0:
            yield {v: part.values for v, part in zip(variables, cell, strict=True)}, mass


def within(
    term: Expr,
    variables: tuple[Symbol, ...],
    rows: tuple[tuple[Cell, ...], ...],
    low: Expr,
    high: Expr,
) -> arb:
    """A lower bound of P(low < term < high) for independent variables. Raises NoBound."""
    ends = fraction(low), fraction(high)
    total, slope = arb(0), _slope(term, variables)
    for box, mass in _boxes(variables, rows):
        value = _image(term, slope, box)
        if value is not None and value > ends[0] and value < ends[1]:
            total = arb((total + mass).lower())
    return total


def _slope(term: Expr, variables: tuple[Symbol, ...]) -> Expr | None:
    """The derivative of a term in one variable that is smooth wherever it is defined."""
    if len(variables) != 1 or not _analytic(term):
        return None
    return diff(term, variables[0])


def _image(term: Expr, slope: Expr | None, box: dict[Symbol, arb]) -> arb | None:
    """An enclosure of the term on a box, also by the mean value theorem: f(m) + f'(box)(box - m)
    is narrower where the term has its variable several times (Moore 1966, chapter 6)."""
    plain = enclose(term, box, PRECISION)
    if plain is None or slope is None:
        return plain
    ((variable, values),) = box.items()
    middle = arb(values.mid())
    at, rise = enclose(term, {variable: middle}, PRECISION), enclose(slope, box, PRECISION)
    if at is None or rise is None:
        return plain
    centred = at + rise * (values - middle)
    return centred if centred.rad() < plain.rad() else plain


def most(law: Law, points: tuple[Expr, ...]) -> arb:
    """An upper bound of the mass of [a, b] under the law, a the first and b the last of the
    points: on each cell between them the greatest value of the density. Raises NoBound."""
    if law.lattices or len(points) < 2 or not all(point.is_Rational for point in points):
        raise NoBound("rational points and a law without lattices are needed")
    if not all(low < high for low, high in pairwise(points)):
        raise NoBound("break points out of order")
    ends = fraction(points[0]), fraction(points[-1])
    total = arb(0)
    for piece in law.pieces:
        _, lower, upper = piece.region.bounds[0]
        apart = (Relation(upper, "<=", points[0]), Relation(points[-1], "<=", lower))
        if any(_known(relation) for relation in apart):
            continue
        for low, high in pairwise(points):
            middle, half = fraction((low + high) / 2), fraction((high - low) / 2)
            box = {law.variable: middle + arb(0, half.upper())}
            value = enclose(piece.density, box, PRECISION)
            if value is None:
                raise NoBound(f"no enclosure on ({low}, {high})")
            total = total + _positive(arb(value.upper())) * fraction(high - low)
    for atom in law.atoms:
        place, mass = enclose(atom.point, {}, PRECISION), enclose(atom.mass, {}, PRECISION)
        if place is None or mass is None:
            raise NoBound("an atom without an enclosure")
        if not (place < ends[0] or place > ends[1]):
            total = total + _positive(arb(mass.upper()))
    return arb(total.upper())


def _known(relation: Relation) -> bool:
    if relation.left in (oo, -oo) or relation.right in (oo, -oo):
        return False
    return isinstance(number_relation(relation), Proved)


def sides(
    term: Expr, variables: tuple[Symbol, ...], rows: tuple[tuple[Cell, ...], ...], at: Expr
) -> Sides:
    """Lower bounds of P(term < at) and P(term > at) for independent variables. Raises NoBound."""
    threshold = enclose(at, {}, PRECISION)
    if threshold is None:
        raise NoBound("the threshold has no enclosure")
    below, above, slope = arb(0), arb(0), _slope(term, variables)
    for box, mass in _boxes(variables, rows):
        value = _image(term, slope, box)
        if value is None:
            continue
        if value < threshold:
            below = arb((below + mass).lower())
        elif value > threshold:
            above = arb((above + mass).lower())
    return Sides(below, above)


def quadrants(
    terms: tuple[Expr, Expr],
    variables: tuple[Symbol, ...],
    rows: tuple[tuple[Cell, ...], ...],
    spans: tuple[tuple[Expr, Expr], tuple[Expr, Expr]],
) -> dict[tuple[bool, bool], arb]:
    """Lower bounds of the probabilities that f lies inside (True) or beside (False) its closed
    span, and g of its own, for independent variables. An end may be infinite. Raises NoBound."""
    ends = [tuple(_end(end) for end in span) for span in spans]
    slopes = [_slope(term, variables) for term in terms]
    found = {(x, y): arb(0) for x in (True, False) for y in (True, False)}
    for box, mass in _boxes(variables, rows):
        where: list[bool] = []
        for term, slope, (low, high) in zip(terms, slopes, ends, strict=True):
            value = _image(term, slope, box)
            if value is None:
                break
            inside = bool(value > low and value < high)
            if not inside and not (value < low or value > high):
                break
            where.append(inside)
        if len(where) == 2:
            key = (where[0], where[1])
            found[key] = arb((found[key] + mass).lower())
    return found


def _end(end: Expr) -> arb:
    if end in (oo, -oo):
        return arb("inf") if end == oo else arb("-inf")
    return fraction(end)
