"""A claim proved at the end of a parameter's closed interval and inside of it: each proof told."""

from __future__ import annotations

from collections.abc import Callable

from sympy import Symbol

from symreparam.logic.proof import Argument, Proof
from symreparam.render.document import Block, Formula, Heading
from symreparam.render.goal_layout import goal_layout
from symreparam.render.layout import Layout, equation
from symreparam.render.story import Story, Unfamiliar, begin, say
from symreparam.render.story_rests import side_conditions

Teller = Callable[[Story, Proof, int], list[Block]]


def boundary_blocks(story: Story, index: int, teller: Teller) -> list[Block]:
    """Both cases, each with its claim and its proof. Raises Unfamiliar."""
    symbol, end, *lemmas = story.step(index).args
    domain = story.proof.claim.scope.domain(symbol) if isinstance(symbol, Symbol) else None
    if domain is None or not isinstance(symbol, Symbol):
        raise Unfamiliar("boundary")
    value = domain.lower if end == "lower" else domain.upper
    sides = story.setter.term(symbol), story.setter.term(value)
    story.tell(index)
    return told_cases(sides, ("=", ">" if end == "lower" else "<"), lemmas, story, teller)


def told_cases(
    sides: tuple[Layout, Layout],
    signs: tuple[str, ...],
    lemmas: list[Argument],
    story: Story,
    teller: Teller,
) -> list[Block]:
    """Each case, with its claim and its proof. Raises Unfamiliar."""
    blocks: list[Block] = []
    for sign, lemma in zip(signs, lemmas, strict=True):
        if not isinstance(lemma, Proof):
            raise Unfamiliar("boundary")
        inner = begin(lemma)
        last = len(lemma.steps) - 1
        blocks += [
            Heading(say("boundary.case", case=equation(sides[0], sign, sides[1])), 2),
            Formula(goal_layout(inner.setter, lemma.claim.goal)),
            *teller(inner, lemma, last),
            *side_conditions(inner),
        ]
    return blocks
