"""Masses on whole numbers told: how a law is written in another way, why a sum has its value."""

from __future__ import annotations

from symreparam.logic.judgement import HasLaw, SameLaw, Series
from symreparam.render.document import Block, Display, Equation, Formula, Paragraph
from symreparam.render.laws_layout import has_law_layout, member_layout, sum_layout, whole_layout
from symreparam.render.story import Story, Unfamiliar, letter, say
from symreparam.terms.law import Law, Named

_KEYS = {
    "lattice-cut": "",
    "lattice-list": "lattice.list",
    "lattice-shift": "lattice.shift",
    "lattice-sparse": "lattice.sparse",
    "lattice-classes": "lattice.classes",
}
# laws of several lines, too tall for the midst of a sentence
_DISPLAYED = ("lattice.list", "lattice.classes")


def rewritten_blocks(story: Story, same: int, told: HasLaw) -> list[Block]:
    """The sentences of one step that writes a law with lattices in another way."""
    step = story.step(same)
    story.tell(same)
    if not isinstance(told.law, Law):
        raise Unfamiliar(step.rule)
    law = has_law_layout(story.setter, told)
    if step.rule == "lattice-collapse":
        total = step.premises[0]
        return [Paragraph(say("lattice.collapse")), *sum_blocks(story, total)]
    key = _KEYS.get(step.rule)
    if key is None:
        raise Unfamiliar(step.rule)
    if key in _DISPLAYED:
        return [Paragraph(say(key)), Formula(law)]
    return [Paragraph(say(key, law=law))] if key else []


def masses_blocks(story: Story, told: HasLaw) -> list[Block]:
    """A law with lattices stated in full."""
    return [Paragraph(say("lattice.so", law=has_law_layout(story.setter, told)))]


def sum_blocks(story: Story, index: int) -> list[Block]:
    """A sum displayed with its value, and the reason for it."""
    known = story.conclusion(index)
    if not isinstance(known, Series):
        raise Unfamiliar("series")
    shown = sum_layout(story.setter, known.term, known.over)
    line = Equation(shown, "=", story.setter.term(known.value))
    return [Display((line,)), *reason_blocks(story, index)]


def reason_blocks(story: Story, index: int) -> list[Block]:
    """The reason for the Series of step `index`."""
    here = index
    while story.step(here).rule in ("series-equal", "series-scale", "series-shift"):
        premises = story.step(here).premises
        story.tell(here, *premises[1:])
        here = premises[0]
    rule, premises = story.step(here).rule, story.step(here).premises
    story.tell(here, *premises)
    known = story.conclusion(here)
    assert isinstance(known, Series)
    name = letter(known.over.variables[0])
    if rule == "series-family":
        same = story.conclusion(premises[0])
        assert isinstance(same, SameLaw) and isinstance(same.left, Named)
        member = member_layout(story.setter, same.left)
        return [Paragraph(say("sum.family", index=name, member=member))]
    if rule == "series-telescope":
        primitive = story.step(here).args[0]
        shown = story.setter.term(primitive)
        return [Paragraph(say("sum.telescope", primitive=shown, index=name))]
    if rule == "series-rest":
        total = story.conclusion(premises[0])
        assert isinstance(total, Series)
        whole = whole_layout(story.setter, total.over)
        head = Paragraph(say("sum.rest", whole=whole, value=story.setter.term(total.value)))
        return [head, *reason_blocks(story, premises[0])]
    return []
