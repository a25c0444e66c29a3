"""A claimed law that does not exist, told: what its family needs, and what the claim gives."""

from __future__ import annotations

from symreparam.families.members import UnknownFamily, WrongArguments, record_of
from symreparam.logic.judgement import (
    GoalJudgement,
    HasJointLaw,
    Holds,
    NoLaw,
)
from symreparam.render.document import Block, Paragraph, Words
from symreparam.render.laws_layout import (
    domain_layout,
    relation_layout,
)
from symreparam.render.layout import Call, Word, equation
from symreparam.render.story import Story, Unfamiliar, letter, say
from symreparam.render.story_exponent import no_density_blocks
from symreparam.terms.law import UNDEFINED, Named
from symreparam.terms.scope import Relation


def no_law_blocks(story: Story, index: int) -> list[Block]:
    """Why step `index`, that there is no such law, holds. Raises Unfamiliar."""
    known = story.conclusion(index)
    if not isinstance(known, NoLaw):
        raise Unfamiliar("no-law")
    story.tell(index, *story.step(index).premises)
    if known.law == UNDEFINED:
        if not story.proof.at:
            raise Unfamiliar("no-law")  # written so by the claim, not undefined at some values
        return []
    if story.step(index).rule == "no-density":
        return no_density_blocks(story, index)
    holds = [c for i in story.step(index).premises if isinstance(c := story.conclusion(i), Holds)]
    if not holds or not isinstance(known.law, Named):
        raise Unfamiliar("no-law")
    relation = relation_layout(story.setter, holds[0].relation)
    whole = story.step(index).rule == "no-law-whole"
    words = _needed(story, known.law, holds[0].relation, whole)
    return [Paragraph(words or say("refute.nolaw.short", relation=relation))]


def no_factor_blocks(story: Story, index: int, goal: GoalJudgement) -> list[Block]:
    """Why one of the factors of a joint law does not exist."""
    [premise] = story.step(index).premises
    failing = story.conclusion(premise)
    if not isinstance(goal, HasJointLaw) or not isinstance(failing, Holds):
        raise Unfamiliar("joint-no-law")
    story.tell(index, premise)
    relation = failing.relation
    found = (_needed(story, factor, relation) for factor in goal.law.factors)
    short = say("refute.nolaw.short", relation=relation_layout(story.setter, relation))
    words = next((each for each in found if each is not None), short)
    return [Paragraph(words)]


def _needed(story: Story, law: Named, relation: Relation, whole: bool = False) -> Words | None:
    """The family's own condition that fails, with the argument's value; `whole`: that it is a
    whole number."""
    try:
        record = record_of(law)
    except (UnknownFamily, WrongArguments):
        return None
    names = tuple(letter(parameter.symbol) for parameter in record.parameters)
    member = Call(Word(record.name), names)
    for parameter, argument in zip(record.parameters, law.arguments, strict=True):
        domain, sides = parameter.domain, (relation.left, relation.right)
        fails = argument in sides and (domain.lower in sides or domain.upper in sides)
        if domain.integer and argument == relation.right if whole else fails:
            needed = domain_layout(story.setter, parameter.symbol, domain)
            value = equation(letter(parameter.symbol), "=", story.setter.term(argument))
            return say("refute.nolaw", member=member, needed=needed, value=value)
    return None
