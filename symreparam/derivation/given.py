"""Conditioning on an event: the term that is something else off the event has a mixed law."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from sympy import Expr, Integer

from symreparam.derivation.absent import absent_step
from symreparam.derivation.branch import NoInverse
from symreparam.derivation.builder import Builder
from symreparam.derivation.expectation import mean_step
from symreparam.derivation.graft import graft
from symreparam.derivation.instances import Values
from symreparam.derivation.prove import Stuck
from symreparam.derivation.transport import letters
from symreparam.derivation.unfold import unfold_step
from symreparam.logic.claim import Claim
from symreparam.logic.errors import RuleError, Unsupported
from symreparam.logic.judgement import Expectation, GivenLaw, GivenMean, HasLaw
from symreparam.logic.proof import Proof
from symreparam.rules.given import scaled
from symreparam.terms.events import on_event
from symreparam.terms.law import Law, Named

PLACES: Final = (Integer(-1), Integer(0), Integer(2))
Trouble = (RuleError, NoInverse, Unsupported, Stuck)


def given_mean_step(builder: Builder, letter: GivenMean) -> int:
    """A step that states E(body given the event). Raises RuleError, NoInverse or Unsupported."""
    total = mean_step(builder, on_event(letter.body, letter.event))
    share = mean_step(builder, letter.event)
    positive = builder.sign_is(_value(builder, share), "+")
    args = (letter.body, letter.event)
    return builder.add("given-expectation", (total, share, positive), args)


def _value(builder: Builder, step: int) -> Expr:
    known = builder.conclusion(step)
    assert isinstance(known, Expectation)
    return known.value


def given_goal(claim: Claim) -> GivenLaw:
    """The goal of a claim about a conditional law."""
    assert isinstance(claim.goal, GivenLaw)
    return claim.goal


class Reduced:
    """A conditional claim as a claim about one law: that of the term that is `place` off the
    event. Raises RuleError, NoInverse or Unsupported where the event's probability is open."""

    def __init__(self, claim: Claim, at: Values, place: Expr) -> None:
        self.builder, self.place = Builder(claim, at), place
        builder, goal = self.builder, given_goal(self.builder.claim)
        share = mean_step(builder, goal.event)
        value = _value(builder, share)
        self.premises = [share, builder.sign_is(value, "+")]
        law = goal.law
        if not isinstance(law, Law):
            self.premises.append(unfold_step(builder, law, letters(builder).target))
            law = builder.conclusion(self.premises[-1]).right  # type: ignore[union-attr]
            assert isinstance(law, Law)
        self.claimed, self.share = law, value
        self.subject = on_event(goal.subject, goal.event, place)
        self.goal = goal

    def asked(self, claim: Claim) -> Claim:
        """The claim that the term has the mixed law, at the values of the builder."""
        return replace(
            claim, goal=HasLaw(self.subject, scaled(self.claimed, self.share, self.place))
        )

    def concluded(self, proof: Proof) -> Proof:
        """From the proof or refutation of that claim to the conditional one."""
        last = graft(self.builder, proof)
        args = (self.goal, self.place)
        return self.builder.proof(self.builder.add("given-law", (*self.premises, last), args))


def no_law(claim: Claim, values: Values) -> Proof | None:
    """A proof that the claimed law does not exist at these values, or None."""
    builder = Builder(claim, values)
    goal = given_goal(builder.claim)
    if not isinstance(goal.law, Named):
        return None
    try:
        absent = absent_step(builder, goal.law)
        return builder.proof(builder.add("given-no-law", (absent,), (goal,)))
    except RuleError:
        return None


def places(claim: Claim) -> Iterator[Expr]:
    """Numbers for the term off the event: one that its law may not have elsewhere first."""
    yield from PLACES
