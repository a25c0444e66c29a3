"""Means that are not finite numbers: an integral against the density is infinite."""

from __future__ import annotations

from sympy import Expr, oo

from symreparam.decide.answer import Context
from symreparam.decide.tails import tail_diverges
from symreparam.logic.judgement import (
    Defined,
    Equation,
    Expectation,
    Fails,
    HasLaw,
    Holds,
    Infinite,
    Judgement,
    Mean,
    Sign,
)
from symreparam.rules.integration import nonempty
from symreparam.rules.rule import Args, Premises, Setting, count, require, settled, take
from symreparam.terms.law import Law
from symreparam.terms.mapping import Map
from symreparam.terms.region import NUMBERS, Region, interval
from symreparam.terms.scope import Relation


def mean_infinite_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    S has density f_k on R_k and mass m_j at p_j    a < b, (a, b) lies in R_i, g is defined there
    |g f_i| is not integrable at an end of (a, b)
    (for E g(S) = oo: g >= 0 on each R_k and at each p_j)
    ----------------------------------------------------------  mean-infinite(g on (a, b), i, end)
    E |g(S)| is infinite

    Billingsley 1995, sections 15 and 16: the mean of a non-negative
    function exists and may be infinite; otherwise it exists as a number when E |g(S)| is finite.
    """
    count(args, 3, "mean-infinite.args")
    mapping = take(args[0], Map, "mean-infinite.args")
    index = take(args[1], int, "mean-infinite.args")
    require(args[2] in ("lower", "upper"), "mean-infinite.args", args[2])
    require(bool(premises), "mean-infinite.premises", "none")
    given = take(premises[0], HasLaw, "mean-infinite.law")
    law = take(given.law, Law, "mean-infinite.law")
    require(mapping.variable == law.variable, "mean-infinite.letter")
    require(0 <= index < len(law.pieces), "mean-infinite.piece", index)
    piece, known = law.pieces[index], premises[1:]
    _, low, high = piece.region.bounds[0]
    _, lower, upper = mapping.source.bounds[0]
    alone = mapping.source == interval(law.variable, lower, upper)
    require(alone, "mean-infinite.source", "one interval of the letter is expected")
    nonempty(mapping.source, setting, "mean-infinite")
    for small, large in ((low, lower), (upper, high)):
        relation = Holds(Relation(small, "<=", large), NUMBERS)
        infinite = small == -oo or large == oo
        require(infinite or small == large or relation in known, "mean-infinite.inside")
    require(Defined(mapping.body, mapping.source) in known, "mean-infinite.defined")
    context = Context(setting.scope, mapping.source)
    integrand = mapping.body * piece.density
    answer = tail_diverges(integrand, law.variable, str(args[2]), context)
    settled(answer, "mean-infinite.tail")
    signed = _nowhere_negative(law, mapping, known)
    return Infinite(mapping.at(given.subject), "+" if signed else "")


def mean_infinite_masses_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    S has density f_k on R_k, mass m(k) at p(k) for k = l, l + 1, ..    g is defined at each p(k)
    s g(p(k)) m(k) - c/k >= 0 for k = K, K + 1, ..    (s is 1 or -1, c > 0, K >= 1, K >= l)
    (for E g(S) = oo: g >= 0 on each R_k and at each p(k))
    ---------------------------------------------------  mean-infinite-masses(g, i, s, c, K)
    E |g(S)| is infinite

    Comparison with the harmonic series (Rudin 1976, theorems 3.25 and 3.28).
    """
    code = "mean-infinite-masses"
    count(args, 5, f"{code}.args")
    mapping, index = take(args[0], Map, f"{code}.args"), take(args[1], int, f"{code}.args")
    way, share, start = (take(arg, Expr, f"{code}.args") for arg in args[2:])
    require(way in (1, -1), f"{code}.way", way)
    positive = (share.is_Rational and share > 0) or Sign(share, "+", NUMBERS) in premises
    require(bool(positive), f"{code}.share", share)
    require(bool(start.is_Integer and start >= 1), f"{code}.start", start)
    require(bool(premises), f"{code}.premises", "none")
    given = take(premises[0], HasLaw, f"{code}.law")
    law = take(given.law, Law, f"{code}.law")
    require(mapping.variable == law.variable, f"{code}.letter")
    require(0 <= index < len(law.lattices), f"{code}.lattice", index)
    each, known = law.lattices[index], premises[1:]
    require(each.upper == oo and bool(each.lower.is_Integer), f"{code}.range", each.range)
    require(bool(each.lower <= start), f"{code}.range", start)
    require(not share.has(each.index, law.variable), f"{code}.share", share)
    value = mapping.at(each.point)
    require(Defined(value, each.range) in known, f"{code}.defined")
    gap = way * value * each.mass - share / each.index
    tail = Region(((each.index, start, oo),))
    require(Sign(gap, ">=", tail) in known, f"{code}.tail", gap)
    signed = _nowhere_negative(law, mapping, known)
    return Infinite(mapping.at(given.subject), "+" if signed else "")


def _nowhere_negative(law: Law, mapping: Map, known: Premises) -> bool:
    regions = [Sign(mapping.body, ">=", piece.region) in known for piece in law.pieces]
    points = [Sign(mapping.at(atom.point), ">=", NUMBERS) in known for atom in law.atoms]
    rest = [Sign(mapping.at(each.point), ">=", each.range) in known for each in law.lattices]
    return all((*regions, *points, *rest))


def mean_infinite_sum_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    E |f| is finite    E |g| is infinite
    --------------------------------------  mean-infinite-sum()
    E |f + g| is infinite

    Else |g| <= |f + g| + |f| would have a finite mean.
    """
    count(premises, 2, "mean-infinite-sum.premises")
    count(args, 0, "mean-infinite-sum.args")
    finite = take(premises[0], Expectation, "mean-infinite-sum.finite")
    infinite = take(premises[1], Infinite, "mean-infinite-sum.infinite")
    return Infinite(finite.body + infinite.body, "")


def equation_mean_infinite_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    g >= 0    E g is infinite
    ---------------------------  equation-mean-infinite(E g = oo)
    E g = oo
    """
    goal, known, letter = _read(premises, args, "equation-mean-infinite")
    require(known.sign == "+", "equation-mean-infinite.sign", known.body)
    alone = goal.means == (letter,) and goal.left == letter.letter and goal.right == oo
    require(alone, "equation-mean-infinite.goal", "E g = oo is expected")
    return goal


def equation_mean_finite_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    E g = v
    ----------------------------  equation-mean-finite(E g = oo)
    it is false that E g = oo
    """
    count(premises, 1, "equation-mean-finite.premises")
    count(args, 1, "equation-mean-finite.args")
    goal = take(args[0], Equation, "equation-mean-finite.args")
    known = take(premises[0], Expectation, "equation-mean-finite.mean")
    require(len(goal.means) == 1 and goal.right == oo, "equation-mean-finite.goal")
    letter = take(goal.means[0], Mean, "equation-mean-finite.goal")
    require(letter.body == known.body, "equation-mean-finite.mean", "of another term")
    return Fails(goal)


def equation_no_mean_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    E |g| is infinite    E g stands in an equation between numbers
    ----------------------------------------------------------------  equation-no-mean(left = right)
    it is false that left = right with every mean in it a number
    """
    goal, _, _ = _read(premises, args, "equation-no-mean")
    finite = not goal.left.has(oo, -oo) and not goal.right.has(oo, -oo)
    require(finite, "equation-no-mean.finite", "a side is infinite")
    return Fails(goal)


def _read(premises: Premises, args: Args, code: str) -> tuple[Equation, Infinite, Mean]:
    count(premises, 1, f"{code}.premises")
    count(args, 1, f"{code}.args")
    goal = take(args[0], Equation, f"{code}.args")
    known = take(premises[0], Infinite, f"{code}.mean")
    for letter in goal.means:
        if isinstance(letter, Mean) and letter.body == known.body:
            return goal, known, letter
    require(False, f"{code}.mean", "of another term")
    raise AssertionError
