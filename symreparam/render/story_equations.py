"""Equations told: the densities and their ratio, the means that are needed, the value."""

from __future__ import annotations

from importlib import import_module
from types import MappingProxyType
from typing import Final

from sympy import Expr, Symbol

from symreparam.logic.judgement import (
    Divergence,
    Entropy,
    Expectation,
    GivenExpectation,
    Gradient,
    HasLaw,
    JointDivergence,
    JointEntropy,
    Median,
    SameLaw,
    SlopeOf,
    ValueExpectation,
)
from symreparam.logic.judgement import Equation as Goal
from symreparam.logic.proof import Step
from symreparam.render.document import Block, Display, Equation, Paragraph
from symreparam.render.goal_layout import information_name, letter_layout, mean_term
from symreparam.render.laws_layout import density_layout, member_layout, region_layout
from symreparam.render.layout import SUM, Below, Call, Fraction, Layout, Name, Row, Sign, Word
from symreparam.render.story import Story, Unfamiliar, letter, say
from symreparam.render.story_closing import closing_blocks, listed_once
from symreparam.render.story_means import JOINING, source_lines
from symreparam.terms.law import Law
from symreparam.terms.mapping import Map

# rule -> the file and the function that tell it; each is read when needed
_CHAPTERS: Final = MappingProxyType(
    {
        "equation-for-functions": ("story_functions", "for_functions_blocks"),
        "equation-for-points": ("story_points", "for_points_blocks"),
        "equation-on-lattice": ("story_lattice_functions", "on_lattice_blocks"),
        "equation-pathwise": ("story_pathwise", "pathwise_blocks"),
        "equation-same-law": ("story_equation_kinds", "same_law_blocks"),
        "equation-mean-infinite": ("story_equation_kinds", "infinite_blocks"),
    }
)


def equation_blocks(story: Story, index: int) -> list[Block]:
    """The proof of an equation. Raises Unfamiliar for one that is listed instead."""
    step = story.step(index)
    if step.rule in _CHAPTERS:
        return _told(*_CHAPTERS[step.rule], story, index)
    if step.rule == "equation-infinite":
        story.tell(index)
        return quantity_blocks(story, step.premises[0])
    if step.rule != "equation":
        raise Unfamiliar(step.rule)
    goal = story.conclusion(index)
    if not isinstance(goal, Goal):
        raise Unfamiliar(step.rule)
    blocks: list[Block] = []
    for premise in dict.fromkeys(step.premises[:-1]):
        blocks += quantity_blocks(story, premise)
    same = story.conclusion(step.premises[-1])
    story.tell(index, step.premises[-1])
    return [*listed_once(blocks), *closing_blocks(story, goal, same)]


def _told(file: str, name: str, story: Story, index: int) -> list[Block]:
    told: list[Block] = getattr(import_module(f"{__package__}.{file}"), name)(story, index)
    return told


def quantity_blocks(story: Story, index: int) -> list[Block]:
    """How the value of a letter was found."""
    match story.conclusion(index):
        case Divergence() as known if story.step(index).rule == "divergence":
            return _divergence(story, index, known)
        case JointDivergence():
            return _told("story_joint_divergence", "joint_divergence_blocks", story, index)
        case JointEntropy():
            return _told("story_joint_divergence", "joint_entropy_blocks", story, index)
        case Divergence() | Entropy() if story.step(index).rule not in ("divergence", "entropy"):
            return _told("story_divergences", "divergence_blocks", story, index)
        case Entropy() as known if story.step(index).rule == "entropy":
            return _entropy(story, index, known)
        case Gradient() if story.step(index).rule == "gradient-threshold":
            return _told("story_points", "threshold_blocks", story, index)
        case Gradient(of, value):
            return _gradient(story, index, of, value)
        case Expectation():
            return _mean(story, index)
        case GivenExpectation() as known:
            from symreparam.render.story_given import given_mean_blocks

            return given_mean_blocks(story, index, known)
        case ValueExpectation() as known:
            from symreparam.render.story_bayes import value_mean_blocks

            return value_mean_blocks(story, index, known)
        case Median() as known:
            from symreparam.render.story_given import median_blocks

            return median_blocks(story, index, known)
    raise Unfamiliar(story.step(index).rule)


def _divergence(story: Story, index: int, known: Divergence) -> list[Block]:
    from symreparam.render.story_divergences import infinite_words

    premises, mapping = story.step(index).premises, _map(story.step(index))
    given, second = story.conclusion(premises[0]), story.conclusion(premises[1])
    if not isinstance(given, HasLaw) or not isinstance(second, SameLaw):
        raise Unfamiliar("divergence")
    first, other = given.law, second.right
    if not isinstance(first, Law) or not isinstance(other, Law):
        raise Unfamiliar("divergence")
    story.tell(*premises[:2])
    needed = _needed(story, premises[4])
    _tell(story, index, *premises)
    argument = letter(mapping.variable)
    p, q = _density_name(story, known.subject), story.letters.claimed
    member = member_layout(story.setter, known.law)
    ratio = Equation(
        Call(Word("log"), (Fraction(Call(p, (argument,)), Call(q, (argument,))),)),
        "=",
        story.setter.term(mapping.body),
        region_layout(story.setter, mapping.source),
    )
    return [
        first_density(story, known.subject),
        shown_density(story, Call(p, (argument,)), first),
        Paragraph(say("divergence.second", member=member)),
        shown_density(story, Call(q, (argument,)), other),
        Paragraph(say("divergence.ratio")),
        Display((ratio,)),
        *needed,
        *infinite_words(story, premises[4]),
        Paragraph(say("divergence.mean")),
        _valued(story, known, mapping.at(known.subject), known.value),
    ]


def _entropy(story: Story, index: int, known: Entropy) -> list[Block]:
    premises, mapping = story.step(index).premises, _map(story.step(index))
    given = story.conclusion(premises[0])
    if not isinstance(given, HasLaw) or not isinstance(given.law, Law):
        raise Unfamiliar("entropy")
    story.tell(premises[0])
    needed = _needed(story, premises[2])
    _tell(story, index, *premises)
    argument = letter(mapping.variable)
    p = _density_name(story, known.subject)
    body = story.setter.term(mapping.body)
    where = region_layout(story.setter, mapping.source)
    return [
        first_density(story, known.subject),
        shown_density(story, Call(p, (argument,)), given.law),
        Paragraph(say("entropy.minus")),
        Display((Equation(_minus_log(p, argument), "=", body, where),)),
        *needed,
        Paragraph(say("entropy.mean")),
        _valued(story, known, mapping.at(known.subject), known.value),
    ]


def _gradient(story: Story, index: int, wanted: SlopeOf, value: Expr) -> list[Block]:
    blocks: list[Block] = []
    for premise in dict.fromkeys(story.step(index).premises):
        blocks += quantity_blocks(story, premise)
    story.tell(index)
    shown = Equation(letter_layout(story.setter, wanted), "=", story.setter.term(value))
    words = say("gradient.slope", parameter=letter(wanted.parameter))
    return [*blocks, Paragraph(words), Display((shown,))]


def _mean(story: Story, index: int) -> list[Block]:
    known = story.conclusion(index)
    assert isinstance(known, Expectation)
    blocks = _needed(story, index)
    if story.step(index).rule in JOINING:
        left, right = story.setter.term(mean_term(known.body)), story.setter.term(known.value)
        blocks += [Paragraph(say("equation.linear")), Display((Equation(left, "=", right),))]
    return blocks


def _needed(story: Story, index: int) -> list[Block]:
    """The means that the step rests on, each with where it comes from."""
    return source_lines(story, index)


# small parts ------------------------------------------------------------------------------------
def _tell(story: Story, *indices: int) -> None:
    for index in indices:
        story.tell(index, *story.step(index).premises)


def _map(step: Step) -> Map:
    if not isinstance(step.args[0], Map):
        raise Unfamiliar(step.rule)
    return step.args[0]


def _density_name(story: Story, subject: Expr) -> Layout:
    index = Name(str(subject.name)) if isinstance(subject, Symbol) else story.letters.image
    return Below(story.letters.density, index)


def shown_density(story: Story, left: Layout, law: Law) -> Block:
    """The density displayed with its range, or the masses on a lattice."""
    if len(law.lattices) == 1 and not law.pieces and not law.atoms:
        each = law.lattices[0]
        over = region_layout(story.setter, each.range)
        return Display((Equation(left, "=", story.setter.term(each.mass), over),))
    where = region_layout(story.setter, law.pieces[0].region) if len(law.pieces) == 1 else None
    right = (
        story.setter.term(law.pieces[0].density)
        if len(law.pieces) == 1
        else density_layout(story.setter, law)
    )
    return Display((Equation(left, "=", right, where),))


def _valued(story: Story, known: Divergence | Entropy, body: Expr, value: Expr) -> Block:
    left = story.setter.term(mean_term(body))
    shown = Equation(information_name(story.setter, known), "=", left)
    return Display((shown, Equation(None, "=", story.setter.term(value))))


def _minus_log(density: Layout, argument: Layout) -> Layout:
    return Row((Sign("-"), Call(Word("log"), (Call(density, (argument,)),))), SUM)


def first_density(story: Story, subject: Expr) -> Paragraph:
    """Whose density follows: a variable has it by definition, a term by what was derived."""
    key = "divergence.first" if subject.is_Symbol else "divergence.derived"
    return Paragraph(say(key, variable=story.setter.term(subject)))
