"""Jacobian determinants told: the matrix of the partial derivatives, its determinant, its size."""

from __future__ import annotations

from sympy import Abs, Expr

from symreparam.logic.judgement import EachJacobian, Fails, GoalJudgement, Jacobian
from symreparam.render.document import Block, Display, Equation, Formula, Paragraph
from symreparam.render.goal_layout import goal_layout
from symreparam.render.layout import Fenced, Grid, Name
from symreparam.render.matrices_layout import point_layout
from symreparam.render.sentences import commas
from symreparam.render.story import Story, Unfamiliar, say
from symreparam.render.story_functions import chosen_functions
from symreparam.terms.determinant import determinant
from symreparam.terms.functions import applications, name_and_order, slope


def jacobian_blocks(story: Story, index: int) -> list[Block]:
    """Why the determinant has the claimed size. Raises Unfamiliar."""
    step, goal = story.step(index), story.conclusion(index)
    if step.rule == "jacobian-each" and isinstance(goal, EachJacobian):
        one = story.conclusion(step.premises[0])
        if not isinstance(one, Jacobian):
            raise Unfamiliar(step.rule)
        story.tell(index, step.premises[0], *story.step(step.premises[0]).premises)
        blocks = [*_matrix(story, one), *_size(story, one)]
        return [Paragraph(say("jacobian.each")), *blocks, Paragraph(say("jacobian.product"))]
    if step.rule not in ("jacobian", "jacobian-functions") or not isinstance(goal, Jacobian):
        raise Unfamiliar(step.rule)
    story.tell(index, *step.premises)
    return [*_matrix(story, goal), *_size(story, goal)]


def jacobian_refuted_blocks(story: Story, index: int, goal: GoalJudgement) -> list[Block]:
    """Why it has another size. Raises Unfamiliar."""
    step = story.step(index)
    story.tell(index, *step.premises)
    if step.rule == "jacobian-fails-for":
        return _for_polynomials(story, index)
    if step.rule == "jacobian-each-fails" and isinstance(goal, EachJacobian):
        known = story.conclusion(step.premises[0])
        if not isinstance(known, Fails) or not isinstance(known.of, Jacobian):
            raise Unfamiliar(step.rule)
        story.tell(*story.step(step.premises[0]).premises)
        blocks = [*_matrix(story, known.of), *_other(story, known.of)]
        if goal.size == 1:
            return blocks
        return [Paragraph(say("jacobian.each")), *blocks, Paragraph(say("jacobian.each.so"))]
    if step.rule != "jacobian-fails" or not isinstance(goal, Jacobian):
        raise Unfamiliar(step.rule)
    return [*_matrix(story, goal), *_other(story, goal)]


def _for_polynomials(story: Story, index: int) -> list[Block]:
    """The claim with a polynomial for each function fails."""
    step = story.step(index)
    rows = step.args[1]
    known = story.conclusion(step.premises[0])
    if not isinstance(rows, tuple) or not isinstance(known, Fails):
        raise Unfamiliar(step.rule)
    words = say("refute.equation.functions", functions=chosen_functions(story, rows))
    told = jacobian_refuted_blocks(story, step.premises[0], known.of)
    return [Paragraph(words), Formula(goal_layout(story.setter, known.of)), *told]


# the matrix -------------------------------------------------------------------------------------
def _derivatives(goal: Jacobian) -> list[list[Expr]]:
    """The rows of partial derivatives, at the point where that is one of parameters."""
    named = all(place.is_Symbol for place in goal.point)
    there = dict(zip(goal.letters, goal.point if named else goal.letters, strict=True))
    subjects = [subject.xreplace(there) for subject in goal.subjects]
    return [[slope(term, name) for name in there.values()] for term in subjects]


def _matrix(story: Story, goal: Jacobian) -> list[Block]:
    rows, show = _derivatives(goal), story.setter
    if len(rows) == 1:
        return [Paragraph(say("jacobian.slope", slope=show.term(rows[0][0])))]
    grid = Grid(tuple(tuple(map(show.term, row)) for row in rows))
    names = {name_and_order(each)[0] for term in goal.subjects for each in applications(term)}
    head = say("jacobian.matrix")
    if names:
        head = say("jacobian.chain", functions=commas([Name(name) for name in sorted(names)]))
    words = say("jacobian.determinant", determinant=show.term(determinant(rows)))
    return [Paragraph(head), Formula(grid), Paragraph(words)]


def _size(story: Story, goal: Jacobian) -> list[Block]:
    """`|-2 x| = 2 x`, where that shows anything."""
    value = determinant(_derivatives(goal))
    left, right = Fenced(story.setter.term(value), "|", "|"), story.setter.term(goal.value)
    if left == right or (value == goal.value and value.is_Rational):
        return []
    return [Paragraph(say("jacobian.size")), Display((Equation(left, "=", right),))]


def _other(story: Story, goal: Jacobian) -> list[Block]:
    """The absolute value at the point, against the claimed one."""
    there = dict(zip(goal.letters, goal.point, strict=True))
    value = Abs(determinant(_derivatives(goal)).xreplace(there))
    words = say(
        "jacobian.other",
        point=point_layout(story.setter, goal),
        size=story.setter.term(value),
        claimed=story.setter.term(goal.value),
    )
    return [Paragraph(words)]
