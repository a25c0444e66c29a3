"""The means that a step rests on told: where each comes from, and the integrals against laws."""

from __future__ import annotations

from typing import Final

from sympy import Symbol

from symreparam.logic.judgement import HasLaw
from symreparam.render.document import Block, Items, Paragraph, Words
from symreparam.render.sentences import sentence
from symreparam.render.story import Story, say
from symreparam.render.story_laws import law_blocks

# what a reader needs to be told of a mean: where its value comes from
_SOURCES: Final = frozenset(
    (
        *("expectation-moment", "expectation-exponential", "expectation-power", "expectation-log"),
        *("expectation-absolute", "expectation-log-quadratic", "expectation-integral"),
        *("expectation-product", "expectation-draw", "expectation-tilted", "expectation-circular"),
        *("expectation-bounded", "expectation-score", "expectation-error"),
        *("expectation-events", "expectation-orthant", "expectation-quotient"),
        *("expectation-threshold", "expectation-symmetric", "expectation-extreme"),
    )
)
JOINING: Final = frozenset(
    ("expectation-sum", "expectation-equal", "expectation-constant", "expectation-polynomial")
)
_PLAIN: Final = frozenset(("equal", "defined", "holds", "expectation-condition"))


def source_lines(story: Story, *indices: int) -> list[Block]:
    """The means that the steps rest on, each with where it comes from."""
    lines: dict[Words, None] = {}
    laws: list[Block] = []
    for here in sorted(set().union(*(_cone(story, index) for index in indices))):
        step = story.step(here)
        if step.rule == "expectation-integral" and here not in story.told:
            laws += _against(story, here)
        if step.rule == "expectation-symmetric" and here not in story.told:
            laws += _derived(story, step.premises[1])
            story.tell(*step.premises)
        if step.rule in _SOURCES and here not in story.told:
            lines[sentence(step, story.setter)] = None
        if step.rule in _SOURCES | JOINING or step.rule in _PLAIN:
            story.tell(here)
    if not lines:
        return laws
    return [*laws, Paragraph(say("equation.means")), Items(tuple(lines))]


def _against(story: Story, index: int) -> list[Block]:
    """A mean that is an integral against a law: the law, if it is none told before, and the
    integral."""
    from symreparam.render.story_against import against_blocks

    law = story.step(index).premises[0]
    blocks = [] if law in story.told else _derived(story, law)
    story.tell(law)
    return [*blocks, *against_blocks(story, index)]


def _derived(story: Story, index: int) -> list[Block]:
    """The law against which a mean is taken, when it has not been told."""
    known = story.conclusion(index)
    if not isinstance(known, HasLaw) or index in story.told:
        return []
    if isinstance(known.subject, Symbol):
        return law_blocks(story, index)
    words = say("equation.law", subject=story.setter.term(known.subject))
    return [Paragraph(words), *law_blocks(story, index)]


def _cone(story: Story, index: int) -> set[int]:
    found: set[int] = set()
    stack = [index]
    while stack:
        here = stack.pop()
        if here not in found:
            found.add(here)
            stack.extend(story.step(here).premises)
    return found
