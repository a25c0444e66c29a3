"""Membership refuted by a value beyond all members' supports, which the map takes with positive
probability: no inverse of the map is needed."""

from __future__ import annotations

from sympy import Add, Expr, Integer, oo

from symreparam.families.family import Family
from symreparam.families.table import family
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import Fails, HasLaw, Holds, Judgement, Member, Sign
from symreparam.rules.rule import Args, Premises, Setting, count, require, take
from symreparam.terms.law import Law
from symreparam.terms.region import NUMBERS, Region
from symreparam.terms.scope import Relation


def not_member_beyond_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    X has law L    (c, d) lies in piece k of L, where its density is positive
    g(x) > b for every x in (c, d)    no member of F has mass above b
    ------------------------------------------  not-member-beyond(g(X) in F, b, "+", k, (c, d))
    g(X) follows no member of F

    With "-": g(x) < b, and no member has mass below b. With a whole number in place of (c, d): the
    point of lattice k of L at this index has positive mass; with "": atom k has. X is the only
    random variable of g(X), and the ends of the members' supports on that side have no parameters.
    """
    count(args, 5, "not-member-beyond.args")
    goal = take(args[0], Member, "not-member-beyond.args")
    bound = take(args[1], Expr, "not-member-beyond.args")
    side = take(args[2], str, "not-member-beyond.args")
    index = take(args[3], int, "not-member-beyond.args")
    require(bool(bound.is_Rational), "not-member-beyond.bound", bound)
    require(side in ("+", "-"), "not-member-beyond.side", side)
    require(bool(premises), "not-member-beyond.premises", "none")
    given = take(premises[0], HasLaw, "not-member-beyond.law")
    law = take(given.law, Law, "not-member-beyond.law")
    random = [each for each in setting.claim.variables if goal.subject.has(each)]
    require(random == [given.subject], "not-member-beyond.subject", goal.subject)
    place = args[4]
    if isinstance(place, Region):
        value: Expr = law.variable
        over = _inside(law, index, place, premises)
    else:
        value, over = _heavy(law, index, place, premises), NUMBERS
    gap = Add(goal.subject.xreplace({random[0]: value}), -bound)
    known = any(p == Sign(gap, s, over) for p in premises for s in ("+", "-") if s == side)
    require(known, "not-member-beyond.value", gap)
    end = reach(goal.family, side)
    none = bool(end <= bound) if side == "+" else bool(bound <= end)
    require(none, "not-member-beyond.family", ("members", "reach", end))
    return Fails(goal)


def _inside(law: Law, index: int, place: Region, premises: Premises) -> Region:
    """The interval, when it is one in piece `index` and the density is positive on it."""
    require(place.variables == (law.variable,), "not-member-beyond.interval", "one variable")
    require(0 <= index < len(law.pieces), "not-member-beyond.piece", index)
    _, low, high = place.bounds[0]
    _, lower, upper = law.pieces[index].region.bounds[0]
    finite = bool(low.is_Rational and high.is_Rational and low < high)
    require(finite, "not-member-beyond.interval", f"({low}, {high})")
    for left, right in ((lower, low), (high, upper)):
        known = left == -oo or right == oo or Holds(Relation(left, "<=", right)) in premises
        require(known, "not-member-beyond.inside", (left, "<=", right))
    positive = Sign(law.pieces[index].density, "+", place) in premises
    require(positive, "not-member-beyond.positive", "the density")
    return place


def _heavy(law: Law, index: int, place: object, premises: Premises) -> Expr:
    """The point of positive mass: of a lattice at the index `place`, or atom `index`."""
    if place == "":
        require(0 <= index < len(law.atoms), "not-member-beyond.atom", index)
        point, mass = law.atoms[index].point, law.atoms[index].mass
    else:
        number = take(place, Integer, "not-member-beyond.place")
        require(0 <= index < len(law.lattices), "not-member-beyond.lattice", index)
        each = law.lattices[index]
        for left, right in ((each.lower, number), (number, each.upper)):
            known = left == -oo or right == oo or Holds(Relation(left, "<=", right)) in premises
            require(known, "not-member-beyond.inside", (left, "<=", right))
        point, mass = (term.xreplace({each.index: number}) for term in (each.point, each.mass))
    require(Sign(mass, "+", NUMBERS) in premises, "not-member-beyond.positive", mass)
    return point


def reach(name: str, side: str) -> Expr:
    """The greatest number ("+"), or the least ("-"), that members have mass around; infinite where
    they reach everywhere. Raises RuleError where an end has parameters."""
    record = family(name)
    if record is None:
        raise RuleError("not-member-beyond.family", name)
    ends = [span[1 if side == "+" else 0] for span in _spans(record)]
    plain = all(end in (oo, -oo) or end.is_Rational for end in ends)
    require(plain, "not-member-beyond.family", "ends with parameters")
    return max(ends) if side == "+" else min(ends)


def _spans(record: Family) -> list[tuple[Expr, Expr]]:
    pieces = (*record.pieces, *(piece for form in record.variants for piece in form.pieces))
    spans = [piece.region.bounds[0][1:] for piece in pieces]
    spans += [(atom.point, atom.point) for atom in record.atoms]
    if record.lattice is not None:
        plain = record.lattice.point == record.lattice.index
        require(plain, "not-member-beyond.family", "masses at other points than whole numbers")
        spans.append((record.lattice.lower, record.lattice.upper))
    return spans
