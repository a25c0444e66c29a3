"""No law, as a count is no whole number. That a condition on its arguments fails: `no-law`."""

from __future__ import annotations

from sympy import Add, Integer

from symreparam.families.members import UnknownFamily, WrongArguments, whole_arguments
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import Holds, Judgement, NoLaw
from symreparam.rules.rule import Args, Premises, Setting, count, require, take
from symreparam.terms.law import Named
from symreparam.terms.region import NUMBERS
from symreparam.terms.scope import Relation


def no_law_whole_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    m < n    n < m + 1    n is an argument of the member that must be a whole number
    ---------------------------------------------------------------  no-law-whole(member, m)
    there is no such law

    m is a whole number, and between it and the next there is none. The record says which of a
    family's parameters are whole numbers (the number of trials of a binomial law).
    """
    count(premises, 2, "no-law-whole.premises")
    count(args, 2, "no-law-whole.args")
    named = take(args[0], Named, "no-law-whole.args")
    below = take(args[1], Integer, "no-law-whole.args")
    above = take(premises[0], Holds, "no-law-whole.above")
    number = above.relation.right
    try:
        counts = whole_arguments(named)
    except (UnknownFamily, WrongArguments) as error:
        raise RuleError("no-law-whole.unknown", str(error)) from error
    require(number in counts, "no-law-whole.argument", number)
    require(above == Holds(Relation(below, "<", number), NUMBERS), "no-law-whole.above", below)
    under = Holds(Relation(number, "<", Add(below, 1)), NUMBERS)
    require(premises[1] == under, "no-law-whole.below", number)
    return NoLaw(named)
