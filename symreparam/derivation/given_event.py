"""Conditions `g = t` of positive probability: from the event to the value, and back."""

from __future__ import annotations

from dataclasses import replace

from sympy import And, Eq, Expr

from symreparam.derivation.bayes import value_goal
from symreparam.derivation.builder import Builder
from symreparam.derivation.expectation import mean_step
from symreparam.derivation.graft import graft
from symreparam.derivation.value_means import value_mean_step
from symreparam.families.members import record_of
from symreparam.logic.claim import Claim
from symreparam.logic.errors import Unsupported
from symreparam.logic.judgement import Expectation, GivenLaw, GivenMean, ValueMean
from symreparam.logic.proof import Proof
from symreparam.terms.events import condition_of, indicator
from symreparam.terms.law import AnyLaw, Law


def has_masses_alone(claim: Claim, term: Expr) -> bool:
    """Whether every random variable of the term has a law of masses alone."""
    return all(_masses(given.law) for given in claim.hypotheses if term.has(given.subject))


def _masses(law: AnyLaw) -> bool:
    return not (law if isinstance(law, Law) else record_of(law)).pieces


def asked_of_event(claim: Claim) -> Claim:
    """The claim about a law given a value as one about the law given the event of that value."""
    goal = value_goal(claim)
    event = value_event(goal.given, goal.value)
    return replace(claim, goal=GivenLaw(goal.subject, event, goal.law))


def told_of_value(claim: Claim, proof: Proof) -> Proof:
    """From the proof or refutation of that claim to the first one. Raises RuleError, NoInverse or
    Unsupported."""
    builder = Builder(claim, proof.at)
    goal = value_goal(builder.claim)
    last = graft(builder, proof)
    premises = (last, *positive_steps(builder, value_event(goal.given, goal.value)))
    return builder.proof(builder.add("given-value-event", premises, (goal,)))


def mean_at_value_step(builder: Builder, letter: GivenMean) -> int:
    """A step for a mean given the event that a term takes a value, by the law given that value.
    Raises RuleError, NoInverse or Unsupported."""
    condition = condition_of(letter.event)
    random = builder.claim.variables
    if not isinstance(condition, Eq) or sum(side.has(*random) for side in condition.args) != 1:
        raise Unsupported("a condition that is no value of a term")
    value, given = sorted(condition.args, key=lambda side: bool(side.has(*random)))
    if not has_masses_alone(builder.claim, given):
        raise Unsupported("a condition of probability 0")
    mean = ValueMean(letter.letter, letter.body, given, value)
    known = value_mean_step(builder, mean)
    return builder.add("given-mean-value", (known, *positive_steps(builder, letter.event)))


def positive_steps(builder: Builder, event: Expr) -> tuple[int, int]:
    """The event's probability, and that it is positive."""
    share = mean_step(builder, event)
    known = builder.conclusion(share)
    assert isinstance(known, Expectation)
    return share, builder.sign_is(known.value, "+")


def value_event(given: Expr, value: Expr) -> Expr:
    """The indicator that the term takes the value."""
    return indicator(And(Eq(given, value)))
