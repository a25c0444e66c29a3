"""Divergences and entropies of listed masses told, and divergences that are infinite."""

from __future__ import annotations

from sympy import Expr

from symreparam.logic.judgement import Divergence, Entropy, HasLaw, Infinite, SameLaw
from symreparam.logic.judgement import Integral as Known
from symreparam.render.document import Block, Display, Equation, Paragraph
from symreparam.render.goal_layout import information_name
from symreparam.render.laws_layout import law_layout, member_layout, region_layout
from symreparam.render.layout import Integral
from symreparam.render.sentences import commas, sentence
from symreparam.render.story import Story, Unfamiliar, say
from symreparam.terms.law import Law
from symreparam.terms.region import Region

PIECES = ("divergence-pieces", "entropy-pieces")
RULES = (
    *("divergence-outside", "divergence-outside-mass", "divergence-masses", "entropy-masses"),
    *PIECES,
)


def divergence_blocks(story: Story, index: int) -> list[Block]:
    """A divergence or an entropy by one of RULES. Raises Unfamiliar for another."""
    step, known = story.step(index), story.conclusion(index)
    if step.rule not in RULES or not isinstance(known, Divergence | Entropy):
        raise Unfamiliar(step.rule)
    first = story.conclusion(step.premises[0])
    if not isinstance(first, HasLaw) or not isinstance(first.law, Law):
        raise Unfamiliar(step.rule)
    for premise in step.premises:
        story.tell(premise, *story.step(premise).premises)
    story.tell(index)
    shown = law_layout(story.setter, first.law)
    subject = story.setter.term(known.subject)
    blocks: list[Block] = [Paragraph(say("divergence.law", variable=subject, law=commas([shown])))]
    if isinstance(known, Divergence):
        second = story.conclusion(step.premises[1])
        if not isinstance(second, SameLaw) or not isinstance(second.right, Law):
            raise Unfamiliar(step.rule)
        member = member_layout(story.setter, known.law)
        other = commas([law_layout(story.setter, second.right)])
        blocks.append(Paragraph(say("divergence.other", member=member, law=other)))
    return [*blocks, *_reason(story, index)]


def _reason(story: Story, index: int) -> list[Block]:
    step, known = story.step(index), story.conclusion(index)
    assert isinstance(known, Divergence | Entropy)
    place = step.args[0] if step.args else None
    if step.rule == "divergence-outside" and isinstance(place, Region):
        where = region_layout(story.setter, place)
        return [Paragraph(say("divergence.outside", region=where))]
    if step.rule == "divergence-outside-mass" and isinstance(place, Expr):
        return [Paragraph(say("divergence.outside.mass", point=story.setter.term(place)))]
    if step.rule in PIECES:
        return _by_pieces(story, index, known)
    key = "divergence.masses" if isinstance(known, Divergence) else "entropy.masses"
    name = information_name(story.setter, known)
    line = Equation(name, "=", story.setter.term(known.value))
    return [Paragraph(say(key)), Display((line,))]


def _by_pieces(story: Story, index: int, known: Divergence | Entropy) -> list[Block]:
    """The integral over each piece, then their sum."""
    key = "divergence.pieces" if isinstance(known, Divergence) else "entropy.pieces"
    blocks: list[Block] = [Paragraph(say(key))]
    for premise in story.step(index).premises:
        over = story.conclusion(premise)
        if isinstance(over, Known):
            show, (letter, low, high) = story.setter.term, over.over.bounds[0]
            shown = Integral(show(low), show(high), show(over.integrand), show(letter))
            blocks.append(Display((Equation(shown, "=", show(over.value)),)))
    name = information_name(story.setter, known)
    line = Equation(name, "=", story.setter.term(known.value))
    return [*blocks, Paragraph(say("divergence.sum")), Display((line,))]


def infinite_words(story: Story, index: int) -> list[Block]:
    """Why the mean that step `index` concludes is infinite, if it is."""
    if not isinstance(story.conclusion(index), Infinite):
        return []
    told: list[Block] = []
    for premise in story.step(index).premises:
        told += infinite_words(story, premise)
    story.tell(index)
    return [*told, Paragraph(sentence(story.step(index), story.setter))]
