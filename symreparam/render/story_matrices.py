"""Normal laws of vectors of any size told: the characteristic function of an affine image."""

from __future__ import annotations

from sympy import Integer, Symbol

from symreparam.logic.judgement import FailsAtSize, HasLaw, HasMatrixLaw
from symreparam.logic.proof import Proof
from symreparam.logic.verdict import Outcome
from symreparam.render.document import Block, Formula, Paragraph
from symreparam.render.goal_layout import goal_layout
from symreparam.render.laws_layout import has_law_layout
from symreparam.render.layout import Layout, equation
from symreparam.render.matrices_layout import matrices_layout, matrix_law_layout, name_of
from symreparam.render.sentences import commas
from symreparam.render.story import Story, Unfamiliar, begin, say
from symreparam.render.story_listed import listed_blocks


def matrix_blocks(story: Story, index: int) -> list[Block]:
    """How step `index`, a normal law for any size, is established. Raises Unfamiliar."""
    step, goal = story.step(index), story.conclusion(index)
    if step.rule != "matrix-normal" or not isinstance(goal, HasMatrixLaw):
        raise Unfamiliar(step.rule)
    story.tell(index)
    shown: list[Layout] = []
    for premise in step.premises:
        given = story.conclusion(premise)
        if isinstance(given, HasLaw) and isinstance(given.subject, Symbol):
            story.tell(premise)
            shown.append(has_law_layout(story.setter, given))
    setter = story.setter
    slots = {
        "vector": matrices_layout(setter, goal.vector),
        "mean": matrices_layout(setter, goal.mean),
        "covariance": matrices_layout(setter, goal.covariance),
    }
    noise = commas([name_of(s) for s in goal.indexed if s in story.proof.claim.variables])
    return [
        Paragraph(say("matrices.noise", laws=commas(shown), noise=noise)),
        Paragraph(say("matrices.transform", vector=slots["vector"])),
        Paragraph(say("matrices.product", mean=slots["mean"], covariance=slots["covariance"])),
        Paragraph(say("matrices.unique", law=matrix_law_layout(setter, goal))),
    ]


def at_shape_blocks(story: Story, index: int, outcome: Outcome) -> list[Block]:
    """A counterexample with one number of rows and columns."""
    step, known = story.step(index), story.conclusion(index)
    lemma = step.args[1]
    if not isinstance(known, FailsAtSize) or not isinstance(lemma, Proof):
        raise Unfamiliar(step.rule)
    story.tell(index)
    inner = begin(lemma)
    at = outcome.witness.parameters if outcome.witness is not None else ()
    values: list[Layout] = [
        equation(inner.setter.term(symbol), "=", inner.setter.term(value)) for symbol, value in at
    ]
    size = inner.setter.term(Integer(known.size))
    return [
        Paragraph(say("matrices.size", size=size)),
        Formula(goal_layout(inner.setter, lemma.claim.goal)),
        *([Paragraph(say("matrices.values", values=commas(values)))] if values else []),
        *listed_blocks(inner, len(lemma.steps) - 1),
    ]
