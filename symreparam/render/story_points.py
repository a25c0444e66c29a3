"""Equations for every function of a variable with few values, and slopes of thresholds, told."""

from __future__ import annotations

from sympy import Add, Expr

from symreparam.logic.judgement import Equation as Goal
from symreparam.logic.judgement import Gradient, HasLaw, Holds, Letter, Mean, SlopeOf
from symreparam.render.document import Block, Display, Equation, Paragraph
from symreparam.render.goal_layout import letter_layout, mean_term
from symreparam.render.laws_layout import relation_layout
from symreparam.render.layout import Name
from symreparam.render.sentences import commas
from symreparam.render.story import Story, Unfamiliar, letter, say
from symreparam.render.story_functions import function_names
from symreparam.render.story_laws import law_blocks
from symreparam.terms.law import Law


def for_points_blocks(story: Story, index: int) -> list[Block]:
    """The law of the variable, its means as sums, and their derivatives. Raises Unfamiliar."""
    step = story.step(index)
    goal, given = step.args[0], story.conclusion(step.premises[0])
    if not isinstance(goal, Goal) or not isinstance(given, HasLaw):
        raise Unfamiliar(step.rule)
    if not isinstance(given.law, Law):
        raise Unfamiliar(step.rule)
    blocks = law_blocks(story, step.premises[0])
    story.tell(index, *step.premises[1:])
    names = [Name(name) for name in sorted(function_names(goal.means))]
    blocks.append(Paragraph(say("points.sum", functions=commas(list(names)))))
    lines: list[Equation] = []
    for each in means_of(goal.means):
        left = story.setter.term(mean_term(each.body))
        lines.append(Equation(left, "=", story.setter.term(_sum(given, given.law, each.body))))
    blocks.append(Display(tuple(dict.fromkeys(lines))))
    slopes = [each for each in goal.means if isinstance(each, SlopeOf)]
    if slopes:
        parameters = dict.fromkeys(each.parameter for each in slopes)
        named = commas([letter(symbol) for symbol in parameters])
        blocks.append(Paragraph(say("points.slope", parameters=named)))
    return [*blocks, Paragraph(say("points.same"))]


def means_of(means: tuple[Letter, ...]) -> list[Mean]:
    """The means among the letters, those under derivatives too."""
    found: list[Mean] = []
    for each in means:
        if isinstance(each, Mean):
            found.append(each)
        elif isinstance(each, SlopeOf):
            found += means_of(each.means)
    return found


def _sum(given: HasLaw, law: Law, body: Expr) -> Expr:
    return Add(*(a.mass * body.xreplace({given.subject: a.point}) for a in law.atoms))


def threshold_blocks(story: Story, index: int) -> list[Block]:
    """The derivative of a term that is another one near each parameter value."""
    step, known = story.step(index), story.conclusion(index)
    inner = story.conclusion(step.premises[0])
    holds = story.conclusion(step.premises[1])
    if not isinstance(known, Gradient) or not isinstance(holds, Holds):
        raise Unfamiliar(step.rule)
    if not isinstance(inner, Gradient):
        raise Unfamiliar(step.rule)
    story.tell(index, *step.premises)
    words = say(
        "threshold.near",
        relation=relation_layout(story.setter, holds.relation),
        parameter=letter(known.of.parameter),
        term=story.setter.term(known.of.body),
        value=story.setter.term(inner.of.body),
    )
    line = Equation(letter_layout(story.setter, known.of), "=", story.setter.term(known.value))
    return [Paragraph(words), Display((line,))]
