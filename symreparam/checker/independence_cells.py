"""Independence of two terms in two independent counts, by their joint masses where one count is at
least the other and where it is less."""

from __future__ import annotations

from typing import Final

from sympy import Add, Expr, Integer, Mul, Symbol, oo

from symreparam.checker.joined import Joined, Nested
from symreparam.checker.masses import index_range, only_lattice, term_pair
from symreparam.logic.judgement import Equal, Holds, Independent, Judgement, Series
from symreparam.logic.proof import Proof, Step
from symreparam.rules.rule import Setting, count, require, take
from symreparam.terms.law import Lattice
from symreparam.terms.region import NUMBERS, Region
from symreparam.terms.scope import Relation, is_whole

CODE: Final = "independent-cells"
Cell = tuple[Region, tuple[Expr, Expr], Expr]


def join_cells(step: Step, proof: Proof, parents: list[int], setting: Setting) -> Judgement:
    """
    X and Y are variables of the claim with masses p and q at the whole numbers of a range each
    f and g are terms in X and Y alone
    for i in I, j in J_c: h_c(i, j) is in both ranges; f = i and g = j at (X, Y) = h_c(i, j)
    p(h_c1) q(h_c2) = a(i) b_c(j)    of two cells: h_11 >= h_12 in the first, h_21 < h_22 then
    the sums of a over I and of b_c over J_c are A and B_c    A (B_1 + B_2) = 1
    -----------------------  independent-cells(goal, place of f, X, Y, I, a, ((J_c, h_c, b_c), ..))
    f and g are independent

    Let b(j) be the sum of the b_c(j) with j in J_c. The events (X, Y) = h_c(i, j) of both cells
    exclude each other, and f = i and g = j on them: P(f = i, g = j) >= a(i) b(j). These have sum
    1, so equality holds and there are no other values; P(f = i) = a(i) B, P(g = j) = A b(j)
    (Billingsley 1995, section 20; minimum and difference of geometric variables: Casella & Berger
    2002, exercise 4.16). Premises, in order: both laws, for each cell, in a scope with i and j,
    what they must satisfy, then the sums and that the products of them add up to 1.
    """
    count(step.args, 7, f"{CODE}.args")
    goal = take(step.args[0], Independent, f"{CODE}.args")
    count(goal.subjects, 2, f"{CODE}.subjects")
    place = take(step.args[1], int, f"{CODE}.args")
    require(place in (0, 1), f"{CODE}.place", str(place))
    terms = goal.subjects if place == 0 else goal.subjects[::-1]
    pair = tuple(take(arg, Symbol, f"{CODE}.args") for arg in step.args[2:4])
    _own(setting, goal, pair)
    outer = index_range(step.args[4], CODE)
    factor = take(step.args[5], Expr, f"{CODE}.args")
    cells = tuple(_cell(arg) for arg in take(step.args[6], tuple, f"{CODE}.args"))
    require(len(cells) in (1, 2), f"{CODE}.cells", f"{len(cells)} cells")
    rest = Joined(list(step.premises), step, proof, parents, CODE)
    laws = tuple(only_lattice(rest.here(), symbol, CODE) for symbol in pair)
    for number, cell in enumerate(cells):
        there = Nested(rest, (outer, cell[0]))
        kind = "all" if len(cells) == 1 else ("above", "below")[number]
        _values(there, terms, dict(zip(pair, laws, strict=True)), cell, kind)
        _product(there, laws, (outer, factor), cell)
    total = _sum(rest, factor, outer)
    whole_of = Mul(total, Add(*(_sum(rest, own, inner) for inner, _, own in cells)))
    require(rest.here() == Equal(whole_of, Integer(1), NUMBERS), f"{CODE}.total", whole_of)
    require(not rest.left, f"{CODE}.premises", "unused premises")
    return goal


def _values(
    there: Nested, terms: tuple[Expr, ...], laws: dict[Symbol, Lattice], cell: Cell, kind: str
) -> None:
    """The pair lies in both ranges and in its cell, and the terms have the values i and j."""
    _, inverse, _ = cell
    for law, term in zip(laws.values(), inverse, strict=True):
        _inside(there, law, term)
    one, two = inverse
    if kind != "all":
        order = Relation(two, "<=", one) if kind == "above" else Relation(one, "<", two)
        require(there.next() == Holds(order, NUMBERS), f"{CODE}.order", str(order))
    at = dict(zip(laws, inverse, strict=True))
    for term, region in zip(terms, there.regions, strict=True):
        same = there.next() == Equal(term.xreplace(at), region.variables[0], NUMBERS)
        require(same, f"{CODE}.inverse", f"{term} at {inverse}")


def _product(
    there: Nested, laws: tuple[Lattice, ...], outer: tuple[Region, Expr], cell: Cell
) -> None:
    """The joint mass is a product of a function of i and one of j."""
    (over, factor), (inner, inverse, own) = outer, cell
    [i], [j] = over.variables, inner.variables
    require(i != j, f"{CODE}.index", f"{i} stands twice")
    require(not factor.has(j) and not own.has(i), f"{CODE}.factor", own)
    parts = (law.mass.xreplace({law.index: h}) for law, h in zip(laws, inverse, strict=True))
    mass = Mul(*parts)
    require(there.next() == Equal(mass, Mul(factor, own), NUMBERS), f"{CODE}.product", mass)


def _own(setting: Setting, goal: Independent, pair: tuple[Symbol, ...]) -> None:
    """X and Y are two variables of the claim, and f and g have no others."""
    random = set(setting.claim.variables)
    require(set(pair) <= random and len(set(pair)) == 2, f"{CODE}.variable", str(pair))
    for term in goal.subjects:
        left = (term.free_symbols & random) - set(pair)
        require(not left, f"{CODE}.others", ", ".join(sorted(map(str, left))))


def _cell(arg: object) -> Cell:
    parts = take(arg, tuple, f"{CODE}.args")
    count(parts, 3, f"{CODE}.args")
    inverse = term_pair(parts[1], CODE)
    for term in inverse:
        require(is_whole(term), f"{CODE}.whole", f"{term} is no whole number")
    return index_range(parts[0], CODE), inverse, take(parts[2], Expr, f"{CODE}.args")


def _inside(there: Nested, law: Lattice, term: Expr) -> None:
    """The term lies in the range of the law's whole numbers."""
    for left, right in ((law.lower, term), (term, law.upper)):
        if left != -oo and right != oo:
            known = there.next() == Holds(Relation(left, "<=", right), NUMBERS)
            require(known, f"{CODE}.range", f"{left} <= {right}")


def _sum(rest: Joined, term: Expr, over: Region) -> Expr:
    total = take(rest.here(), Series, f"{CODE}.sum")
    require((total.term, total.over) == (term, over), f"{CODE}.sum", term)
    return total.value
