"""Conditions on the value of a term: values that the term never takes are an error."""

from __future__ import annotations

from itertools import islice

from sympy import Expr, oo

from symreparam.decide.answer import Proved
from symreparam.decide.points import number_relation
from symreparam.derivation.instances import instances
from symreparam.documents.meaning_given_any import spread
from symreparam.logic.claim import Claim
from symreparam.logic.errors import Unsupported
from symreparam.logic.judgement import Equation, GivenValue, ValueMean
from symreparam.render.terms_text import term_text
from symreparam.terms.scope import Relation

TRIALS = 24


def outside(claim: Claim) -> str:
    """What is wrong when a term has no density at a value of the goal; nothing when it has one,
    or where it is open."""
    goal, pairs = claim.goal, list[tuple[Expr, Expr]]()
    if isinstance(goal, GivenValue):
        pairs = [(goal.given, goal.value)]
    elif isinstance(goal, Equation):
        pairs = [(each.given, each.at) for each in goal.means if isinstance(each, ValueMean)]
    laws = {given.subject: given.law for given in claim.hypotheses}
    random = {symbol: laws[symbol] for symbol in claim.variables}
    for given, value in dict.fromkeys(pairs):
        try:
            low, high = spread(given, random)
        except Unsupported:
            continue
        for values in islice(instances(claim), TRIALS):
            swap = dict(values)
            for one, two in ((value, low), (high, value)):
                if one in (oo, -oo) or two in (oo, -oo):
                    continue
                beyond = Relation(one.xreplace(swap), "<", two.xreplace(swap))
                if isinstance(number_relation(beyond), Proved):
                    used = given.free_symbols | value.free_symbols
                    used |= low.free_symbols | high.free_symbols
                    shown = ", ".join(f"{s} = {term_text(term)}" for s, term in values if s in used)
                    where = f" at {shown}" if shown else ""
                    what = f"{term_text(given)} never takes the value {term_text(value)}"
                    return f"{what}{where}: it lies between {term_text(low)} and {term_text(high)}"
    return ""
