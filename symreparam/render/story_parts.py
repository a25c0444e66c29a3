"""A claim that fails everywhere, told by cases of the parameter values."""

from __future__ import annotations

from dataclasses import replace

from sympy import Integer, Symbol

from symreparam.logic.proof import Argument, Proof, Step
from symreparam.logic.verdict import Outcome
from symreparam.render.document import Block, Formula, Heading, Paragraph
from symreparam.render.goal_layout import goal_layout
from symreparam.render.laws_layout import has_law_layout, narrowing_layout
from symreparam.render.layout import Layout, equation
from symreparam.render.sentences import commas
from symreparam.render.story import Story, Unfamiliar, begin, say
from symreparam.render.story_listed import listed_blocks
from symreparam.render.story_rests import side_conditions

RULE = "fails-part"
BY_SIGN = "by-sign"


def parts_blocks(story: Story, outcome: Outcome) -> list[Block]:
    """Each case with what the claim says there and why it is false."""
    blocks: list[Block] = [Paragraph(say("parts.cases"))]
    for index, step in enumerate(story.proof.steps):
        story.tell(index)
        if step.rule == RULE:
            blocks += _case(step.args[1], _assumed(story, step), outcome)
        elif step.rule == BY_SIGN:
            for side, lemma in zip((">", "<", "="), step.args[1:], strict=False):
                blocks += _case(lemma, [_compared(story, step.args[0], side)], outcome)
    return [*blocks, Paragraph(say("parts.all"))]


def _compared(story: Story, symbol: Argument, side: str) -> Layout:
    """How the parameter compares to 0 on one side."""
    assert isinstance(symbol, Symbol)
    return equation(story.setter.term(symbol), side, story.setter.term(Integer(0)))


def _assumed(story: Story, step: Step) -> list[Layout]:
    """The relations of the step's scope."""
    scope, assumed = step.scope, list[Layout]()
    while scope > 0:
        narrower = story.proof.scopes[scope - 1]
        assumed.insert(0, narrowing_layout(story.setter, narrower))
        scope = narrower.parent
    return assumed


def _case(lemma: Argument, assumed: list[Layout], outcome: Outcome) -> list[Block]:
    """What the claim of a lemma says, where these are assumed, and why it is false."""
    from symreparam.render.story_refute import law_refuted_blocks

    assert isinstance(lemma, Proof)
    inner = begin(lemma)
    given = commas([has_law_layout(inner.setter, law) for law in lemma.claim.hypotheses])
    blocks: list[Block] = [
        Heading(say("parts.case", conditions=commas(assumed)), 2),
        Paragraph(say("parts.given", given=given)),
        Formula(goal_layout(inner.setter, lemma.claim.goal)),
    ]
    last = len(lemma.steps) - 1
    try:
        # the witness of the whole has no numbers for one case
        told = law_refuted_blocks(inner, last, replace(outcome, witness=None))
    except Unfamiliar:
        inner = begin(lemma)
        told = listed_blocks(inner, last)
    return [*blocks, *told, *side_conditions(inner)]
