"""A claim that fails everywhere, told by cases of the parameter values."""

from __future__ import annotations

from dataclasses import replace

from symreparam.logic.proof import Proof, Step
from symreparam.logic.verdict import Outcome
from symreparam.render.document import Block, Formula, Heading, Paragraph
from symreparam.render.goal_layout import goal_layout
from symreparam.render.laws_layout import has_law_layout, narrowing_layout
from symreparam.render.layout import Layout
from symreparam.render.sentences import commas
from symreparam.render.story import Story, Unfamiliar, begin, say
from symreparam.render.story_listed import listed_blocks
from symreparam.render.story_rests import side_conditions

RULE = "fails-part"


def parts_blocks(story: Story, outcome: Outcome) -> list[Block]:
    """Each case with what the claim says there and why it is false."""
    blocks: list[Block] = [Paragraph(say("parts.cases"))]
    for index, step in enumerate(story.proof.steps):
        story.tell(index)
        if step.rule == RULE:
            blocks += _case(story, step, outcome)
    return [*blocks, Paragraph(say("parts.all"))]


def _case(story: Story, step: Step, outcome: Outcome) -> list[Block]:
    from symreparam.render.story_refute import law_refuted_blocks

    lemma = step.args[1]
    assert isinstance(lemma, Proof)
    scope, assumed = step.scope, list[Layout]()
    while scope > 0:
        narrower = story.proof.scopes[scope - 1]
        assumed.insert(0, narrowing_layout(story.setter, narrower))
        scope = narrower.parent
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
