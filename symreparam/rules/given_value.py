"""Conditioning on the value of a term: laws given that a variable is fixed, and their rewriting."""

from __future__ import annotations

from sympy import Add, Expr, Mul, Symbol, oo

from symreparam.logic.judgement import (
    Differs,
    Equal,
    Fails,
    GivenValue,
    HasLaw,
    Holds,
    Judgement,
    NoLaw,
    SameLaw,
    Sign,
)
from symreparam.rules.rule import Args, Premises, Setting, count, require, take
from symreparam.terms.events import JUMPS
from symreparam.terms.law import Law
from symreparam.terms.region import NUMBERS
from symreparam.terms.scope import Relation


def given_fixed_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    X has density f on (l, u)    l < x    x < u    f(x) > 0    s at X = x has law L
    g = a X + b    a != 0    t = a x + b
    --------------------------------------------------  given-fixed(s, g, t, X, a, b, x, k)
    given g = t, s has law L

    X is a random variable of the claim, independent of the others in s, so that these keep their
    law when it is fixed (Billingsley 1995, section 33). The version is meant that is continuous
    in t: s is written without jumps. (l, u) is the k-th piece of the law of X.
    """
    count(args, 8, "given-fixed.args")
    subject, given, value = (take(args[i], Expr, "given-fixed.args") for i in (0, 1, 2))
    symbol = take(args[3], Symbol, "given-fixed.args")
    slope, rest, place = (take(args[i], Expr, "given-fixed.args") for i in (4, 5, 6))
    index = take(args[7], int, "given-fixed.args")
    random = set(setting.claim.variables)
    require(symbol in random, "given-fixed.variable", str(symbol))
    parameters = (slope, rest, place, value)
    require(not any(t.free_symbols & random for t in parameters), "given-fixed.parameters")
    require(given == Add(Mul(slope, symbol), rest), "given-fixed.given", str(given))
    require(not subject.has(*JUMPS), "given-fixed.continuous", str(subject))
    require(len(premises) >= 2, "given-fixed.premises", str(len(premises)))
    known = take(premises[0], HasLaw, "given-fixed.law")
    require(known.subject == symbol, "given-fixed.law", f"of {known.subject}")
    law = take(known.law, Law, "given-fixed.law")
    require(0 <= index < len(law.pieces), "given-fixed.piece", str(index))
    fixed = take(premises[1], HasLaw, "given-fixed.fixed")
    require(fixed.subject == subject.xreplace({symbol: place}), "given-fixed.fixed", "another term")
    piece = law.pieces[index]
    _, low, high = piece.region.bounds[0]
    wanted: list[Judgement] = []
    if low != -oo:
        wanted.append(Holds(Relation(low, "<", place), NUMBERS))
    if high != oo:
        wanted.append(Holds(Relation(place, "<", high), NUMBERS))
    wanted.append(Sign(piece.density.xreplace({law.variable: place}), "+", NUMBERS))
    for each in wanted:
        require(each in premises, "given-fixed.inside", str(place))
    apart = [Sign(slope, s, NUMBERS) in premises for s in ("+", "-", "!=")]
    require(any(apart) or slope == 1, "given-fixed.slope", str(slope))
    require(_same(value, Add(Mul(slope, place), rest), premises), "given-fixed.value", str(value))
    return GivenValue(subject, given, value, fixed.law)


def _same(one: Expr, two: Expr, premises: Premises) -> bool:
    return one == two or Equal(one, two, NUMBERS) in premises


def mass_at(law: Law, value: Expr) -> Expr:
    """The mass that a law of atoms at numbers gives to a number. Raises RuleError."""
    known = all(bool(atom.point.is_Rational) for atom in law.atoms)
    require(known and bool(value.is_Rational), "bayes.masses", "points that are no numbers")
    return Add(*(atom.mass for atom in law.atoms if atom.point == value))


def given_value_rewrite_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    given g = t, X has law L    L and M are the same measure
    ---------------------------------------------------------  given-value-rewrite()
    given g = t, X has law M
    """
    count(premises, 2, "given-value-rewrite.premises")
    count(args, 0, "given-value-rewrite.args")
    given = take(premises[0], GivenValue, "given-value-rewrite.given")
    same = take(premises[1], SameLaw, "given-value-rewrite.same")
    if same.left == given.law:
        return GivenValue(given.subject, given.given, given.value, same.right)
    require(same.right == given.law, "given-value-rewrite.same", "neither side is the given law")
    return GivenValue(given.subject, given.given, given.value, same.left)


def given_value_fails_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    given g = t, X has law L    L and M differ    (M' and M are the same measure)
    -------------------------------------------------------------------  given-value-fails(goal)
    it is false that given g = t, X has law M'        (or: there is no law M')
    """
    count(args, 1, "given-value-fails.args")
    goal = take(args[0], GivenValue, "given-value-fails.args")
    require(bool(premises), "given-value-fails.premises", "none")
    if isinstance(premises[0], NoLaw):
        count(premises, 1, "given-value-fails.premises")
        require(premises[0].law == goal.law, "given-value-fails.law")
        return Fails(goal)
    require(len(premises) in (2, 3), "given-value-fails.premises", str(len(premises)))
    true = take(premises[0], GivenValue, "given-value-fails.true-law")
    apart = take(premises[1], Differs, "given-value-fails.differs")
    mine = (true.subject, true.given, true.value)
    require(mine == (goal.subject, goal.given, goal.value), "given-value-fails.subject")
    require(apart.left == true.law, "given-value-fails.true-law", "the laws compared are others")
    if len(premises) == 2:
        require(apart.right == goal.law, "given-value-fails.law")
    else:
        same = take(premises[2], SameLaw, "given-value-fails.same")
        require(same == SameLaw(goal.law, apart.right), "given-value-fails.same")
    return Fails(goal)
