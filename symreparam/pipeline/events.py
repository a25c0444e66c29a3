"""Events after `given` must have a positive probability at every allowed parameter value."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice

from sympy import Expr, Rational, Symbol

from symreparam.derivation.builder import Builder
from symreparam.derivation.expectation import Failure, mean_step
from symreparam.derivation.instances import Values, instances
from symreparam.logic.claim import Claim
from symreparam.logic.judgement import Equation, Expectation, GivenLaw, GivenMean, HasLaw
from symreparam.render.terms_text import event_text, term_text
from symreparam.terms.events import event_at
from symreparam.terms.law import Named

TRIALS = 24


def impossible(claim: Claim) -> str:
    """What is wrong when an event of the goal has probability 0 somewhere; nothing when it has
    none, or where it is open."""
    goal = claim.goal
    events: list[Expr] = []
    if isinstance(goal, GivenLaw):
        events = [goal.event]
    elif isinstance(goal, Equation):
        events = [letter.event for letter in goal.means if isinstance(letter, GivenMean)]
    for event in dict.fromkeys(events):
        if _always(claim, event):
            continue
        for values in islice(instances(claim), TRIALS):
            if never(claim, event, values):
                shown = ", ".join(f"{symbol} = {term_text(value)}" for symbol, value in values)
                where = f" at {shown}" if shown else ""
                return f"the event {event_text(event)} has probability 0{where}"
    return ""


def happens(claim: Claim, event: Expr) -> str | None:
    """Parameter values at which the event has a positive probability, in words; None where none
    is found."""
    for values in islice(instances(claim), TRIALS):
        builder = _builder(claim, event, values)
        try:
            known = builder.conclusion(mean_step(builder, event_at(event, dict(values))))
            assert isinstance(known, Expectation)
            builder.sign_is(known.value, "+")
        except Failure:
            continue
        used = _parameters(claim, event)
        shown = [(symbol, value) for symbol, value in values if symbol in used]
        return ", ".join(f"{symbol} = {term_text(value)}" for symbol, value in shown)
    return None


def _builder(claim: Claim, event: Expr, values: Values) -> Builder:
    """A builder at the values, where the event is all that is asked about: the goal may be of a
    derivative, which is not of one parameter value."""
    asked = HasLaw(event, Named("Bernoulli", (Rational(1, 2),)))
    return Builder(replace(claim, goal=asked), values)


def _parameters(claim: Claim, event: Expr) -> frozenset[Symbol]:
    """The parameters that the event and the laws of its variables speak of."""
    found = frozenset(event.free_symbols)
    for given in claim.hypotheses:
        if not event.has(given.subject):
            continue
        if not isinstance(given.law, Named):
            return frozenset(claim.scope.names)
        found |= {symbol for term in given.law.arguments for symbol in term.free_symbols}
    return found


def _always(claim: Claim, event: Expr) -> bool:
    builder = Builder(claim)
    try:
        known = builder.conclusion(mean_step(builder, event))
        assert isinstance(known, Expectation)
        builder.sign_is(known.value, "+")
    except Failure:
        return False
    return True


def never(claim: Claim, event: Expr, values: Values) -> bool:
    """Whether the event is shown to have probability 0: at these values of the parameters, or at
    all of them without values."""
    builder = _builder(claim, event, values)
    try:
        known = builder.conclusion(mean_step(builder, event_at(event, dict(values))))
        assert isinstance(known, Expectation)
        builder.equal(known.value, known.value * 0)
    except Failure:
        return False
    return True
