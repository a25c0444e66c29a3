"""A value that a term takes with positive probability is an event: both conditionings agree."""

from __future__ import annotations

from sympy import Eq, Expr

from symreparam.logic.judgement import (
    Expectation,
    Fails,
    GivenExpectation,
    GivenLaw,
    GivenValue,
    Judgement,
    Sign,
    ValueExpectation,
)
from symreparam.rules.rule import Args, Premises, Setting, count, require, take
from symreparam.terms.events import indicator
from symreparam.terms.region import NUMBERS


def given_value_event_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    given {g = t}, f has law L (or has not)    P(g = t) = p    p > 0
    ------------------------------------------------------------------  given-value-event(goal)
    given g = t, f has law L (or has not)

    A conditional law is unique but for values of g of probability 0 together, so at a value of
    positive probability it is that of elementary conditioning (Billingsley 1995, section 33,
    example 33.3). The positive probability is a premise of its own, as what fails may fail by it.
    """
    count(premises, 3, "given-value-event.premises")
    count(args, 1, "given-value-event.args")
    goal = take(args[0], GivenValue, "given-value-event.args")
    first = premises[0]
    known = take(first.of if isinstance(first, Fails) else first, GivenLaw, "given-value-event.law")
    event = _positive(premises, goal.given, goal.value, "given-value-event")
    require(known.event == event, "given-value-event.event", "of another event")
    require(known.subject == goal.subject, "given-value-event.subject", "of another term")
    require(known.law == goal.law, "given-value-event.law", "another law")
    return Fails(goal) if isinstance(first, Fails) else goal


def given_mean_value_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    E(f given g = t) = v    P(g = t) = p    p > 0
    -----------------------------------------------  given-mean-value()
    E(f given {g = t}) = v

    As `given_value_event_rule`, for the mean (Billingsley 1995, section 33).
    """
    count(premises, 3, "given-mean-value.premises")
    count(args, 0, "given-mean-value.args")
    known = take(premises[0], ValueExpectation, "given-mean-value.mean")
    event = _positive(premises, known.given, known.at, "given-mean-value")
    return GivenExpectation(known.body, event, known.value)


def _positive(premises: Premises, given: Expr, value: Expr, code: str) -> Expr:
    """The indicator of g = t, which the premises say to have positive probability."""
    share = take(premises[1], Expectation, f"{code}.share")
    # SymPy chooses which side of an equality stands first
    events = [indicator(Eq(*sides, evaluate=False)) for sides in ((given, value), (value, given))]
    require(share.body in events, f"{code}.event", "of another event")
    require(premises[2] == Sign(share.value, "+", NUMBERS), f"{code}.positive", share.value)
    return share.body
