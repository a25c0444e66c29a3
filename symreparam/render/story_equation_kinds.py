"""Equations that are settled without a value told: equal laws, infinite means, medians, and a
divergence that is said not to be positive."""

from __future__ import annotations

from symreparam.logic.judgement import (
    Differs,
    DivergenceOf,
    Expectation,
    HasLaw,
    Infinite,
    SameLaw,
)
from symreparam.logic.judgement import Equation as Goal
from symreparam.render.document import Block, Formula, Paragraph
from symreparam.render.goal_layout import letter_layout
from symreparam.render.laws_layout import has_law_layout, member_layout
from symreparam.render.layout import Call, Name
from symreparam.render.sentences import commas, sentence
from symreparam.render.story import Story, Unfamiliar, letter, say
from symreparam.render.story_equations import first_density, shown_density
from symreparam.render.story_functions import function_names
from symreparam.render.story_laws import law_blocks
from symreparam.render.story_means import source_lines
from symreparam.terms.law import Law


def same_law_blocks(story: Story, index: int) -> list[Block]:
    """The same mean of two terms with one law, by the rule `equation-same-law`."""
    step, goal = story.step(index), story.conclusion(index)
    if not isinstance(goal, Goal):
        raise Unfamiliar(step.rule)
    story.tell(index)
    blocks: list[Block] = []
    laws = [story.conclusion(premise) for premise in step.premises]
    for premise, law in zip(step.premises, laws, strict=True):
        if not isinstance(law, HasLaw):
            raise Unfamiliar(step.rule)
        told = [] if premise in story.told else law_blocks(story, premise)
        blocks += told
        shown = Formula(has_law_layout(story.setter, law))
        if shown not in told:
            blocks += [Paragraph(say("therefore")), shown]
    names = [Name(name) for name in sorted(function_names(goal.means))]
    words = say("same-law.functions", functions=commas([*names])) if names else ()
    return [*blocks, Paragraph((*say("same-law.so"), *words))]


def infinite_blocks(story: Story, index: int) -> list[Block]:
    """A mean that is infinite, by the rule `equation-mean-infinite`."""
    step = story.step(index)
    story.tell(index)
    return infinite_mean_blocks(story, step.premises[0])


def no_mean_blocks(story: Story, index: int) -> list[Block]:
    """A mean in an equation that is no number, by the rule `equation-no-mean`."""
    blocks = infinite_mean_blocks(story, story.step(index).premises[0])
    return [*blocks, Paragraph(say("refute.equation.nomean"))]


def infinite_mean_blocks(story: Story, index: int) -> list[Block]:
    """Why the mean of step `index` is infinite: the law, and the comparison."""
    step, known = story.step(index), story.conclusion(index)
    if not isinstance(known, Infinite):
        raise Unfamiliar(step.rule)
    story.tell(index)
    blocks: list[Block] = []
    for premise in step.premises:
        match story.conclusion(premise):
            case HasLaw() if premise not in story.told:
                blocks += law_blocks(story, premise)
            case Infinite():
                blocks += infinite_mean_blocks(story, premise)
            case Expectation():
                blocks += source_lines(story, premise)
        story.tell(premise)
    return [*blocks, Paragraph(sentence(step, story.setter))]


def median_fails_blocks(story: Story, index: int) -> list[Block]:
    """A probability below one half on a side that a median would not allow."""
    step = story.step(index)
    blocks = source_lines(story, *step.premises[:-1])
    share = story.conclusion(step.premises[-2])
    if not isinstance(share, Expectation):
        raise Unfamiliar(step.rule)
    story.tell(*step.premises)
    return [*blocks, Paragraph(say("refute.median"))]


def gibbs_blocks(story: Story, index: int) -> list[Block]:
    """Two laws that differ have a positive divergence, by the rule `equation-gibbs`."""
    step, goal = story.step(index), story.step(index).args[0]
    given, second, apart = (story.conclusion(premise) for premise in step.premises[:3])
    if not isinstance(goal, Goal) or not isinstance(goal.means[0], DivergenceOf):
        raise Unfamiliar(step.rule)
    if not isinstance(given, HasLaw) or not isinstance(given.law, Law):
        raise Unfamiliar(step.rule)
    if not isinstance(second, SameLaw) or not isinstance(second.right, Law):
        raise Unfamiliar(step.rule)
    if not isinstance(apart, Differs):
        raise Unfamiliar(step.rule)
    wanted, other = goal.means[0], story.letters.claimed
    blocks: list[Block] = []
    if given.law.pieces and second.right.pieces:
        argument = letter(given.law.variable)
        blocks = [
            first_density(story, wanted.subject),
            shown_density(story, story.density_of(wanted.subject, argument), given.law),
            Paragraph(say("divergence.second", member=member_layout(story.setter, wanted.law))),
            shown_density(story, Call(other, (letter(second.right.variable),)), second.right),
        ]
    else:
        law, member = has_law_layout(story.setter, given), member_layout(story.setter, wanted.law)
        other_law = has_law_layout(story.setter, HasLaw(wanted.subject, second.right))
        blocks = [Paragraph(say("gibbs.masses", law=law, member=member, other=other_law))]
    reason = sentence(story.step(step.premises[2]), story.setter)
    story.tell(*step.premises, *story.step(step.premises[2]).premises)
    story.tell(*story.step(step.premises[0]).premises)
    words = say(
        "gibbs.so",
        divergence=letter_layout(story.setter, wanted),
        value=story.setter.term(goal.right),
    )
    return [*blocks, Paragraph((*reason, *words))]
