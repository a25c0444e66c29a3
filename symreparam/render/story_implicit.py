"""The change of variables told where the map is, for a map without a closed inverse."""

from __future__ import annotations

from symreparam.logic.judgement import (
    Covers,
    Derivative,
    Equal,
    HasImplicitLaw,
    HasLaw,
    Image,
    Monotone,
    Sign,
)
from symreparam.render.document import Block, Display, Equation, Formula, Paragraph, Text
from symreparam.render.laws_layout import interval_layout, region_layout
from symreparam.render.layout import Below, Call, Digits, Fenced, Fraction, Layout, equation
from symreparam.render.sentences import commas
from symreparam.render.story import Story, Unfamiliar, letter, say
from symreparam.render.story_branches import Branch, image_words, slope_words
from symreparam.render.story_listed import listed_blocks
from symreparam.terms.forms import ImplicitPiece
from symreparam.terms.law import Law
from symreparam.terms.mapping import Map
from symreparam.terms.record import dataclass


@dataclass(frozen=True, slots=True)
class _Told:
    """A branch with its contribution."""

    branch: Branch
    piece: ImplicitPiece


def implicit_blocks(story: Story, index: int) -> list[Block]:
    """How a law at the values of a map is established. Steps of no known shape are listed."""
    before = set(story.told)
    try:
        return _blocks(story, index)
    except Unfamiliar:
        story.told.clear()
        story.told |= before
        return listed_blocks(story, index)


def _blocks(story: Story, index: int) -> list[Block]:
    """The law of the variable, the map, its branches and the density at its values."""
    # imported here: that chapter imports this one
    from symreparam.render.story_laws import law_blocks

    step, known = story.step(index), story.conclusion(index)
    if step.rule != "pushforward-implicit" or not isinstance(known, HasImplicitLaw):
        raise Unfamiliar(step.rule)
    rest = list(step.premises)
    first = rest.pop(0)
    given, mapping = story.conclusion(first), step.args[0]
    if not (isinstance(given, HasLaw) and isinstance(given.law, Law) and isinstance(mapping, Map)):
        raise Unfamiliar(step.rule)
    blocks = law_blocks(story, first)
    told = _branches(story, given.law, mapping, rest, known.law.pieces)
    story.tell(index)
    name = letter(mapping.variable)
    image = story.map_at(story.setter.term(given.subject))
    named = equation(story.letters.image, "=", story.setter.term(known.subject))
    blocks += [
        Paragraph(say("map", subject=named, image=equation(story.letters.image, "=", image))),
        Formula(equation(story.map_at(name), "=", story.setter.term(mapping.body))),
    ]
    if len(told) > 1:
        regions = commas([region_layout(story.setter, each.branch.source) for each in told])
        variable = story.setter.term(given.subject)
        blocks.append(Paragraph(say("branches.pieces", variable=variable, regions=regions)))
    for number, each in enumerate(told, start=1):
        lead = (Text(f"({number})"),) if len(told) > 1 else ()
        words = (*slope_words(story, each.branch), *image_words(story, each.branch))
        blocks.append(Paragraph(words, lead))
    return [*blocks, *_formula(story, told, given)]


def _branches(
    story: Story, law: Law, mapping: Map, rest: list[int], pieces: tuple[ImplicitPiece, ...]
) -> list[_Told]:
    """The branches, from the steps that the rule rests on."""
    found: list[_Told] = []
    left = list(pieces)
    for piece in law.pieces:
        cover = rest.pop(0)
        known = story.conclusion(cover)
        if not isinstance(known, Covers):
            raise Unfamiliar("covers")
        story.tell(cover, *story.step(cover).premises)
        for source in known.regions:
            same, body = -1, mapping.body
            if isinstance(equal := story.conclusion(rest[0]), Equal):
                same, body = rest.pop(0), equal.right
            image, slope, _ = rest[:3]
            shape = story.step(image).premises[0]
            kinds = [type(story.conclusion(i)) for i in (image, slope, rest[2], shape)]
            if kinds != [Image, Derivative, Sign, Monotone]:
                raise Unfamiliar("branch")
            del rest[:3]
            branch = Branch(piece, source, body, shape, image, slope=slope, same=same)
            found.append(_Told(branch, left.pop(0)))
    return found


def _formula(story: Story, told: list[_Told], given: HasLaw) -> list[Block]:
    """`f_Z(g(x)) = f_X(x)/|g'(x)| = ..`, branch by branch."""
    name = letter(told[0].piece.map.variable)
    value = story.density_of(given.subject, name)
    slope = Fenced(story.map_slope(name), "|", "|")
    images = [interval_layout(story.setter, each.piece.image) for each in told]
    many = len(told) > 1
    key = "implicit.sum" if many else "implicit.one"
    place = equation(letter(told[0].piece.image.variables[0]), "=", story.map_at(name))
    words = say(
        key,
        g=story.letters.map,
        x=name,
        images=commas(images),
        image=story.letters.image,
        place=place,
    )
    head = story.letters.density
    lines: list[Equation] = []
    for number, each in enumerate(told, start=1):
        where = region_layout(story.setter, each.piece.map.source)
        left: Layout = Call(Below(head, story.letters.image), (story.map_at(name),))
        if many:
            claimed = Below(story.letters.claimed, Digits(str(number)))
            left = Call(claimed, (story.map_at(name),))
        lines.append(Equation(left, "=", Fraction(value, slope)))
        lines.append(Equation(None, "=", story.setter.term(each.piece.density), where))
    blocks: list[Block] = [Paragraph(words), Display(tuple(lines))]
    return [*blocks, Paragraph(say("implicit.add"))] if many else blocks
