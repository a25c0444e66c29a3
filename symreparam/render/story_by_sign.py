"""A claim proved for each sign of a parameter: each proof told."""

from __future__ import annotations

from sympy import Integer, Symbol

from symreparam.render.document import Block
from symreparam.render.story import Story, Unfamiliar
from symreparam.render.story_boundary import Teller, told_cases


def by_sign_blocks(story: Story, index: int, teller: Teller) -> list[Block]:
    """The case of each sign, each with its claim and its proof. Raises Unfamiliar."""
    symbol, *lemmas = story.step(index).args
    if not isinstance(symbol, Symbol):
        raise Unfamiliar("by-sign")
    sides = story.setter.term(symbol), story.setter.term(Integer(0))
    story.tell(index)
    return told_cases(sides, (">", "<", "=")[: len(lemmas)], lemmas, story, teller)
