"""Dependence of a term that the other terms determine."""

from __future__ import annotations

from collections.abc import Sequence

from sympy import Expr, Symbol

from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import Expectation, Fails, HasLaw, Independent, Judgement, Sign
from symreparam.rules.rule import Args, Premises, Setting, count, require, take
from symreparam.terms.law import Law
from symreparam.terms.region import NUMBERS
from symreparam.terms.scope import variable


def dependent_determined_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    f, the i-th of the terms, is a function of the others: with a letter for each of these, no
    random variable is left in it
    f has law L, a density without masses
    ------------------------------------------------------  dependent-determined(goal, i)
    the terms are not mutually independent

    or, in place of the law,    E f = a    E f^2 = b    b - a^2 is positive

    If they were, f would be independent of the vector of the others (Billingsley 1995, theorem
    20.2), so of itself; then P(f <= t) is its own square, 0 or 1 for each t, and f is constant
    with probability 1: its law is one mass, its variance 0.
    """
    count(args, 2, "dependent-determined.args")
    goal = take(args[0], Independent, "dependent-determined.args")
    place = take(args[1], int, "dependent-determined.args")
    require(0 <= place < len(goal.subjects), "dependent-determined.index", place)
    left = undetermined(goal.subjects, place, setting.claim.variables)
    require(not left, "dependent-determined.function", ", ".join(map(str, left)))
    term = goal.subjects[place]
    if len(premises) == 1:
        _spread(take(premises[0], HasLaw, "dependent-determined.law"), term)
    else:
        _varies(premises, term)
    return Fails(goal)


def undetermined(
    terms: Sequence[Expr], place: int, variables: Sequence[Symbol]
) -> tuple[Symbol, ...]:
    """The random variables that are left in a term when each other term is a letter of its own."""
    others = [term for index, term in enumerate(terms) if index != place]
    letters = {term: variable(f"determined_{index}") for index, term in enumerate(others)}
    taken = {str(symbol) for term in terms for symbol in term.free_symbols}
    if taken & {str(letter) for letter in letters.values()}:
        return tuple(variables)
    term = terms[place].xreplace(letters)
    return tuple(each for each in variables if term.has(each))


def _spread(known: HasLaw, term: Expr) -> None:
    """Require a law of the term that has no mass at any point."""
    require(known.subject == term, "dependent-determined.law", "of another term")
    law = take(known.law, Law, "dependent-determined.law")
    plain = bool(law.pieces) and not law.atoms and not law.lattices
    require(plain, "dependent-determined.law", "it has masses")


def _varies(premises: Premises, term: Expr) -> None:
    """Require a positive variance of the term."""
    count(premises, 3, "dependent-determined.premises")
    known = [take(each, Expectation, "dependent-determined.mean") for each in premises[:2]]
    for found, body in zip(known, (term, term**2), strict=True):
        require(found.body == body, "dependent-determined.mean", "of another term")
    gap = known[1].value - known[0].value ** 2
    if premises[2] != Sign(gap, "+", NUMBERS):
        raise RuleError("dependent-determined.varies", str(gap))
