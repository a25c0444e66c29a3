"""A refutation by bounds of one probability told: of a half-line, or of an interval."""

from __future__ import annotations

from sympy import Expr

from symreparam.logic.judgement import Fails, HasLaw
from symreparam.render.document import Block, Paragraph
from symreparam.render.layout import Call, Word, equation
from symreparam.render.story import Story, Unfamiliar, say
from symreparam.render.story_laws import law_blocks


def probability_blocks(story: Story, index: int) -> list[Block]:
    """Bounds of one probability: the true law below a point, the claimed law above it."""
    step = story.step(index)
    at = step.args[1] if len(step.args) == 3 else None
    image = story.letters.image
    story.tell(*step.premises)
    if isinstance(at, Expr):
        point = story.setter.term(at)
        words = say(
            "refute.probability",
            less=Call(Word("P"), (equation(image, "<", point),)),
            more=Call(Word("P"), (equation(image, ">", point),)),
            point=point,
        )
    else:
        ends = [end for end in at or () if isinstance(end, Expr)]  # type: ignore[union-attr]
        if len(ends) < 2:
            raise Unfamiliar("differ-interval")
        low, high = story.setter.term(ends[0]), story.setter.term(ends[-1])
        part = Call(Word("P"), (equation(low, "<", image, "<", high),))
        words = say("refute.interval", part=part, low=low, high=high)
    named = equation(image, "=", story.setter.term(refuted_goal(story).subject))
    blocks: list[Block] = []
    for premise in step.premises:
        if isinstance(story.conclusion(premise), HasLaw):
            blocks += law_blocks(story, premise)
    return [*blocks, Paragraph((*say("map.short", subject=named), *words))]


def refuted_goal(story: Story) -> HasLaw:
    """The claim about one law that is refuted, perhaps on the way to the claim itself."""
    for step in reversed(story.proof.steps):
        known = step.conclusion
        if isinstance(known, Fails) and isinstance(known.of, HasLaw):
            return known.of
    raise Unfamiliar("fails")
