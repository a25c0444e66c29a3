"""Independence by the joint masses of a count and a draw that depends on it: thinning."""

from __future__ import annotations

from typing import Final

from sympy import Expr, Integer, Mul, Symbol, expand, oo

from symreparam.checker.joined import Joined, Nested
from symreparam.checker.masses import index_range, only_lattice, term_pair
from symreparam.logic.judgement import (
    Equal,
    Holds,
    Independent,
    Judgement,
    Series,
)
from symreparam.logic.proof import Proof, Step
from symreparam.rules.rule import Setting, count, require, take
from symreparam.terms.draws import Quantile
from symreparam.terms.region import NUMBERS, Region
from symreparam.terms.scope import Relation, is_whole

CODE: Final = "independent-masses"


def join_masses(step: Step, proof: Proof, parents: list[int], setting: Setting) -> Judgement:
    """
    N has masses p(n) at the whole numbers n of a range    K is a draw whose law depends on N
    at N = n it has masses q(k, n) at the whole numbers k of a range, for every n of the first
    f and g are terms in N and K alone    (f, g) = (i, j) if and only if (N, K) = h(i, j)
    for i in I and j in J: h(i, j) lies in both ranges, and p(h_1) q(h_2, h_1) = a(i) b(j)
    the sums of a over I and of b over J are A and B    A B = 1
    ----------------------------------  independent-masses(goal, N, K, I, J, (h_1, h_2), (a, b))
    f and g are independent

    P(f = i, g = j) = a(i) b(j) on I x J. These have sum A B = 1, so there are no other values, and
    P(f = i) = a(i) B, P(g = j) = A b(j) (Billingsley 1995, section 20; the thinning of a Poisson
    variable: Ross 2014, example 3.24). K is the quantile of its law at a variable of its own.
    Premises, in order: the law of N, that of K at N = n, in a scope with i and j what they must
    satisfy, then both sums and their product.
    """
    count(step.args, 7, "independent-masses.args")
    goal = take(step.args[0], Independent, "independent-masses.args")
    count(goal.subjects, 2, "independent-masses.subjects")
    first = take(step.args[1], Symbol, "independent-masses.args")
    draw = take(step.args[2], Quantile, "independent-masses.args")
    regions = tuple(index_range(arg, CODE) for arg in step.args[3:5])
    inverse, factors = (term_pair(arg, CODE) for arg in step.args[5:])
    (i, *_), (j, *_) = (region.bounds[0] for region in regions)
    require(i != j, "independent-masses.index", f"{i} stands twice")
    _own(setting, goal, first, draw)
    rest = Joined(list(step.premises), step, proof, parents, "independent-masses")
    outer = only_lattice(rest.here(), first, CODE)
    [(n, low, high)] = outer.range.bounds
    at = draw.xreplace({first: n})
    inner = only_lattice(rest.within(outer.range), at, CODE)
    require(len({n, inner.index, i, j}) == 4, "independent-masses.index", "one index stands twice")
    _inverse(goal, first, draw, inverse, (i, j))
    swap = {n: inverse[0], inner.index: inverse[1]}
    ends = [(low, inverse[0], high)]
    ends.append((inner.lower.xreplace(swap), inverse[1], inner.upper.xreplace(swap)))
    there = Nested(rest, regions)
    for least, term, most in ends:
        for left, right in ((least, term), (term, most)):
            if left != -oo and right != oo:
                known = there.next() == Holds(Relation(left, "<=", right), NUMBERS)
                require(known, "independent-masses.range", f"{left} <= {right}")
    mass = Mul(outer.mass.xreplace(swap), inner.mass.xreplace(swap))
    same = there.next() == Equal(mass, Mul(*factors), NUMBERS)
    require(same, "independent-masses.product", mass)
    _total(rest, regions, factors, (j, i))
    require(not rest.left, "independent-masses.premises", "unused premises")
    return goal


def _total(
    rest: Joined,
    regions: tuple[Region, ...],
    factors: tuple[Expr, Expr],
    others: tuple[Symbol, Symbol],
) -> None:
    """The sums of both factors, each in its own index alone, whose product is 1."""
    totals: list[Expr] = []
    for factor, region, other in zip(factors, regions, others, strict=True):
        require(not factor.has(other), "independent-masses.factor", f"{other} in {factor}")
        total = take(rest.here(), Series, "independent-masses.sum")
        require((total.term, total.over) == (factor, region), "independent-masses.sum", factor)
        totals.append(total.value)
    one = Equal(Mul(*totals), Integer(1), NUMBERS)
    require(rest.here() == one, "independent-masses.total", Mul(*totals))


def _own(setting: Setting, goal: Independent, first: Symbol, draw: Quantile) -> None:
    """K is drawn with a variable of its own, given N; f and g have no other variables."""
    random = set(setting.claim.variables)
    require(first in random, "independent-masses.variable", str(first))
    own = draw.args[-1]
    known = own in random and own != first
    require(known, "independent-masses.draw", f"{own} is no variable of its own")
    inside = set().union(*(arg.free_symbols for arg in draw.args[:-1])) & random
    require(inside <= {first}, "independent-masses.draw", f"the law of {draw} is of more than N")
    for term in goal.subjects:
        left = term.xreplace({draw: Integer(0), first: Integer(0)}).free_symbols & random
        require(not left, "independent-masses.others", ", ".join(sorted(map(str, left))))


def _inverse(
    goal: Independent,
    first: Symbol,
    draw: Quantile,
    inverse: tuple[Expr, Expr],
    indices: tuple[Symbol, Symbol],
) -> None:
    """h(f, g) = (N, K) and (f, g)(h(i, j)) = (i, j), for whole numbers."""
    for term in inverse:
        require(is_whole(term), "independent-masses.whole", f"{term} is no whole number")
    forth = {first: inverse[0], draw: inverse[1]}
    back = dict(zip(indices, goal.subjects, strict=True))
    pairs = [*zip((t.xreplace(forth) for t in goal.subjects), indices, strict=True)]
    pairs += zip((t.xreplace(back) for t in inverse), (first, draw), strict=True)
    for term, wanted in pairs:
        require(expand(term - wanted) == 0, "independent-masses.inverse", f"{term}, not {wanted}")
