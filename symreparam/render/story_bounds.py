"""Bounds told: Jensen's inequality, or an equation whose gap is a divergence."""

from __future__ import annotations

from sympy import log

from symreparam.logic.judgement import AtMost, Equation, Mean
from symreparam.render.document import Block, Display, Paragraph
from symreparam.render.document import Equation as Line
from symreparam.render.goal_layout import letter_layout
from symreparam.render.layout import Name
from symreparam.render.sentences import commas
from symreparam.render.story import Story, Unfamiliar, say
from symreparam.render.story_equations import equation_blocks
from symreparam.render.story_functions import function_names


def bound_blocks(story: Story, index: int) -> list[Block]:
    """The proof of left <= right. Raises Unfamiliar for one that is listed instead."""
    step, goal = story.step(index), story.conclusion(index)
    if not isinstance(goal, AtMost):
        raise Unfamiliar(step.rule)
    if step.rule == "jensen":
        story.tell(index)
        return _jensen(story, goal)
    if step.rule != "bound":
        raise Unfamiliar(step.rule)
    known, gap = (story.conclusion(premise) for premise in step.premises)
    if not isinstance(known, Equation) or not isinstance(gap, AtMost):
        raise Unfamiliar(step.rule)
    blocks = equation_blocks(story, step.premises[0])
    story.tell(index, *step.premises, *story.step(step.premises[1]).premises)
    divergence = letter_layout(story.setter, gap.means[0])
    blocks += [Paragraph(say("bound.equation")), Display((_line(story, known),))]
    return [*blocks, Paragraph(say("bound.gibbs", divergence=divergence))]


def _jensen(story: Story, goal: AtMost) -> list[Block]:
    [weight] = [each for each in goal.means if log(each.letter) == goal.right]
    assert isinstance(weight, Mean)
    names = [Name(name) for name in sorted(function_names(goal.means))]
    blocks: list[Block] = []
    if names:
        blocks.append(Paragraph(say("bound.functions", functions=commas(list(names)))))
    shown = Line(Name("W"), "=", story.setter.term(weight.body))
    exponent = story.setter.term(weight.body.args[0])
    return [
        *blocks,
        Paragraph(say("bound.weight")),
        Display((shown,)),
        Paragraph(say("bound.jensen", exponent=exponent)),
    ]


def _line(story: Story, known: Equation) -> Line:
    names = {each.letter: letter_layout(story.setter, each) for each in known.means}
    inner = story.setter.writing(names)
    return Line(inner.term(known.left), "=", inner.term(known.right))
