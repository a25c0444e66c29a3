"""A law by conditioning told: one variable held fixed, then integrated out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from sympy import Symbol

from symreparam.logic.judgement import Covers, HasLaw, Integral, Section
from symreparam.render import layout as lay
from symreparam.render.document import Block, Display, Equation, Paragraph, Words
from symreparam.render.laws_layout import (
    density_layout,
    narrowing_layout,
    region_layout,
)
from symreparam.render.layout import Below, Call, Name
from symreparam.render.story import Story, Unfamiliar, law_at, letter, say
from symreparam.render.story_double import weighted_blocks
from symreparam.render.story_integrals import reason_blocks
from symreparam.terms.law import Law

Tell = Callable[[Story, int], list[Block]]


def mixture_blocks(story: Story, index: int, tell_law: Tell) -> list[Block]:
    """The fixed variable's law, the law at each of its values, the integral over them."""
    step = story.step(index)
    if len(step.args) not in (3, 4) or not isinstance(step.args[0], Symbol):
        raise Unfamiliar("mixture")
    told, given = law_at(story, index), step.premises[0]
    if not isinstance(told.law, Law):
        raise Unfamiliar("mixture")
    story.tell(index)
    fixed = letter(step.args[0])
    inner = _letter_beside(story)
    # a held term such as Y^2 has a letter of its own: the image's belongs to the whole term
    held = replace(story, letters=replace(story.letters, image=_letter_beside(story, inner)))
    blocks = tell_law(held, given)
    for premise in step.premises[1:]:
        if isinstance(story.conclusion(premise), HasLaw):
            blocks += _fixed_blocks(story, premise, index, inner, tell_law)
    weights = law_at(story, given).law
    if isinstance(weights, Law) and not weights.pieces:
        blocks += weighted_blocks(story, index)
        if not told.law.pieces:
            return blocks
    elif told.law.lattices and not told.law.pieces:
        blocks += _counts(story, told, law_at(story, given), index)
    else:
        density = held.density_of(law_at(story, given).subject, fixed)
        blocks.append(Paragraph(_joint_words(story, told, density, fixed, inner)))
        blocks += _cells(story, step.premises)
        blocks += _moving(story, index)
    if not told.law.pieces:
        return blocks
    left = Call(Below(story.letters.density, story.letters.image), (letter(told.law.variable),))
    only = len(told.law.pieces) == 1
    where = region_layout(story.setter, told.law.pieces[0].region) if only else None
    if not only and len({piece.region for piece in told.law.pieces}) == 1:
        # parts on one region add up: cases with one and the same condition would say otherwise
        where = region_layout(story.setter, told.law.pieces[0].region)
        parts = [story.setter.term(piece.density) for piece in told.law.pieces]
        line = Equation(left, "=", lay.added(parts), where)
    else:
        line = Equation(left, "=", density_layout(story.setter, told.law), where)
    return [*blocks, Paragraph(say("mixture.so")), Display((line,))]


def _moving(story: Story, index: int) -> list[Block]:
    """What is said of masses whose place depends on the value that is held."""
    step = story.step(index)
    symbol, given = step.args[0], law_at(story, step.premises[0])
    known = [story.conclusion(premise) for premise in step.premises[1:]]
    laws = [each.law for each in known if isinstance(each, HasLaw)]
    points = [atom.point for law in laws if isinstance(law, Law) for atom in law.atoms]
    moving = dict.fromkeys(point for point in points if symbol in point.free_symbols)
    term = story.setter.term
    return [
        Paragraph(say("mixture.moves", point=term(point), variable=term(given.subject)))
        for point in moving
    ]


def _letter_beside(story: Story, *others: Name) -> Name:
    """A letter for another image, at a fixed value: the image's own letter is the whole term's."""
    taken = {str(symbol.name) for symbol in story.symbols}
    used = {*taken, story.letters.image.name, *(other.name for other in others)}
    letters = ("W", "V", "T", "S", "W_1", "W_2", "W_3")
    return Name(next(name for name in letters if name not in used))


def _fixed_blocks(
    story: Story, index: int, whole: int, inner: Name, tell_law: Tell
) -> list[Block]:
    """The law of the term when the variable is held at one of its values."""
    known, scope = law_at(story, index), story.step(index).scope
    variable = law_at(story, story.step(whole).premises[0]).subject
    name = story.setter.term(variable)
    words = say("mixture.atom", variable=name, term=story.setter.term(known.subject))
    if scope != story.step(whole).scope:
        place = narrowing_layout(story.setter, story.proof.scopes[scope - 1])
        words = say("mixture.fix", variable=name, place=place)
    # the same set of told steps, another letter for the image
    there = replace(story, letters=replace(story.letters, image=inner))
    return [Paragraph(words), *tell_law(there, index)]


def _joint_words(
    story: Story, told: HasLaw, density: lay.Layout, fixed: Name, inner: Name
) -> Words:
    assert isinstance(told.law, Law)
    name = letter(told.law.variable)
    return say(
        "mixture.join",
        subject=lay.equation(story.letters.image, "=", story.setter.term(told.subject)),
        product=lay.Times(
            (
                Call(Below(story.letters.density, inner), (name,)),
                density,
            )
        ),
        fixed=fixed,
    )


def _counts(story: Story, told: HasLaw, given: HasLaw, index: int) -> list[Block]:
    """Masses on whole numbers, each integrated over the fixed variable."""
    variable = story.setter.term(given.subject)
    subject = lay.equation(story.letters.image, "=", story.setter.term(told.subject))
    blocks: list[Block] = [
        Paragraph(say("mixture.counts", subject=subject, variable=variable))
    ]
    for premise in story.step(index).premises[1:]:
        known, scope = story.conclusion(premise), story.step(premise).scope
        if isinstance(known, Covers):
            story.tell(premise)
        if not isinstance(known, Integral):
            continue
        story.tell(premise)
        if scope != story.step(index).scope:
            cell = narrowing_layout(story.setter, story.proof.scopes[scope - 1])
            blocks.append(Paragraph(say("mixture.cell", cell=cell)))
        blocks += [_integral(story, known), *reason_blocks(story, premise)]
    return blocks


def _cells(story: Story, premises: Sequence[int]) -> list[Block]:
    """For each cell of the line, the integrals over the fixed variable."""
    blocks: list[Block] = []
    sections = [i for i in premises if isinstance(story.conclusion(i), Section)]
    scopes = [story.step(i).scope for i in sections]
    for index in premises:
        known = story.conclusion(index)
        if isinstance(known, Covers):
            story.tell(index)
        if not isinstance(known, Section):
            continue
        scope = story.step(index).scope
        cell = narrowing_layout(story.setter, story.proof.scopes[scope - 1])
        story.tell(index)
        several = scopes.count(scope) > 1
        if known.value == 0:
            story.tell(*story.step(index).premises)
            key = "mixture.empty.part" if several else "mixture.empty"
            blocks.append(Paragraph(say(key, cell=cell)))
            continue
        total = story.step(index).premises[0]
        integral = story.conclusion(total)
        if not isinstance(integral, Integral):
            raise Unfamiliar("section")
        story.tell(*story.step(index).premises)
        words = say("mixture.part" if several else "mixture.cell", cell=cell)
        blocks += [Paragraph(words), _integral(story, integral)]
        blocks += reason_blocks(story, total)
    return blocks


def _integral(story: Story, known: Integral) -> Display:
    term = story.setter.term
    symbol, low, high = known.over.bounds[0]
    shown = lay.Integral(term(low), term(high), term(known.integrand), letter(symbol))
    return Display((Equation(shown, "=", term(known.value)),))
