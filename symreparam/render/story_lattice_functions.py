"""Equations for every function of a whole number, told: sums sorted by the function's values."""

from __future__ import annotations

from typing import TypeGuard

from sympy import oo

from symreparam.logic.judgement import Equal, HasLaw, Holds, Judgement, SlopeOf
from symreparam.logic.judgement import Equation as Goal
from symreparam.render.document import Block, Display, Equation, Paragraph
from symreparam.render.goal_layout import mean_term
from symreparam.render.laws_layout import region_layout, relation_layout, sum_layout
from symreparam.render.layout import Call, Name
from symreparam.render.sentences import commas
from symreparam.render.story import Story, Unfamiliar, letter, say
from symreparam.render.story_functions import function_names
from symreparam.render.story_laws import law_blocks
from symreparam.render.story_points import means_of
from symreparam.terms.law import Law


def on_lattice_blocks(story: Story, index: int) -> list[Block]:
    """The law of the variable, its means as sums, and the factors of each value of a function.
    Raises Unfamiliar."""
    step = story.step(index)
    goal, given = step.args[0], story.conclusion(step.premises[0])
    if not isinstance(goal, Goal) or not isinstance(given, HasLaw):
        raise Unfamiliar(step.rule)
    if not isinstance(given.law, Law) or len(given.law.lattices) != 1:
        raise Unfamiliar(step.rule)
    blocks = law_blocks(story, step.premises[0])
    story.tell(index, *step.premises[1:])
    each = given.law.lattices[0]
    names = sorted(function_names(goal.means))
    lines: list[Equation] = []
    for mean in means_of(goal.means):
        left = story.setter.term(mean_term(mean.body))
        addend = each.mass * mean.body.xreplace({given.subject: each.index})
        lines.append(Equation(left, "=", sum_layout(story.setter, addend, each.range)))
    finite = not each.upper.has(oo)
    said = commas([Name(name) for name in names])
    words = "lattice.all" if finite else "lattice.slow"
    blocks.append(Paragraph(say(words, functions=said)))
    blocks.append(Display(tuple(dict.fromkeys(lines))))
    slopes = [mean for mean in goal.means if isinstance(mean, SlopeOf)]
    if slopes:
        named = commas([letter(symbol) for symbol in dict.fromkeys(s.parameter for s in slopes)])
        words = "points.slope" if finite else "lattice.slope"
        blocks.append(Paragraph(say(words, parameters=named)))
    return [*blocks, *_factors(story, index, names)]


def _factors(story: Story, index: int, names: list[str]) -> list[Block]:
    """That the factors of each value add up to 0, and what orders the ends."""
    known = [story.conclusion(premise) for premise in story.step(index).premises[1:]]
    blocks: list[Block] = []
    orders = [relation_layout(story.setter, each.relation) for each in known if _holds(each)]
    if orders:
        blocks.append(Paragraph(say("lattice.order", relations=commas(orders))))
    equal = [each for each in known if isinstance(each, Equal) and each.left != each.right]
    if not equal:
        return [*blocks, Paragraph(say("points.same"))]
    if len(names) > 1:
        raise Unfamiliar("equation-on-lattice")
    lines = []
    for each in equal:
        where = region_layout(story.setter, each.over) if each.over.bounds else None
        ends = story.setter.term(each.left), story.setter.term(each.right)
        lines.append(Equation(ends[0], "=", ends[1], where))
    index_name = next((str(x.name) for each in equal for x in each.over.variables), "k")
    value = Call(Name(names[0]), (Name(index_name),))
    blocks += [Paragraph(say("lattice.factors", value=value)), Display(tuple(lines))]
    apart = any(isinstance(each, Equal) and not each.over.bounds for each in known)
    return [*blocks, Paragraph(say("lattice.same" if apart else "points.same"))]


def _holds(known: Judgement) -> TypeGuard[Holds]:
    return isinstance(known, Holds)
