"""The parity of a count told: its generating function at -1."""

from __future__ import annotations

from sympy import Expr

from symreparam.logic.judgement import Defined, HasLaw
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
from symreparam.render.story import Story, Unfamiliar, letter, say
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
    function = Call(Name("G"), (place,))
    over = region_layout(story.setter, body.over)
    masses = [story.setter.term(atom.mass) for atom in told.law.atoms]
    return [
        *before,
        Paragraph(say("parity.function", count=count, range=over)),
        Display(
            (
                Equation(function, "=", _series(count, place)),
                Equation(None, "=", story.setter.term(body.expr)),
            )
        ),
        Paragraph(say("parity.series")),
        Display(_at_minus_one(story, count, at.expr)),
        Paragraph(say("parity.sum", even=masses[0], odd=masses[1])),
        Formula(has_law_layout(story.setter, told)),
    ]


def _series(count: Layout, place: Layout) -> Layout:
    k = Name("k")
    mass = Call(Name("P"), (equation(count, "=", k),))
    return Integral(
        Digits("0"), Word("∞"), Times((mass, Power(place, k)), dot=True), k, discrete=True
    )


def _at_minus_one(story: Story, count: Layout, value: Expr) -> tuple[Equation, ...]:
    even, odd = (Call(Name("P"), (equation(count, Word("is"), Word(w)),)) for w in ("even", "odd"))
    left = Call(Name("G"), (Digits("-1"),))
    return (
        Equation(equation(even, "-", odd), "=", left),
        Equation(None, "=", story.setter.term(value)),
    )
