"""Equality in law told: the law of either side, or one map of variables with equal laws."""

from __future__ import annotations

from sympy import Expr, Symbol

from symreparam.logic.judgement import EqualInLaw, Expectation, Fails, HasJointLaw
from symreparam.logic.verdict import Outcome
from symreparam.render.document import Block, Paragraph
from symreparam.render.goal_layout import expectation_layout, vector_layout
from symreparam.render.layout import Layout, Word, equation
from symreparam.render.sentences import commas
from symreparam.render.story import Story, Unfamiliar, law_at, say
from symreparam.render.story_laws import law_blocks
from symreparam.render.story_listed import listed_blocks
from symreparam.render.story_means import source_lines
from symreparam.render.story_refute import law_refuted_blocks


def equal_in_law_blocks(story: Story, index: int) -> list[Block]:
    """How step `index`, two vectors that are equal in law, is established."""
    step = story.step(index)
    story.tell(index)
    if step.rule == "equal-in-law-swap":
        return equal_in_law_blocks(story, step.premises[0])
    if step.rule == "equal-in-law-map":
        return _by_map(story, index)
    if step.rule == "equal-in-law-vector":
        return _by_components(story, index)
    if step.rule == "equal-in-law-joint":
        return _by_joint_law(story, index)
    if step.rule in ("equal-in-law-image", "equal-in-law-rewrite"):
        return _moved(story, index)
    if step.rule != "equal-in-law":
        return listed_blocks(story, index)
    first, second = step.premises
    known = _equal(story, index)
    blocks = _law(story, "equal.first", known.first[0], first)
    blocks += _law(story, "equal.second", known.second[0], second)
    sides = (story.setter.term(known.first[0]), story.setter.term(known.second[0]))
    return [*blocks, Paragraph(say("equal.same", first=sides[0], second=sides[1]))]


def _law(story: Story, key: str, subject: Expr, index: int) -> list[Block]:
    """The law of one side; of a given variable there is nothing to tell."""
    told = law_blocks(story, index)
    return [Paragraph(say(key, subject=story.setter.term(subject))), *told] if told else []


def _equal(story: Story, index: int) -> EqualInLaw:
    known = story.conclusion(index)
    of = known.of if isinstance(known, Fails) else known
    if not isinstance(of, EqualInLaw):
        raise Unfamiliar("equal-in-law")
    return of


def _sides(story: Story, known: EqualInLaw) -> dict[str, Layout]:
    return {
        "first": vector_layout(story.setter, known.first),
        "second": vector_layout(story.setter, known.second),
    }


def _by_map(story: Story, index: int) -> list[Block]:
    step, blocks, shown = story.step(index), list[Block](), list[Layout]()
    for given, image in zip(step.premises[::2], step.premises[1::2], strict=True):
        symbol, term = law_at(story, given).subject, law_at(story, image).subject
        story.tell(given)
        if isinstance(term, Symbol):
            story.tell(image)
        else:
            blocks += _law(story, "equal.first" if not blocks else "equal.second", term, image)
        if symbol != term:
            places = (story.setter.term(symbol), story.setter.term(term))
            shown.append(equation(places[1], Word("for"), places[0]))
    key = "equal.map" if blocks else "equal.map.given"
    sides = _sides(story, _equal(story, index))
    return [*blocks, Paragraph(say(key, pairs=commas(shown), **sides))]


def _by_joint_law(story: Story, index: int) -> list[Block]:
    """The joint law of each side, then that these are one."""
    from symreparam.render.story_joint import joint_blocks

    step, known = story.step(index), _equal(story, index)
    if not isinstance(story.conclusion(step.premises[0]), HasJointLaw):
        return listed_blocks(story, index)
    sides = _sides(story, known)
    blocks: list[Block] = []
    for key, side, premise in zip(("first", "second"), sides.values(), step.premises, strict=True):
        blocks += [Paragraph(say(f"equal.{key}", subject=side)), *joint_blocks(story, premise)]
    return [*blocks, Paragraph(say("equal.same", **sides))]


def _moved(story: Story, index: int) -> list[Block]:
    """A polynomial map of both sides, or their terms written in another way."""
    step = story.step(index)
    blocks = equal_in_law_blocks(story, step.premises[0])
    for premise in step.premises[1:]:
        story.tell(premise)
    key = "equal.image" if step.rule == "equal-in-law-image" else "equal.rewritten"
    return [*blocks, Paragraph(say(key, **_sides(story, _equal(story, index))))]


def _by_components(story: Story, index: int) -> list[Block]:
    step = story.step(index)
    blocks: list[Block] = []
    for place in dict.fromkeys(step.premises[:2]):
        blocks += listed_blocks(story, place)
    blocks.append(Paragraph(say("equal.components")))
    for place in dict.fromkeys(step.premises[2:]):
        words = say("equal.component", **_sides(story, _equal(story, place)))
        blocks += [Paragraph(words), *equal_in_law_blocks(story, place)]
    return blocks


def unequal_blocks(story: Story, index: int, outcome: Outcome) -> list[Block]:
    """Why two vectors are not equal in law. Raises Unfamiliar."""
    step = story.step(index)
    story.tell(index)
    if step.rule == "equal-in-law-swap":
        return unequal_blocks(story, step.premises[0], outcome)
    if step.rule == "unequal-sum":
        inner = step.premises[0]
        words = say("unequal.sum", **_sides(story, _equal(story, inner)))
        return [Paragraph(words), *unequal_blocks(story, inner, outcome)]
    if step.rule == "unequal-mean":
        return _means(story, index)
    known = _equal(story, index)
    blocks = _law(story, "equal.first", known.first[0], step.premises[0])
    other = say("unequal.other", second=story.setter.term(known.second[0]))
    return [*blocks, Paragraph(other), *law_refuted_blocks(story, step.premises[1], outcome)]


def _means(story: Story, index: int) -> list[Block]:
    step = story.step(index)
    found = [story.conclusion(premise) for premise in step.premises[:2]]
    values = [
        expectation_layout(story.setter, known) for known in found if isinstance(known, Expectation)
    ]
    lines = source_lines(story, *step.premises[:2])
    story.tell(step.premises[2])
    words = say("unequal.means", first=values[0], second=values[1])
    return [*lines, Paragraph(words)] if lines else [Paragraph(words)]
