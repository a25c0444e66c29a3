"""A proof by standardization told: the claimed law taken to the noise's, and back."""

from __future__ import annotations

from dataclasses import replace

from sympy import Expr

from symreparam.logic.judgement import Defined, Equal, HasLaw, ImageLaw, SameLaw
from symreparam.logic.proof import Step
from symreparam.render.document import Block, Display, Equation, Formula, Paragraph
from symreparam.render.laws_layout import (
    density_layout,
    has_law_layout,
    member_layout,
    region_layout,
)
from symreparam.render.layout import Call, equation
from symreparam.render.story import Story, Unfamiliar, letter, say
from symreparam.render.story_transport import collected_blocks, transport_blocks
from symreparam.terms.law import Law, Named
from symreparam.terms.mapping import Map
from symreparam.terms.scope import variable


def standardization_blocks(story: Story, index: int) -> list[Block]:
    """How step `index`, of the rule `standardization`, gives the law. Raises Unfamiliar."""
    step = story.step(index)
    given, image, claimed, *rest = step.premises
    known, law = story.conclusion(given), story.conclusion(claimed)
    back = step.args[0] if step.args else None
    if not (isinstance(known, HasLaw) and isinstance(law, SameLaw) and isinstance(back, Map)):
        raise Unfamiliar("standardization")
    if not isinstance(law.right, Law) or not isinstance(known.law, Named):
        raise Unfamiliar("standardization")
    told = story.conclusion(index)
    assert isinstance(told, HasLaw)
    story.tell(index, given, image, claimed, *_told(story, rest))
    first, start = _moved(story, image)
    there = start.map
    name = variable(story.letters.image.name)
    blocks = _first(story, (claimed, first), law, start, name)
    if isinstance(start.to, Law):
        blocks += _same(story, image, first)
    noise = member_layout(story.setter, known.law)
    standard = story.setter.inserting(there.variable, name).term(there.body)
    source = story.setter.term(known.subject)
    blocks.append(Paragraph(say("standard.law", standard=standard, member=noise)))
    place = letter(there.variable)
    pair = equation(
        Call(story.letters.map, (letter(back.variable),)), "=", story.setter.term(back.body)
    )
    undone = Call(story.letters.map, (Call(story.letters.inverse, (place,)),))
    blocks.append(Paragraph(say("standard.back", back=pair, undone=equation(undone, "=", place))))
    both = Call(story.letters.inverse, (story.letters.image,))
    ends = {
        "source": source,
        "standard": both,
        "image": story.map_at(source),
        "undone": Call(story.letters.map, (both,)),
        "variable": story.letters.image,
    }
    blocks.append(Paragraph(say("standard.same", **ends)))
    return [*blocks, Formula(has_law_layout(story.setter, told))]


def _told(story: Story, rest: list[int]) -> list[int]:
    return [i for i in rest if isinstance(story.conclusion(i), Equal | Defined)]


def _moved(story: Story, index: int) -> tuple[int, ImageLaw]:
    """The step `image-law` below its rewritings, and what it says."""
    while story.step(index).rule == "rewrite-image":
        story.tell(index)
        index = story.step(index).premises[0]
    known = story.conclusion(index)
    if not isinstance(known, ImageLaw):
        raise Unfamiliar("image-law")
    story.tell(index)
    return index, known


def _first(
    story: Story, steps: tuple[int, int], law: SameLaw, start: ImageLaw, name: Expr
) -> list[Block]:
    """Z of the claimed law, its density, and the change of variables by the inverse map."""
    assert isinstance(law.left, Named) and isinstance(law.right, Law)
    claimed, first = steps
    z = HasLaw(name, law.left)
    density = story.density_of(name, letter(law.right.variable))
    pieces = law.right.pieces
    where = region_layout(story.setter, pieces[0].region) if len(pieces) == 1 else None
    blocks: list[Block] = [
        Paragraph(say("standard.let", law=has_law_layout(story.setter, z))),
        Display((Equation(density, "=", density_layout(story.setter, law.right), where),)),
    ]
    other = replace(story, proof=_told_of(story, claimed, first, name, law.right))
    other.letters = replace(
        story.letters,
        map=story.letters.inverse,
        inverse=story.letters.map,
        image=story.letters.other_image,
    )
    last = len(other.proof.steps) - 1
    same = _toward(story, first)
    return [*blocks, *transport_blocks(other, last, same)]


def _told_of(story: Story, claimed: int, first: int, name: Expr, law: Law):  # type: ignore[no-untyped-def]
    """The proof with two more steps that say of the variable Z what `image-law` says of a law."""
    steps = story.proof.steps
    step = steps[first]
    mapping = step.args[0]
    known = step.conclusion
    assert isinstance(mapping, Map) and isinstance(known, ImageLaw)
    given = Step(step.scope, "hypothesis", (), (), HasLaw(name, law))
    moved = HasLaw(mapping.at(name), known.to)
    premises = (len(steps), *step.premises[1:])
    push = Step(step.scope, "pushforward", premises, step.args, moved)
    return replace(story.proof, steps=(*steps, given, push))


def _toward(story: Story, first: int) -> Law | None:
    """The law on one interval as which the image is written next."""
    for step in story.proof.steps:
        if step.rule == "rewrite-image" and step.premises[0] == first:
            known = story.conclusion(step.premises[1])
            if isinstance(known, SameLaw):
                law = known.right if isinstance(known.right, Law) else known.left
                return law if isinstance(law, Law) and len(law.pieces) == 1 else None
    return None


def _same(story: Story, image: int, first: int) -> list[Block]:
    """The image's density collected, where it has several pieces."""
    found: list[Block] = []
    while image != first:
        step = story.step(image)
        known = story.conclusion(step.premises[1])
        if story.step(step.premises[1]).rule == "same-law" and isinstance(known, SameLaw):
            story.tell(step.premises[1], *story.step(step.premises[1]).premises)
            if isinstance(known.right, Law) and len(known.right.pieces) > 1:
                subject = variable(story.letters.other_image.name)
                blocks = collected_blocks(story, known.right, subject)
                found = [Paragraph(say("same.collected")), *blocks]
        else:
            story.tell(step.premises[1])
        image = step.premises[0]
    return found
