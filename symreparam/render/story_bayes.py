"""Laws given a value told: a variable held fixed, or Bayes' theorem with its integral or sum."""

from __future__ import annotations

from symreparam.logic.judgement import (
    Differs,
    Fails,
    GivenValue,
    HasLaw,
    Integral,
    NoLaw,
    SameLaw,
    Series,
    ValueExpectation,
)
from symreparam.logic.verdict import Outcome
from symreparam.render import layout as lay
from symreparam.render.document import Block, Formula, Paragraph
from symreparam.render.goal_layout import goal_layout, value_expectation_layout
from symreparam.render.laws_layout import law_layout, narrowing_layout, region_layout
from symreparam.render.story import Story, Unfamiliar, letter, say
from symreparam.render.story_absent import no_law_blocks
from symreparam.render.story_factors import independence_blocks
from symreparam.render.story_integrals import reason_blocks
from symreparam.render.story_laws import law_blocks


def given_value_blocks(story: Story, index: int) -> list[Block]:
    """How a law given a value is established. Raises Unfamiliar."""
    step, known = story.step(index), story.conclusion(index)
    if not isinstance(known, GivenValue):
        raise Unfamiliar("given-value")
    story.tell(index)
    law = goal_layout(story.setter, known)
    if step.rule == "given-value-rewrite":
        blocks = given_value_blocks(story, step.premises[0])
        same = story.conclusion(step.premises[1])
        story.tell(step.premises[1])
        if not isinstance(same, SameLaw):
            raise Unfamiliar("given-value-rewrite")
        member = law_layout(story.setter, known.law)
        return [*blocks, Paragraph(say("bayes.same", member=member))]
    if step.rule in ("given-value-affine", "given-value-put-back"):
        blocks = given_value_blocks(story, step.premises[0])
        story.tell(*step.premises[1:])
        key = "bayes.image" if step.rule == "given-value-affine" else "bayes.back"
        return [*blocks, Paragraph(say(key, law=law))]
    if step.rule == "given-value-independent":
        story.tell(*step.premises)
        told = [*law_blocks(story, step.premises[1]), *law_blocks(story, step.premises[2])]
        apart = independence_blocks(story, step.premises[0])
        return [*told, *apart, Paragraph(say("bayes.alone", law=law))]
    if step.rule == "given-fixed":
        story.tell(*step.premises)
        place = step.args[6], step.args[3]
        shown = lay.equation(story.setter.term(place[1]), "=", story.setter.term(place[0]))
        fixed = law_blocks(story, step.premises[1])
        return [
            Paragraph(say("bayes.fixed", place=shown)),
            *fixed,
            Paragraph(say("bayes.so", law=law)),
        ]
    if step.rule == "given-value-event":
        from symreparam.render.story_given import given_blocks

        story.tell(*step.premises[1:])
        return given_blocks(story, step.premises[0])
    if step.rule != "bayes":
        raise Unfamiliar(step.rule)
    return [*_product(story, index), Paragraph(say("bayes.theorem", law=law))]


def value_mean_blocks(story: Story, index: int, known: ValueExpectation) -> list[Block]:
    """A mean given a value: the conditional law and its mean, or that of a fixed variable."""
    from symreparam.render.story_means import source_lines

    step = story.step(index)
    shown = value_expectation_layout(story.setter, known)
    if step.rule == "given-fixed-mean":
        place = lay.equation(story.setter.term(step.args[3]), "=", story.setter.term(step.args[6]))
        lines = source_lines(story, step.premises[1])
        story.tell(index, *step.premises)
        head = Paragraph(say("bayes.fixed", place=place))
        return [head, *lines, Paragraph(say("bayes.so", law=shown))]
    blocks = given_value_blocks(story, step.premises[0])
    story.tell(index, *step.premises)
    key = "bayes.moments" if step.rule == "given-value-moments" else "bayes.mean"
    return [*blocks, Paragraph(say(key, mean=shown))]


def _product(story: Story, index: int) -> list[Block]:
    """The prior law, the law at each fixed value, and the integral of their product."""
    step = story.step(index)
    prior, at = story.conclusion(step.premises[0]), story.conclusion(step.premises[1])
    total = story.conclusion(step.premises[2])
    if not isinstance(prior, HasLaw) or not isinstance(at, HasLaw):
        raise Unfamiliar("bayes")
    story.tell(*step.premises)
    scope = story.proof.scopes[story.step(step.premises[1]).scope - 1]
    fix = say(
        "mixture.fix",
        variable=story.setter.term(prior.subject),
        place=narrowing_layout(story.setter, scope),
    )
    blocks = [
        *law_blocks(story, step.premises[0]),
        Paragraph(fix),
        *law_blocks(story, step.premises[1]),
    ]
    term = story.setter.term
    if isinstance(total, Integral):
        symbol, low, high = total.over.bounds[0]
        shown = lay.Integral(term(low), term(high), term(total.integrand), letter(symbol))
        blocks += [
            Paragraph(say("bayes.integral")),
            Formula(lay.equation(shown, "=", term(total.value))),
            *reason_blocks(story, step.premises[2]),
        ]
    elif isinstance(total, Series):
        where = region_layout(story.setter, total.over)
        words = say("bayes.sum", term=term(total.term), where=where, value=term(total.value))
        blocks.append(Paragraph(words))
    return blocks


def given_value_refuted_blocks(story: Story, index: int, outcome: Outcome) -> list[Block]:
    """Why a law given a value is another. Raises Unfamiliar."""
    step = story.step(index)
    first = story.conclusion(step.premises[0])
    story.tell(index)
    if isinstance(first, NoLaw):
        return no_law_blocks(story, step.premises[0])
    if step.rule == "given-value-event":
        from symreparam.render.story_given import given_refuted_blocks

        story.tell(*step.premises[1:])
        return given_refuted_blocks(story, step.premises[0], outcome)
    differs, goal = story.conclusion(step.premises[1]), story.conclusion(index)
    if not isinstance(differs, Differs) or not isinstance(goal, Fails):
        raise Unfamiliar("given-value-fails")
    blocks = given_value_blocks(story, step.premises[0])
    story.tell(*step.premises, *story.step(step.premises[1]).premises)
    claimed = law_layout(story.setter, differs.right)
    blocks.append(Paragraph(say("bayes.claimed", claimed=claimed)))
    if not differs.region.bounds:
        return [*blocks, Paragraph(say("bayes.masses"))]
    region = region_layout(story.setter, differs.region)
    return [*blocks, Paragraph(say("bayes.apart", region=region))]
