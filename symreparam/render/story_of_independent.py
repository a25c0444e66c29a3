"""A function of independent terms, told for new variables with the laws of the terms."""

from __future__ import annotations

from collections.abc import Callable

from symreparam.logic.judgement import Fails
from symreparam.logic.proof import Proof
from symreparam.render.document import Block, Formula, Paragraph
from symreparam.render.goal_layout import goal_layout
from symreparam.render.laws_layout import has_law_layout
from symreparam.render.sentences import commas
from symreparam.render.story import Story, Unfamiliar, begin, say
from symreparam.render.story_listed import listed_blocks
from symreparam.render.story_rests import side_conditions

Teller = Callable[[Story, Proof, int], list[Block]]


def of_independent_blocks(story: Story, index: int, teller: Teller) -> list[Block]:
    """The terms and their laws, then the lemma and its proof. Raises Unfamiliar."""
    step = story.step(index)
    lemma = step.args[-1]
    if not isinstance(lemma, Proof):
        raise Unfamiliar("of-independent")
    inner, last = begin(lemma), len(lemma.steps) - 1
    given = commas([has_law_layout(inner.setter, each) for each in lemma.claim.hypotheses])
    false = isinstance(inner.conclusion(last), Fails)
    story.tell(index)
    return [
        *listed_blocks(story, *step.premises),
        Paragraph(say("of-independent.false" if false else "of-independent.letters", given=given)),
        Formula(goal_layout(inner.setter, lemma.claim.goal)),
        *teller(inner, lemma, last),
        *side_conditions(inner),
        Paragraph(say("of-independent.back")),
    ]
