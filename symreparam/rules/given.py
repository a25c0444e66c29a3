"""Conditioning on an event of positive probability: laws and means."""

from __future__ import annotations

from sympy import Add, Expr, Integer, Mul, Pow

from symreparam.logic.judgement import (
    Expectation,
    Fails,
    GivenExpectation,
    GivenLaw,
    HasLaw,
    Judgement,
    NoLaw,
    SameLaw,
    Sign,
)
from symreparam.rules.rule import Args, Premises, Setting, count, require, take
from symreparam.terms.events import is_indicator, on_event
from symreparam.terms.law import Atom, Lattice, Law, Piece
from symreparam.terms.region import NUMBERS


def given_expectation_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    E f 1_B = a    P(B) = p    p > 0
    ----------------------------------  given-expectation(f, 1_B)
    E(f given B) = a/p

    Off B the term is taken as 0 (Billingsley 1995, section 33, equation 33.1 and section 34).
    """
    count(premises, 3, "given-expectation.premises")
    count(args, 2, "given-expectation.args")
    body = take(args[0], Expr, "given-expectation.args")
    event = take(args[1], Expr, "given-expectation.args")
    require(is_indicator(event), "given-expectation.event", event)
    total = take(premises[0], Expectation, "given-expectation.mean")
    share = take(premises[1], Expectation, "given-expectation.event")
    require(total.body == on_event(body, event), "given-expectation.mean", "of another term")
    require(share.body == event, "given-expectation.event", "of another event")
    positive = premises[2] == Sign(share.value, "+", NUMBERS)
    require(positive, "given-expectation.positive", share.value)
    return GivenExpectation(body, event, Mul(total.value, Pow(share.value, Integer(-1))))


def given_law_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    P(B) = p    p > 0    (L' and L are the same measure)    c is a rational number
    the term that is f on B and c off B has law p L + (1 - p) at c (or has not)
    ----------------------------------------------------------------  given-law(f, L', 1_B, c)
    given B the term f has law L' (or has not)

    The term's law is P(f in A, B) + P(not B) at c, for every Borel set A: so it is the given one
    if and only if P(f in A, B) = p L(A) (Billingsley 1995, section 33, equation 33.1).
    """
    require(len(premises) in (3, 4), "given-law.premises", str(len(premises)))
    count(args, 2, "given-law.args")
    goal = take(args[0], GivenLaw, "given-law.args")
    place = take(args[1], Expr, "given-law.args")
    require(bool(place.is_Rational), "given-law.place", place)
    require(is_indicator(goal.event), "given-law.event", goal.event)
    share = take(premises[0], Expectation, "given-law.event")
    require(share.body == goal.event, "given-law.event", "of another event")
    require(premises[1] == Sign(share.value, "+", NUMBERS), "given-law.positive", share.value)
    claimed = goal.law
    if not isinstance(claimed, Law):
        count(premises, 4, "given-law.premises")
        same = take(premises[2], SameLaw, "given-law.same")
        require(same.left == claimed, "given-law.same", "of another law")
        claimed = take(same.right, Law, "given-law.same")
    else:
        count(premises, 3, "given-law.premises")
    last = premises[-1]
    known = take(last.of if isinstance(last, Fails) else last, HasLaw, "given-law.law")
    term = on_event(goal.subject, goal.event, place)
    require(known.subject == term, "given-law.term", "another term")
    require(known.law == scaled(claimed, share.value, place), "given-law.law", "another law")
    return Fails(goal) if isinstance(last, Fails) else goal


def given_no_law_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    there is no such law L
    ------------------------------------------  given-no-law(goal)
    it is false that given B the term f has law L
    """
    count(premises, 1, "given-no-law.premises")
    count(args, 1, "given-no-law.args")
    goal = take(args[0], GivenLaw, "given-no-law.args")
    known = take(premises[0], NoLaw, "given-no-law.law")
    require(known.law == goal.law, "given-no-law.law", "of another law")
    return Fails(goal)


def scaled(law: Law, share: Expr, place: Expr) -> Law:
    """share * law + (1 - share) at the place."""
    pieces = tuple(Piece(p.region, Mul(share, p.density)) for p in law.pieces)
    atoms = tuple(Atom(a.point, Mul(share, a.mass)) for a in law.atoms)
    lattices = tuple(
        Lattice(a.index, a.lower, a.upper, a.point, Mul(share, a.mass)) for a in law.lattices
    )
    rest = Atom(place, Add(Integer(1), Mul(Integer(-1), share)))
    return Law(law.variable, pieces, (*atoms, rest), lattices)
