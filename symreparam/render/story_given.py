"""Conditional laws told: the probability of the event, and the term that is a number off it."""

from __future__ import annotations

from sympy import Expr

from symreparam.logic.judgement import (
    Expectation,
    Fails,
    GivenExpectation,
    GivenLaw,
    HasLaw,
    Median,
    ValueExpectation,
)
from symreparam.logic.verdict import Outcome
from symreparam.render.conditions import condition_layout
from symreparam.render.document import Block, Display, Equation, Paragraph
from symreparam.render.goal_layout import (
    expectation_layout,
    given_law_layout,
    given_mean_layout,
    mean_term,
    median_layout,
)
from symreparam.render.laws_layout import lawful
from symreparam.render.layout import Fraction
from symreparam.render.story import Story, Unfamiliar, say
from symreparam.render.story_absent import no_law_blocks
from symreparam.render.story_equal_law import equal_in_law_blocks
from symreparam.render.story_laws import law_blocks
from symreparam.render.story_means import source_lines
from symreparam.render.story_refute import law_refuted_blocks
from symreparam.terms.events import condition_of


def given_blocks(story: Story, index: int) -> list[Block]:
    """How a law given an event is established. Raises Unfamiliar."""
    goal, blocks = _begun(story, index)
    last = story.step(index).premises[-1]
    law = given_law_layout(story.setter, goal)
    return [*blocks, *law_blocks(story, last), Paragraph(say("given.so", law=law))]


def given_refuted_blocks(story: Story, index: int, outcome: Outcome) -> list[Block]:
    """Why a term has another law given an event. Raises Unfamiliar."""
    if story.step(index).rule == "given-no-law":
        story.tell(index)
        return no_law_blocks(story, story.step(index).premises[0])
    _, blocks = _begun(story, index)
    return [*blocks, *law_refuted_blocks(story, story.step(index).premises[-1], outcome)]


def _begun(story: Story, index: int) -> tuple[GivenLaw, list[Block]]:
    """The event's probability, and the term whose law says it all."""
    step = story.step(index)
    known = story.conclusion(index)
    goal = known.of if isinstance(known, Fails) else known
    place = step.args[1] if len(step.args) == 2 else None
    last = story.conclusion(step.premises[-1])
    inner = last.of if isinstance(last, Fails) else last
    if not isinstance(goal, GivenLaw) or not isinstance(place, Expr):
        raise Unfamiliar("given-law")
    if not isinstance(inner, HasLaw):
        raise Unfamiliar("given-law")
    story.tell(index, *step.premises[:-1])
    words = say(
        "given.term",
        subject=story.setter.term(goal.subject),
        event=condition_layout(story.setter, condition_of(goal.event)),
        place=story.setter.term(place),
        law=lawful(story.setter, story.letters.image, inner.law),
        image=story.letters.image,
    )
    return goal, [*_share(story, step.premises[0]), Paragraph(words)]


def _share(story: Story, index: int) -> list[Block]:
    """The probability of the event, with where it comes from."""
    known = story.conclusion(index)
    if not isinstance(known, Expectation):
        raise Unfamiliar("given-law")
    story.tell(index)
    return [Paragraph(say("given.share", share=expectation_layout(story.setter, known)))]


def given_mean_blocks(story: Story, index: int, known: GivenExpectation) -> list[Block]:
    """A mean given an event: the mean on the event, divided by its probability."""
    step = story.step(index)
    if step.rule == "given-mean-value":
        from symreparam.render.story_bayes import value_mean_blocks

        story.tell(index, *step.premises[1:])
        mean = story.conclusion(step.premises[0])
        if not isinstance(mean, ValueExpectation):
            raise Unfamiliar("given-mean-value")
        shares = _share(story, step.premises[1])
        return [*shares, *value_mean_blocks(story, step.premises[0], mean)]
    total, share = (story.conclusion(premise) for premise in step.premises[:2])
    if not isinstance(total, Expectation) or not isinstance(share, Expectation):
        raise Unfamiliar("given-expectation")
    lines = source_lines(story, *step.premises[:2])
    story.tell(index, *step.premises)
    left = given_mean_layout(story.setter, known.body, known.event)
    parts = [story.setter.term(mean_term(each.body)) for each in (total, share)]
    quotient = Equation(left, "=", Fraction(parts[0], parts[1]))
    value = Equation(None, "=", story.setter.term(known.value))
    return [*lines, Paragraph(say("given.mean")), Display((quotient, value))]


def median_blocks(story: Story, index: int, known: Median) -> list[Block]:
    """Why a number is a median: both probabilities, or the symmetry of the law."""
    step = story.step(index)
    shown = median_layout(story.setter, known)
    story.tell(index)
    if step.rule == "median-symmetric":
        words = say("median.symmetric", median=shown)
        return [*equal_in_law_blocks(story, step.premises[0]), Paragraph(words)]
    if step.rule != "median":
        raise Unfamiliar(step.rule)
    lines = source_lines(story, step.premises[0], step.premises[2])
    story.tell(*step.premises)
    sides = [story.conclusion(step.premises[place]) for place in (0, 2)]
    values = [expectation_layout(story.setter, e) for e in sides if isinstance(e, Expectation)]
    words = say("median.both", first=values[0], second=values[1], median=shown)
    return [*lines, Paragraph(words)]
