"""Conditioning on a discrete variable told: a sum over its values, not an integral."""

from __future__ import annotations

from sympy import Integer

from symreparam.logic.judgement import HasLaw, Partial, Series
from symreparam.render.document import Block, Paragraph
from symreparam.render.laws_layout import has_law_layout, narrowing_layout
from symreparam.render.layout import equation
from symreparam.render.story import Story, Unfamiliar, law_at, letter, say
from symreparam.render.story_lattice import sum_blocks
from symreparam.terms.law import Law


def weighted_blocks(story: Story, index: int) -> list[Block]:
    """What is summed, the sums range by range, and the law that they give."""
    step = story.step(index)
    told, given = law_at(story, index), law_at(story, step.premises[0])
    assert isinstance(told.law, Law) and isinstance(given.law, Law)
    subject = equation(story.letters.image, "=", story.setter.term(told.subject))
    variable = story.setter.term(given.subject)
    partial = [i for i in step.premises if isinstance(story.conclusion(i), Partial)]
    if not partial:
        words = say("mixture.weighted", subject=subject, variable=variable)
    else:
        known = story.conclusion(partial[0])
        assert isinstance(known, Partial)
        fixed, at = letter(known.over.variables[0]), letter(known.point)
        words = say("mixture.double", subject=subject, variable=variable, fixed=fixed, index=at)
    blocks: list[Block] = [Paragraph(words)]
    for premise in partial:
        blocks += _range(story, premise)
    if told.law.pieces:
        return blocks
    law = has_law_layout(story.setter, HasLaw(told.subject, told.law))
    return [*blocks, Paragraph(say("mixture.so.law", law=law))]


def _range(story: Story, index: int) -> list[Block]:
    """The sum over the fixed values for one range of the result."""
    known, step = story.conclusion(index), story.step(index)
    assert isinstance(known, Partial)
    cell = narrowing_layout(story.setter, story.proof.scopes[step.scope - 1])
    story.tell(index, *step.premises)
    if known.value == Integer(0):
        return [Paragraph(say("mixture.none", cell=cell))]
    total = step.premises[0]
    if not isinstance(story.conclusion(total), Series):
        raise Unfamiliar("partial")
    return [Paragraph(say("mixture.cell", cell=cell)), *sum_blocks(story, total)]


