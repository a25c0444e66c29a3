"""The part of `mixture` for masses on lattices: sums take the place of integrals.

Y takes the value p_j with mass f_j for j = l..u, and B at y = p_j has mass m_j(k) at k = A_j..B_j.
The mass of B at y = Y at a whole number k is the sum of f_j m_j(k) over the j with A_j <= k <= B_j
(Tonelli for sums: Billingsley 1995, theorem 18.3 with counting measure).
"""

from __future__ import annotations

from itertools import pairwise

from sympy import Add, Expr, Symbol, oo

from symreparam.checker.joined import Joined
from symreparam.logic.judgement import HasLaw, Holds, Partial
from symreparam.logic.proof import Argument
from symreparam.rules.rule import require, take
from symreparam.terms.law import Lattice, Law
from symreparam.terms.record import dataclass
from symreparam.terms.region import NUMBERS, Region
from symreparam.terms.scope import Relation, is_whole


@dataclass(frozen=True, slots=True)
class Double:
    """Masses `term` at (j, k) for j in `over` and low <= k <= high; `index` is k."""

    term: Expr
    over: Region
    index: Symbol
    low: Expr
    high: Expr


def laws_on(
    rest: Joined, each: Lattice, letter: Symbol, body: Expr, lattices: list[Lattice]
) -> list[Double]:
    """The double masses over one lattice of Y. Atoms of L_j become lattices in j.

    L_j must give its masses at k itself, and have no density.
    """
    known = take(rest.within(each.range), HasLaw, "mixture.lattice")
    require(known.subject == body.xreplace({letter: each.point}), "mixture.lattice")
    at = take(known.law, Law, "mixture.lattice")
    require(not at.pieces, "mixture.lattice", "a density at each of infinitely many values")
    for atom in at.atoms:
        mass = each.mass * atom.mass
        lattices.append(Lattice(each.index, each.lower, each.upper, atom.point, mass))
    found = []
    for one in at.lattices:
        require(one.point == one.index, "mixture.lattice", ("masses", "at", one.point))
        mass = each.mass * one.mass
        found.append(Double(mass, each.range, one.index, one.lower, one.upper))
    return found


def sums(rest: Joined, double: list[Double], cuts: tuple[Argument, ...]) -> list[Lattice]:
    """The masses on each range between the cuts: ..c_1 - 1, c_1..c_2 - 1, ..., c_n...

    Premises: c_i <= c_i+1 unless both are numbers; then for each range one Partial for each part
    of the double masses, in a scope with k in the range.
    """
    index = double[0].index
    require(all(part.index == index for part in double), "mixture.index", "several names")
    points = [take(cut, Expr, "mixture.cuts") for cut in cuts]
    require(all(map(is_whole, points)), "mixture.cuts", "no whole number")
    for low, high in pairwise(points):
        if low.is_Integer and high.is_Integer:
            require(bool(low <= high), "mixture.order", (low, "<=", high))
            continue
        wanted = Holds(Relation(low, "<=", high), NUMBERS)
        require(rest.here() == wanted, "mixture.order", (low, "<=", high))
    ends = [-oo, *points, oo]
    found = []
    for low, high in pairwise(ends):
        over = Region(((index, low, high if high == oo else high - 1),))
        values = []
        for part in double:
            known = take(rest.within(over), Partial, "mixture.partial")
            same = Partial(part.term, part.over, part.low, index, part.high, known.value)
            require(known == same, "mixture.partial", "of other masses")
            values.append(known.value)
        mass = Add(*values)
        if mass != 0:
            found.append(Lattice(index, *over.bounds[0][1:], index, mass))
    return found
