"""Independence by conditional laws that do not move: with a shared variable fixed, or given the
values of a discrete term."""

from __future__ import annotations

from sympy import Expr, Symbol

from symreparam.checker.joined import Joined
from symreparam.logic.judgement import GivenLaw, HasLaw, Independent, Judgement
from symreparam.logic.proof import Proof, Step
from symreparam.rules.rule import Setting, count, plain_letters, require, take
from symreparam.rules.values_given import ways_given
from symreparam.rules.wellformed import check_judgement
from symreparam.terms.law import AnyLaw, Law
from symreparam.terms.region import interval


def join_fixed(step: Step, proof: Proof, parents: list[int], setting: Setting) -> Judgement:
    """
    X, a random variable of the claim, is the only one that f has in common with g_1, .., g_m
    X has density on (l, u), masses at c, and at p(k) for whole numbers k from a to b
    f at X = x has law L for every l < x < u, at X = c, and at X = p(k) for every k: always the same
    g_1, .., g_m are mutually independent (where m > 1)
    ----------------------------------------------------  independent-fixed(goal, i, X, x)
    f, g_1, .., g_m are mutually independent

    f is the i-th of the terms. Its other variables are independent of all in the g_j, so that L is
    the law of f given X and those (Billingsley 1995, section 33, example 33.3): it is free of them.
    Premises, in order: the law of X, those of f for its pieces, atoms and lattices, then the last.
    """
    count(step.args, 4, "independent-fixed.args")
    goal = take(step.args[0], Independent, "independent-fixed.args")
    place = take(step.args[1], int, "independent-fixed.args")
    fixed, letter = (take(arg, Symbol, "independent-fixed.args") for arg in step.args[2:])
    require(0 <= place < len(goal.subjects), "independent-fixed.index", str(place))
    term = goal.subjects[place]
    others = (*goal.subjects[:place], *goal.subjects[place + 1 :])
    plain_letters((letter,), "independent-fixed.letter")
    random = set(setting.claim.variables)
    require(fixed in random, "independent-fixed.variable", str(fixed))
    shared = {s for other in others for s in other.free_symbols & term.free_symbols & random}
    require(shared <= {fixed}, "independent-fixed.shared", ", ".join(sorted(map(str, shared))))
    rest = Joined(list(step.premises), step, proof, parents, "independent-fixed")
    law = _law_of(rest.here(), fixed, "independent-fixed")
    found: list[AnyLaw] = []
    for piece in law.pieces:
        inside = interval(letter, *piece.region.bounds[0][1:])
        found.append(_law_at(rest.within(inside), term.xreplace({fixed: letter})))
    for atom in law.atoms:
        found.append(_law_at(rest.here(), term.xreplace({fixed: atom.point})))
    for each in law.lattices:
        found.append(_law_at(rest.within(each.range), term.xreplace({fixed: each.point})))
    _one_law(term, found, setting, "independent-fixed")
    if len(others) > 1:
        known = rest.here() == Independent(others)
        require(known, "independent-fixed.rest", "the other terms may be dependent")
    require(not rest.left, "independent-fixed.premises", "unused premises")
    return goal


def join_given(step: Step, proof: Proof, parents: list[int], setting: Setting) -> Judgement:
    """
    g has masses alone, at c_1, .., c_m and at p(k) for whole numbers k from a to b
    given g = c_j, and given g = p(k), f has law L: always the same
    ----------------------------------------------------  independent-given(goal, i)
    f and g are independent

    P(f in A, g = c) = L(A) P(g = c) for every value c, and these probabilities have sum 1
    (Billingsley 1995, section 33, equation 33.1). f is the i-th of the two terms. Where g is the
    floor of h, the event may be written k <= h < k + 1, and g as k in f; where it is an indicator,
    as its condition or what is left of it.
    """
    count(step.args, 2, "independent-given.args")
    goal = take(step.args[0], Independent, "independent-given.args")
    place = take(step.args[1], int, "independent-given.args")
    count(goal.subjects, 2, "independent-given.subjects")
    require(place in (0, 1), "independent-given.index", str(place))
    term, other = goal.subjects[place], goal.subjects[1 - place]
    rest = Joined(list(step.premises), step, proof, parents, "independent-given")
    law = _law_of(rest.here(), other, "independent-given")
    require(not law.pieces, "independent-given.masses", (other, "has", "a", "density"))
    found: list[AnyLaw] = []
    for atom in law.atoms:
        found.append(_law_given(rest.here(), term, other, atom.point))
    for each in law.lattices:
        found.append(_law_given(rest.within(each.range), term, other, each.point))
    _one_law(term, found, setting, "independent-given")
    require(not rest.left, "independent-given.premises", "unused premises")
    return goal


def _law_of(known: Judgement, subject: Expr, code: str) -> Law:
    given = take(known, HasLaw, f"{code}.law")
    require(given.subject == subject, f"{code}.law", ("of", given.subject))
    return take(given.law, Law, f"{code}.law")


def _law_at(known: Judgement, subject: Expr) -> AnyLaw:
    given = take(known, HasLaw, "independent-fixed.fixed")
    require(given.subject == subject, "independent-fixed.fixed", ("of", given.subject))
    return given.law


def _law_given(known: Judgement, term: Expr, other: Expr, point: Expr) -> AnyLaw:
    given = take(known, GivenLaw, "independent-given.given")
    same = (given.subject, given.event) in ways_given(term, other, point)
    require(same, "independent-given.given", ("not", "of", term, "given", other, "=", point))
    return given.law


def _one_law(term: Expr, found: list[AnyLaw], setting: Setting, code: str) -> None:
    """One law, in which no fixed value stands."""
    require(bool(found), f"{code}.law", "no values")
    require(all(law == found[0] for law in found), f"{code}.moves", "several laws")
    check_judgement(HasLaw(term, found[0]), setting)
