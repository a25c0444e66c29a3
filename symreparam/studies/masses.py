"""Laws on infinitely many points as enclosed sums of masses, and densities taken apart at kinks."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import accumulate
from typing import Final

from flint import arb
from sympy import Abs, Expr, Poly, PolynomialError, oo

from symreparam.decide.ball import enclose
from symreparam.terms.law import Lattice, Law, Piece
from symreparam.terms.region import interval

PRECISION: Final = 80
MOST_POINTS: Final = 400
NEGLIGIBLE: Final = 1e-7


class NoDistribution(Exception):
    """No enclosure of the distribution function is at hand."""


def masses(law: Law) -> tuple[list[Expr], list[arb], arb]:
    """Rational points from left to right with enclosed masses, and what is left beside them.
    Raises NoDistribution for densities, and where too many points matter."""
    if law.pieces:
        raise NoDistribution("masses at infinitely many points beside a density")
    table: dict[Expr, arb] = {}
    rest = arb(1)
    for point, mass in _listed(law):
        ball = enclose(mass, {}, PRECISION)
        if ball is None or not point.is_Rational:
            raise NoDistribution("a mass that is not enclosed")
        table[point] = table.get(point, arb(0)) + ball
        rest = rest - ball
        if len(table) > MOST_POINTS:
            raise NoDistribution("too many points matter")
        if float(rest.upper()) < NEGLIGIBLE:
            break
    if not float(rest.upper()) < 1e-3:
        raise NoDistribution("the masses leave too much open")
    points = sorted(table)
    return points, [table[point] for point in points], rest


def sums(points: list[Expr], parts: list[arb]) -> tuple[list[arb], list[Expr]]:
    """The running sums, the first of them 0, and the points."""
    return list(accumulate(parts, initial=arb(0))), points


def below(known: tuple[list[arb], list[Expr]], point: Expr, rest: arb, closed: bool) -> arb:
    """The mass at most at the point, or before it; what is left open may lie anywhere."""
    totals, points = known
    place = (bisect_right if closed else bisect_left)(points, point)
    return totals[place].union(totals[place] + rest) if rest > 0 else totals[place]


def _listed(law: Law) -> Iterator[tuple[Expr, Expr]]:
    yield from ((atom.point, atom.mass) for atom in law.atoms)
    walks = [_walk(each) for each in law.lattices]
    while walks:
        for walk in tuple(walks):
            found = next(walk, None)
            if found is None:
                walks.remove(walk)
            else:
                yield found


def _walk(lattice: Lattice) -> Iterator[tuple[Expr, Expr]]:
    """Points with masses, outwards from the finite end or from 0."""
    low, high, index = lattice.lower, lattice.upper, lattice.index
    if low == -oo and high == oo:
        raise NoDistribution("a lattice without an end")
    places: Iterator[Expr]
    if low != -oo:
        number = MOST_POINTS + 1 if high == oo else int(high - low) + 1
        places = (low + k for k in range(number))
    else:
        places = (high - k for k in range(MOST_POINTS + 1))
    for k in places:
        yield lattice.point.xreplace({index: k}), lattice.mass.xreplace({index: k})


def without_kinks(law: Law) -> Law:
    """Pieces cut where an absolute value in the density changes its form, at rational points."""
    pieces: list[Piece] = []
    for piece in law.pieces:
        pieces += _cut(piece)
    return Law(law.variable, tuple(pieces), law.atoms, law.lattices)


def _cut(piece: Piece) -> list[Piece]:
    letter, low, high = piece.region.bounds[0]
    for kink in sorted(piece.density.atoms(Abs), key=str):
        [inner] = kink.args
        try:
            slope, rest = Poly(inner, letter).all_coeffs()
        except (PolynomialError, ValueError):
            continue
        root = -rest / slope
        if not (root.is_Rational and slope.is_number and low < root < high):
            continue
        upwards = bool(slope > 0)
        left = piece.density.xreplace({kink: -inner if upwards else inner})
        right = piece.density.xreplace({kink: inner if upwards else -inner})
        halves = (
            Piece(interval(letter, low, root), left),
            Piece(interval(letter, root, high), right),
        )
        return [part for half in halves for part in _cut(half)]
    return [piece]
