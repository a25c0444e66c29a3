"""A vector of any size, component by component."""

from __future__ import annotations

from sympy import Integer

from symreparam.decide.answer import Context
from symreparam.decide.sign import holds
from symreparam.logic.judgement import Fails, ForEach, HasLaw, Judgement
from symreparam.rules.rule import Args, Premises, Setting, count, require, settled, take
from symreparam.terms.region import NUMBERS
from symreparam.terms.scope import Relation


def for_each_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    Z_i has law L_i, at every parameter value
    the only random variables of Z_i are those that are independent across the indices
    ----------------------------------------------------------------  for-each(goal)
    Z_1, .., Z_n are independent, and each Z_i has law L_i

    Functions of disjoint groups of independent variables (Billingsley 1995, theorem 20.2). For
    normal L_i = N(m_i, s_i^2) the joint law is N(m, diag(s^2)).
    """
    goal = _of_one(premises, args, "for-each")
    known = take(premises[0], HasLaw, "for-each.law")
    require(known == HasLaw(goal.subject, goal.law), "for-each.law", "of another component")
    shared = goal.subject.free_symbols & set(setting.claim.variables) - set(goal.indexed)
    require(not shared, "for-each.shared", ", ".join(sorted(map(str, shared))))
    return goal


def for_each_fails_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    Z_i does not have law L_i    n >= 1, a whole number
    ----------------------------------------------------------------  for-each-fails(goal)
    the vector does not have the claimed law

    With the same parameter values at every index: the vector has a first component.
    """
    goal = _of_one(premises, args, "for-each-fails")
    require(bool(goal.size.is_integer), "for-each-fails.whole", goal.size)
    enough = holds(Relation(Integer(1), "<=", goal.size), Context(setting.scope, NUMBERS))
    settled(enough, "for-each-fails.size")
    known = take(premises[0], Fails, "for-each-fails.law")
    wanted = HasLaw(goal.subject, goal.law)
    require(known.of == wanted, "for-each-fails.law", "of another component")
    return Fails(goal)


def _of_one(premises: Premises, args: Args, code: str) -> ForEach:
    count(premises, 1, f"{code}.premises")
    count(args, 1, f"{code}.args")
    return take(args[0], ForEach, f"{code}.args")
