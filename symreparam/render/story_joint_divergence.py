"""Divergences between the laws of vectors told: both joint densities, their ratio, its mean."""

from __future__ import annotations

from sympy import Expr

from symreparam.logic.judgement import Equal, JointDivergence, JointEntropy
from symreparam.render.document import Block, Display, Equation, Paragraph
from symreparam.render.goal_layout import information_name, mean_term, vector_layout
from symreparam.render.laws_layout import region_layout
from symreparam.render.layout import SUM, Call, Fraction, Layout, Name, Row, Sign, Word
from symreparam.render.story import Story, Unfamiliar, say
from symreparam.render.story_means import source_lines
from symreparam.terms.law import JointLaw


def joint_divergence_blocks(story: Story, index: int) -> list[Block]:
    """KL between two vectors with joint densities, as the mean of the logarithm of their ratio."""
    step, known = story.step(index), story.conclusion(index)
    if not isinstance(known, JointDivergence):
        raise Unfamiliar(step.rule)
    ratio, body = story.conclusion(step.premises[2]), step.args[1]
    if not isinstance(ratio, Equal) or not isinstance(body, Expr):
        raise Unfamiliar(step.rule)
    needed = _told(story, index, step.premises[3])
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
    name = information_name(story.setter, known)
    return [
        *_density(story, "divergence.vector", known.subjects, known.first, Call(p, point)),
        *_density(story, "divergence.vector.second", known.images, known.second, Call(q, point)),
        Paragraph(say("divergence.ratio")),
        Display((shown,)),
        *needed,
        Paragraph(say("divergence.mean")),
        Display((Equation(name, "=", mean), Equation(None, "=", story.setter.term(known.value)))),
    ]


def joint_entropy_blocks(story: Story, index: int) -> list[Block]:
    """The entropy of a vector with a joint density, as the mean of its negative logarithm."""
    step, known = story.step(index), story.conclusion(index)
    body = step.args[1]
    if not isinstance(known, JointEntropy) or not isinstance(body, Expr):
        raise Unfamiliar(step.rule)
    needed = _told(story, index, step.premises[2])
    point = tuple(story.setter.term(variable) for variable in known.law.variables)
    density = Call(Name("p"), point)
    where = region_layout(story.setter, known.law.region)
    left = Row((Sign("-"), Call(Word("log"), (density,))), SUM)
    shown = Equation(left, "=", story.setter.term(body), where)
    swap = dict(zip(known.law.variables, known.subjects, strict=True))
    mean = story.setter.term(mean_term(body.xreplace(swap)))
    name = information_name(story.setter, known)
    return [
        *_density(story, "divergence.vector", known.subjects, known.law, density),
        Paragraph(say("entropy.minus")),
        Display((shown,)),
        *needed,
        Paragraph(say("entropy.mean")),
        Display((Equation(name, "=", mean), Equation(None, "=", story.setter.term(known.value)))),
    ]


def _told(story: Story, index: int, mean: int) -> list[Block]:
    """Where the mean comes from; the step and its premises are told by that."""
    needed = source_lines(story, mean)
    for premise in story.step(index).premises:
        story.tell(premise, *story.step(premise).premises)
    story.tell(index)
    return needed


def _density(
    story: Story, key: str, vector: tuple[Expr, ...], law: JointLaw, left: Layout
) -> list[Block]:
    where = region_layout(story.setter, law.region)
    words = say(key, vector=vector_layout(story.setter, vector))
    return [
        Paragraph(words),
        Display((Equation(left, "=", story.setter.term(law.density), where),)),
    ]
