"""Independence and membership in a family: what proves them, and what refutes them."""

from __future__ import annotations

from sympy import Expr, oo

from symreparam.families.table import family
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import (
    Expectation,
    Fails,
    HasLaw,
    Holds,
    Independent,
    Judgement,
    Member,
    Sign,
)
from symreparam.rules.rule import (
    Args,
    Premises,
    Setting,
    count,
    no_common_variable,
    require,
    take,
)
from symreparam.terms.law import Law, Named
from symreparam.terms.region import NUMBERS, interval
from symreparam.terms.scope import Relation


def independent_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    no two of the terms have a random variable in common
    ------------------------------------------------------  independent(terms)
    the terms are mutually independent

    Functions of disjoint groups of independent variables (Billingsley 1995, theorem 20.2 and its
    corollary).
    """
    count(premises, 0, "independent.premises")
    count(args, 1, "independent.args")
    goal = take(args[0], Independent, "independent.args")
    no_common_variable(setting, [(subject,) for subject in goal.subjects], "independent.shared")
    return goal


def dependent_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    E f^p g^q = v    E f^p = a    E g^q = b    v - a b has a strict sign
    ----------------------------------------------------  dependent(goal, i, j, p, q)
    f and g, the i-th and j-th of the terms, are not independent

    If they were, v would be a b (Billingsley 1995, section 21, equation 21.18).
    """
    count(premises, 4, "dependent.premises")
    count(args, 5, "dependent.args")
    goal = take(args[0], Independent, "dependent.args")
    i, j, p, q = (take(arg, int, "dependent.args") for arg in args[1:])
    size = len(goal.subjects)
    require(0 <= i < size and 0 <= j < size and i != j, "dependent.index", f"{i}, {j}")
    require(p >= 1 and q >= 1, "dependent.power", f"{p}, {q}")
    left, right = goal.subjects[i] ** p, goal.subjects[j] ** q
    values: list[Expr] = []
    for body, premise in zip((left * right, left, right), premises, strict=False):
        known = take(premise, Expectation, "dependent.mean")
        require(known.body == body, "dependent.mean", "of another term")
        values.append(known.value)
    gap = values[0] - values[1] * values[2]
    apart = [Sign(gap, "+", NUMBERS), Sign(gap, "-", NUMBERS), Sign(gap, "!=", NUMBERS)]
    require(premises[3] in apart, "dependent.apart", gap)
    return Fails(goal)


def member_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    X ~ F(a_1, .., a_k)
    ---------------------  member()
    X in F
    """
    count(premises, 1, "member.premises")
    count(args, 0, "member.args")
    given = take(premises[0], HasLaw, "member.law")
    named = take(given.law, Named, "member.law")
    return Member(given.subject, named.family)


def not_member_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    X has law L    a < b    every member of F has a density that is positive on all of (a, b)
    L has no atom and no piece that meets (a, b)
    -----------------------------------------------  not-member(X in F, a, b)
    X follows no member of F

    The members give positive probability to (a, b). That their densities are positive on the
    family's support, an interval without parameters, is the record's statement: the logarithm of
    the density is a real number there.
    """
    count(args, 3, "not-member.args")
    goal = take(args[0], Member, "not-member.args")
    low, high = (take(arg, Expr, "not-member.args") for arg in args[1:])
    _open_interval(low, high, premises, "not-member.interval")
    spans = _supports(goal.family, "not-member.family")
    require(len(spans) == 1, "not-member.support", "one interval is expected")
    for lower, upper in ((spans[0][0], low), (high, spans[0][1])):
        known = lower == -oo or upper == oo or _one([Relation(lower, "<=", upper)], premises)
        require(known, "not-member.support", (lower, "<=", upper))
    require(bool(premises), "not-member.premises", "none")
    given = take(premises[0], HasLaw, "not-member.law")
    require(given.subject == goal.subject, "not-member.subject")
    law = take(given.law, Law, "not-member.law")
    require(not law.lattices, "not-member.lattice", "infinitely many points")
    for atom in law.atoms:
        apart = [Relation(atom.point, "<=", low), Relation(high, "<=", atom.point)]
        require(_one(apart, premises), "not-member.atom", atom.point)
    for piece in law.pieces:
        _, lower, upper = piece.region.bounds[0]
        apart = [Relation(upper, "<=", low), Relation(high, "<=", lower)]
        require(_one(apart, premises), "not-member.piece", f"({lower}, {upper})")
    return Fails(goal)


def not_member_outside_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    X has law L    a < b    (a, b) lies in piece k of L, where its density is positive
    no member of F has mass on (a, b): its pieces, intervals without parameters, lie beside it
    --------------------------------------------------  not-member-outside(X in F, k, a, b)
    X follows no member of F
    """
    count(args, 4, "not-member-outside.args")
    goal = take(args[0], Member, "not-member-outside.args")
    index = take(args[1], int, "not-member-outside.args")
    low, high = (take(arg, Expr, "not-member-outside.args") for arg in args[2:])
    _open_interval(low, high, premises, "not-member-outside.interval")
    require(bool(premises), "not-member-outside.premises", "none")
    given = take(premises[0], HasLaw, "not-member-outside.law")
    require(given.subject == goal.subject, "not-member-outside.subject")
    law = take(given.law, Law, "not-member-outside.law")
    require(0 <= index < len(law.pieces), "not-member-outside.piece", index)
    piece = law.pieces[index]
    _, lower, upper = piece.region.bounds[0]
    for left, right in ((lower, low), (high, upper)):
        known = left == -oo or right == oo or _one([Relation(left, "<=", right)], premises)
        require(known, "not-member-outside.inside", (left, "<=", right))
    region = interval(law.variable, low, high)
    require(Sign(piece.density, "+", region) in premises, "not-member-outside.positive")
    for left, right in _supports(goal.family, "not-member-outside.family"):
        apart = [Relation(right, "<=", low), Relation(high, "<=", left)]
        require(_one(apart, premises), "not-member-outside.support", f"({left}, {right})")
    return Fails(goal)


def _open_interval(low: Expr, high: Expr, premises: Premises, code: str) -> None:
    """Require finite ends in order."""
    require(not low.has(oo, -oo) and not high.has(oo, -oo), code, f"({low}, {high})")
    plain = bool(low.is_Rational and high.is_Rational and low < high)
    require(plain or _one([Relation(low, "<", high)], premises), code, (low, "<", high))


def _supports(name: str, code: str) -> tuple[tuple[Expr, Expr], ...]:
    """The pieces of a family without atoms, when no parameter stands in their ends."""
    record = family(name)
    if record is None:
        raise RuleError(code, name)
    require(not record.atoms and record.lattice is None, code, "its members have atoms")
    ends = tuple(piece.region.bounds[0][1:] for piece in record.pieces)
    fixed = all(not end.free_symbols for pair in ends for end in pair)
    require(bool(ends) and fixed, code, "its members have no fixed support")
    return ends


def _one(relations: list[Relation], premises: Premises) -> bool:
    return any(Holds(relation, NUMBERS) in premises for relation in relations)

