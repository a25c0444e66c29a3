"""Independence of two terms in two counts told: the joint masses, a product on each cell."""

from __future__ import annotations

from sympy import Expr, Symbol

from symreparam.logic.judgement import Equal, HasLaw, Independent, Series
from symreparam.render.document import Block, Display, Equation, Paragraph
from symreparam.render.laws_layout import whole_layout
from symreparam.render.layout import Call, Times, Word, equation, listed
from symreparam.render.story import Story, Unfamiliar, letter, say
from symreparam.render.story_lattice import sum_blocks
from symreparam.render.story_laws import law_blocks
from symreparam.terms.region import Region


def cells_blocks(story: Story, index: int) -> list[Block]:
    """Why step `index`, by the rule `independent-cells`, holds. Raises Unfamiliar."""
    step, goal = story.step(index), story.conclusion(index)
    place, one, two, outer, factor, cells = step.args[1:]
    if not isinstance(goal, Independent) or not isinstance(cells, tuple):
        raise Unfamiliar(step.rule)
    if not isinstance(one, Symbol) or not isinstance(two, Symbol):
        raise Unfamiliar(step.rule)
    if not isinstance(outer, Region) or not isinstance(factor, Expr):
        raise Unfamiliar(step.rule)
    terms = goal.subjects if place == 0 else goal.subjects[::-1]
    blocks: list[Block] = []
    for premise in step.premises:
        if isinstance(story.conclusion(premise), HasLaw):
            blocks += law_blocks(story, premise)
    for cell in cells:
        blocks += _cell(story, terms, (one, two), (outer, factor), cell)
    story.tell(index, *step.premises)
    return [*blocks, *_totals(story, step.premises)]


def _cell(
    story: Story,
    terms: tuple[Expr, ...],
    pair: tuple[Symbol, Symbol],
    outer: tuple[Region, Expr],
    cell: object,
) -> list[Block]:
    """The place of each two values, and the probability there."""
    match cell:
        case (Region() as inner, (Expr() as first, Expr() as second), Expr() as own):
            pass
        case _:
            raise Unfamiliar("independent-cells")
    show, (over, factor) = story.setter, outer
    indices = over.variables[0], inner.variables[0]
    at = [
        equation(letter(name), "=", show.term(where))
        for name, where in zip(pair, (first, second), strict=True)
    ]
    values = [
        equation(show.term(term), "=", show.term(value))
        for term, value in zip(terms, indices, strict=True)
    ]
    ranges = [whole_layout(show, each) for each in (over, inner)]
    words = say(
        "cells.values",
        outer=ranges[0],
        inner=ranges[1],
        one=values[0],
        two=values[1],
        first=at[0],
        second=at[1],
    )
    product = Times((show.term(factor), show.term(own)), dot=True)
    together = Call(Word("P"), (listed(tuple(at)),))
    return [Paragraph(words), Display((Equation(together, "=", product),))]


def _totals(story: Story, premises: tuple[int, ...]) -> list[Block]:
    """The sums of the factors, with their reasons, and the sum of all."""
    show = story.setter
    total = story.conclusion(premises[-1])
    if not isinstance(total, Equal):
        raise Unfamiliar("independent-cells")
    blocks: list[Block] = [Paragraph(say("cells.sums"))]
    for place in (i for i in premises if isinstance(story.conclusion(i), Series)):
        blocks += sum_blocks(story, place)
    whole = Equation(show.term(total.left), "=", show.term(total.right))
    return [
        *blocks,
        Paragraph(say("cells.total")),
        Display((whole,)),
        Paragraph(say("cells.so")),
    ]
