"""Laws told apart by the masses at one point."""

from __future__ import annotations

from typing import Final

from sympy import Add, Expr, Integer, oo

from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import Differs, Equal, Judgement, Sign, SignName
from symreparam.rules.rule import Args, Premises, Setting, count, require, take
from symreparam.terms.build import TermLimit
from symreparam.terms.law import Lattice, Law
from symreparam.terms.region import NUMBERS, Region
from symreparam.terms.replace import replaced

NEAR: Final = 12
"""How far from an end of a range the index of a point is looked for."""


def differ_mass_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    each atom of L and of M is at p or not at p    the masses at p differ everywhere
    -----------------------------------------------------------------------  differ-mass(L, M, p)
    L and M give different mass to {p}

    A lattice has no point at p by a premise; or it has its masses at k itself, between ends that
    are numbers or infinite, and p is a number: it is one of the points or none. Or its point at one
    whole number is p, and no point before it or after it is, by premises.
    """
    count(args, 3, "differ-mass.args")
    left, right = take(args[0], Law, "differ-mass.args"), take(args[1], Law, "differ-mass.args")
    point = take(args[2], Expr, "differ-mass.args")
    masses = []
    for law in (left, right):
        here = [atom.mass for atom in law.atoms if _at(atom.point, point, premises)]
        here += [
            mass
            for each in law.lattices
            if not _never(each, point, premises)
            for mass in (_only_at(each, point, premises) or masses_at(each, point))
        ]
        masses.append(Add(*here))
    gap = Add(masses[0], -masses[1])
    known = any(Sign(gap, sign, NUMBERS) in premises for sign in ("+", "-", "!="))
    require(known, "differ-mass.gap", gap)
    return Differs(left, right, NUMBERS)


def _never(each: Lattice, point: Expr, premises: Premises) -> bool:
    """Whether a premise says that no point of the lattice is the given one."""
    gap = Add(each.point, -point)
    return any(Sign(gap, sign, each.range) in premises for sign in ("+", "-", "!="))


def place_of(each: Lattice, point: Expr) -> tuple[Integer, tuple[Region, ...]] | None:
    """A whole number near an end of the range at which the lattice has its mass at `point`, and
    the ranges before and after it; None when there is none or the ends are no numbers."""
    low, high = each.lower, each.upper
    if not all(end in (oo, -oo) or end.is_Integer for end in (low, high)):
        return None
    start = low if low != -oo else high - NEAR if high != oo else Integer(-NEAR // 2)
    for step in range(NEAR + 1):
        index = start + step
        if not bool(low <= index <= high):
            continue
        if each.point.xreplace({each.index: index}) == point:
            ends = ((low, index - 1), (index + 1, high))
            beside = (Region(((each.index, *pair),)) for pair in ends if bool(pair[0] <= pair[1]))
            return index, tuple(beside)
    return None


def _only_at(each: Lattice, point: Expr, premises: Premises) -> list[Expr]:
    """The mass of the lattice at a point that premises say it has once; else nothing."""
    found = None if each.point == each.index else place_of(each, point)
    if found is None:
        return []
    index, beside = found
    gap = Add(each.point, -point)
    signs: tuple[SignName, ...] = ("+", "-", "!=")
    alone = all(any(Sign(gap, s, over) in premises for s in signs) for over in beside)
    return [each.mass.xreplace({each.index: index})] if alone else []


def masses_at(each: Lattice, point: Expr) -> list[Expr]:
    """The mass of the lattice at the number `point`, if it is one of its points."""
    ends = all(end in (oo, -oo) or end.is_Integer for end in (each.lower, each.upper))
    plain = each.point == each.index and ends and point.is_Rational
    require(bool(plain), "differ-mass.lattice", ("masses", "at", each.point, "against", point))
    if not point.is_Integer or not bool(each.lower <= point <= each.upper):
        return []
    try:
        return [replaced(each.mass, {each.index: point})]
    except TermLimit as error:
        raise RuleError("differ-mass.limit", error.message) from error


def _at(place: Expr, point: Expr, premises: Premises) -> bool:
    if place == point or Equal(place, point, NUMBERS) in premises:
        return True
    gap = Add(place, -point)
    apart = any(Sign(gap, sign, NUMBERS) in premises for sign in ("+", "-", "!="))
    require(apart, "differ-mass.point", (place, "against", point))
    return False
