"""Divergences between the laws of vectors told: both joint densities, their ratio, its mean."""

from __future__ import annotations

from sympy import Expr

from symreparam.logic.judgement import Equal, JointDivergence
from symreparam.render.document import Block, Display, Equation, Paragraph
from symreparam.render.goal_layout import mean_term, vector_layout, vectors_layout
from symreparam.render.laws_layout import region_layout
from symreparam.render.layout import Call, Fraction, Layout, Name, Word
from symreparam.render.story import Story, Unfamiliar, say
from symreparam.render.story_equations import source_lines
from symreparam.terms.law import JointLaw


def joint_divergence_blocks(story: Story, index: int) -> list[Block]:
    """KL between two vectors with joint densities, as the mean of the logarithm of their ratio."""
    step, known = story.step(index), story.conclusion(index)
    if not isinstance(known, JointDivergence):
        raise Unfamiliar(step.rule)
    ratio, body = story.conclusion(step.premises[2]), step.args[1]
    if not isinstance(ratio, Equal) or not isinstance(body, Expr):
        raise Unfamiliar(step.rule)
    needed = source_lines(story, step.premises[3])
    for premise in step.premises:
        story.tell(premise, *story.step(premise).premises)
    story.tell(index)
    p, q = Name("p"), Name("q")
    point = tuple(story.setter.term(variable) for variable in known.first.variables)
    shown = Equation(
        Call(Word("log"), (Fraction(Call(p, point), Call(q, point)),)),
        "=",
        story.setter.term(body),
        region_layout(story.setter, known.first.region),
    )
    swap = dict(zip(known.first.variables, known.subjects, strict=True))
    mean = story.setter.term(mean_term(body.xreplace(swap)))
    name = vectors_layout(story.setter, known.subjects, known.images)
    return [
        *_density(story, "divergence.vector", known.subjects, known.first, Call(p, point)),
        *_density(story, "divergence.vector.second", known.images, known.second, Call(q, point)),
        Paragraph(say("divergence.ratio")),
        Display((shown,)),
        *needed,
        Paragraph(say("divergence.mean")),
        Display((Equation(name, "=", mean), Equation(None, "=", story.setter.term(known.value)))),
    ]


def _density(
    story: Story, key: str, vector: tuple[Expr, ...], law: JointLaw, left: Layout
) -> list[Block]:
    where = region_layout(story.setter, law.region)
    words = say(key, vector=vector_layout(story.setter, vector))
    return [
        Paragraph(words),
        Display((Equation(left, "=", story.setter.term(law.density), where),)),
    ]
