"""Probabilities lie between 0 and 1: what a derived law says of its own masses."""

from __future__ import annotations

from sympy import Add, Expr, Integer

from symreparam.logic.judgement import Equal, HasLaw, Holds, Judgement
from symreparam.rules.rule import Args, Premises, Setting, count, require, take
from symreparam.terms.law import Law
from symreparam.terms.region import NUMBERS
from symreparam.terms.scope import Relation


def mass_bounds_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    S has a law with no lattices, whose atoms stand at rational numbers
    q = the sum of the masses at the place of the i-th atom
    ------------------------------------------------------------------  mass-bounds(i, lower/upper)
    0 <= q, or q <= 1

    The sum is P(S = that place), which densities do not touch (Billingsley 1995, section 2).
    """
    count(premises, 2, "mass-bounds.premises")
    count(args, 2, "mass-bounds.args")
    place, side = take(args[0], int, "mass-bounds.args"), take(args[1], str, "mass-bounds.args")
    require(side in ("lower", "upper"), "mass-bounds.args", side)
    law = take(take(premises[0], HasLaw, "mass-bounds.law").law, Law, "mass-bounds.law")
    require(not law.lattices, "mass-bounds.lattices", "masses that may lie at the same place")
    plain = all(atom.point.is_Rational for atom in law.atoms)
    require(plain, "mass-bounds.points", "a place that is not a rational number")
    require(0 <= place < len(law.atoms), "mass-bounds.index", place)
    same = take(premises[1], Equal, "mass-bounds.equal")
    require(same.over == NUMBERS, "mass-bounds.equal", "not at every parameter value")
    require(same.right == mass_at(law, law.atoms[place].point), "mass-bounds.equal", "another mass")
    zero, one = Integer(0), Integer(1)
    told = Relation(zero, "<=", same.left) if side == "lower" else Relation(same.left, "<=", one)
    return Holds(told, NUMBERS)


def mass_at(law: Law, point: Expr) -> Expr:
    """The sum of the masses that stand at that very number."""
    return Add(*(atom.mass for atom in law.atoms if atom.point == point))
