"""The parity of a count told: its generating function at -1."""

from __future__ import annotations

from sympy import Integer

from symreparam.logic.judgement import Defined, Equal, HasLaw
from symreparam.render.document import Block, Display, Equation, Formula, Paragraph
from symreparam.render.laws_layout import has_law_layout, region_layout
from symreparam.render.layout import (
    Call,
    Digits,
    Integral,
    Layout,
    Name,
    Power,
    Times,
    Word,
    equation,
)
from symreparam.render.story import Story, Unfamiliar, letter, picker, say
from symreparam.terms.law import Law


def parity_blocks(story: Story, index: int) -> list[Block]:
    """How step `index`, of the rule `parity`, gives the law. Raises Unfamiliar."""
    from symreparam.render.story_laws import law_blocks

    step = story.step(index)
    told, given = story.conclusion(index), story.conclusion(step.premises[0])
    body, *rest = (story.conclusion(premise) for premise in step.premises[1:])
    at = next((one for one in rest if isinstance(one, Defined) and not one.over.bounds), None)
    known = isinstance(told, HasLaw) and isinstance(given, HasLaw)
    if not known or not isinstance(body, Defined) or not body.over.bounds or at is None:
        raise Unfamiliar("parity")
    assert isinstance(told, HasLaw) and isinstance(given, HasLaw)
    if not isinstance(told.law, Law) or len(told.law.atoms) != 2:
        raise Unfamiliar("parity")
    before = law_blocks(story, step.premises[0])
    story.tell(index, *step.premises)
    count = story.setter.term(given.subject)
    place = letter(body.over.variables[0])
    function = Call(story.letters.other, (place,))
    masses = [story.setter.term(atom.mass) for atom in told.law.atoms]
    slots = {"count": count, "range": region_layout(story.setter, body.over)}
    minus = story.setter.term(Integer(-1))
    there = Equation(Call(story.letters.other, (minus,)), "=", story.setter.term(at.expr))
    return [
        *before,
        Paragraph(say("parity.function", **slots)),
        Display(
            (
                Equation(function, "=", _series(story, count, place)),
                Equation(None, "=", story.setter.term(body.expr)),
            )
        ),
        Paragraph(say("parity.series", minus=minus, count=count)),
        Display((there,)),
        Paragraph(say("parity.sum", even=masses[0], odd=masses[1])),
        Formula(has_law_layout(story.setter, told)),
    ]


def parity_scaled_blocks(story: Story, index: int) -> list[Block]:
    """How step `index`, of the rule `parity-scaled`, gives the law. Raises Unfamiliar."""
    from symreparam.render.story_laws import law_blocks

    step = story.step(index)
    told, given = story.conclusion(index), story.conclusion(step.premises[0])
    same = story.conclusion(step.premises[1])
    if not (isinstance(told, HasLaw) and isinstance(given, HasLaw) and isinstance(same, Equal)):
        raise Unfamiliar("parity-scaled")
    if not isinstance(told.law, Law) or len(told.law.atoms) != 2:
        raise Unfamiliar("parity-scaled")
    before = law_blocks(story, step.premises[0])
    story.tell(index, *step.premises)
    slots = {
        "count": story.setter.term(given.subject),
        "place": letter(same.over.variables[0]),
        "even": story.setter.term(told.law.atoms[0].mass),
        "range": region_layout(story.setter, same.over),
    }
    shown = Formula(has_law_layout(story.setter, told))
    return [*before, Paragraph(say("parity.scaled", **slots)), shown]


def _series(story: Story, count: Layout, place: Layout) -> Layout:
    k = picker({str(symbol.name) for symbol in story.symbols})("k", "j", "n")
    mass = Call(Name("P"), (equation(count, "=", k),))
    return Integral(
        Digits("0"), Word("∞"), Times((mass, Power(place, k)), dot=True), k, discrete=True
    )
