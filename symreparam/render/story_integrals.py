"""Why an integral has its value: an antiderivative, a family's density, a substitution."""

from __future__ import annotations

from symreparam.logic.judgement import Derivative, Image, Integral, Limit, Monotone, SameLaw
from symreparam.render.document import Block, Paragraph
from symreparam.render.laws_layout import member_layout
from symreparam.render.layout import Layout
from symreparam.render.story import Story, letter, say
from symreparam.terms.law import Named

_PRIMITIVE = ("integral", "integral-tails", "integral-monotone")  # by an antiderivative


def reason_blocks(story: Story, index: int) -> list[Block]:
    """The reason for the Integral of step `index`; nothing when it has another shape."""
    here, chain = index, [index]
    substitutions: list[Layout] = []
    while story.step(here).rule in ("integral-equal", "integral-scale", "integral-substitution"):
        premises = story.step(here).premises
        for premise in premises[1:]:
            known = story.conclusion(premise)
            if isinstance(known, Monotone):
                substitutions.append(story.setter.term(known.map.body))
                chain += story.step(premise).premises
            elif isinstance(known, Image):
                chain += story.step(premise).premises
            chain.append(premise)
        here = premises[0]
        chain.append(here)
    if story.step(here).rule in _PRIMITIVE and not substitutions:
        story.tell(*chain)
        return antiderivative_blocks(story, here)
    premises = story.step(here).premises
    same = story.conclusion(premises[0]) if premises else None
    known = story.conclusion(index)
    named = isinstance(same, SameLaw) and isinstance(same.left, Named)
    if story.step(here).rule != "integral-family" or not named or len(substitutions) > 1:
        return []
    assert isinstance(same, SameLaw) and isinstance(same.left, Named)
    assert isinstance(known, Integral)
    story.tell(*chain, *premises)
    member = member_layout(story.setter, same.left)
    if substitutions:
        words = say("integral.substituted", body=substitutions[0], member=member)
    else:
        words = say("mixture.family", fixed=letter(known.over.variables[0]), member=member)
    return [Paragraph(words)]


def antiderivative_blocks(story: Story, index: int) -> list[Block]:
    """Why the integral has its value, when an antiderivative was given."""
    premises = story.step(index).premises
    known = [story.conclusion(i) for i in premises]
    slopes = [c for c in known if isinstance(c, Derivative)]
    limits = [c for c in known if isinstance(c, Limit)]
    if story.step(index).rule not in _PRIMITIVE or len(slopes) != 1 or len(limits) != 2:
        return []
    story.tell(*premises)
    for place, shape in zip(premises, known, strict=True):
        if isinstance(shape, Monotone):
            story.tell(*story.step(place).premises)
    words = say(
        "branch.antiderivative",
        antiderivative=story.setter.term(slopes[0].map.body),
        low=story.setter.term(limits[0].value),
        high=story.setter.term(limits[1].value),
    )
    return [Paragraph(words)]
