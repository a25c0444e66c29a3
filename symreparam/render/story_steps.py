"""A map with infinitely many steps told: one interval for each value, and its probability."""

from __future__ import annotations

from sympy import Expr

from symreparam.logic.judgement import Equal, Integral
from symreparam.render import layout as lay
from symreparam.render.document import Block, Display, Equation, Paragraph
from symreparam.render.laws_layout import has_law_layout, narrowing_layout, region_layout
from symreparam.render.story import Story, Unfamiliar, law_at, letter, say
from symreparam.render.story_integrals import reason_blocks
from symreparam.terms.law import Law
from symreparam.terms.mapping import Map


def steps_blocks(story: Story, index: int) -> list[Block]:
    """The intervals on which the map is constant, the probability of each, the law."""
    step, told = story.step(index), law_at(story, index)
    mapping = step.args[0]
    if not isinstance(mapping, Map) or not isinstance(told.law, Law):
        raise Unfamiliar("steps")
    story.tell(index, *step.premises)
    source = law_at(story, step.premises[0]).subject
    image = story.letters.image
    named = lay.equation(image, "=", story.setter.term(told.subject))
    at = story.map_at(story.setter.term(source))
    blocks: list[Block] = [
        Paragraph(say("map", subject=named, image=lay.equation(image, "=", at))),
        Display((_definition(story, mapping),)),
    ]
    known = [(i, story.conclusion(i)) for i in step.premises]
    cells = [(i, c) for i, c in known if isinstance(c, Equal) and c.over.bounds]
    totals = [(i, c) for i, c in known if isinstance(c, Integral)]
    for (where, same), (at_total, total) in zip(cells, totals, strict=True):
        story.tell(*story.step(where).premises)
        scope = story.step(where).scope
        inside = scope != step.scope
        key = "steps.each" if inside else "steps.one"
        slots = {
            "value": _term(story, same.right),
            "cell": region_layout(story.setter, same.over),
            "map": story.letters.map,
        }
        if inside:
            slots["range"] = narrowing_layout(story.setter, story.proof.scopes[scope - 1])
        blocks += [Paragraph(say(key, **slots)), _integral(story, total)]
        blocks += reason_blocks(story, at_total)
    law = has_law_layout(story.setter, told)
    return [*blocks, Paragraph(say("steps.so", law=law))]


def _definition(story: Story, mapping: Map) -> Equation:
    return Equation(story.map_at(letter(mapping.variable)), "=", _term(story, mapping.body))


def _term(story: Story, term: Expr) -> lay.Layout:
    return story.setter.term(term)


def _integral(story: Story, known: Integral) -> Display:
    symbol, low, high = known.over.bounds[0]
    ends = _term(story, low), _term(story, high)
    shown = lay.Integral(*ends, _term(story, known.integrand), letter(symbol))
    return Display((Equation(shown, "=", _term(story, known.value)),))
