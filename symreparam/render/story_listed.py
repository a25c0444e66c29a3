"""The steps of a proof of no known shape, one sentence each."""

from __future__ import annotations

from symreparam.logic.judgement import Covers, Defined, Equal, Expectation, Holds
from symreparam.logic.proof import Step
from symreparam.render.document import Block, Items, Paragraph, Text, Words
from symreparam.render.laws_layout import narrowing_layout
from symreparam.render.layout import Layout
from symreparam.render.sentences import commas, sentence
from symreparam.render.story import Story, say


def listed_blocks(story: Story, *indices: int) -> list[Block]:
    """Every step that these rest on, one sentence each, in order; one alone needs no list."""
    cone: set[int] = set()
    stack = list(indices)
    while stack:
        here = stack.pop()
        if here not in cone:
            cone.add(here)
            stack.extend(story.step(here).premises)
    found: dict[Words, None] = {}
    for here in sorted(cone):
        story.tell(here)
        if not trivial(story.step(here)):
            words = sentence(story.step(here), story.setter)
            found[scoped(story, words, story.step(here).scope)] = None
    if len(found) == 1:
        return [Paragraph(words) for words in found]
    return [Paragraph(say("steps")), Items(tuple(found), numbered=True)]


def scoped(story: Story, words: Words, scope: int) -> Words:
    """The words with what their scope assumes before them: `For c < 0: ..`."""
    assumed: list[Layout] = []
    while scope > 0:
        narrower = story.proof.scopes[scope - 1]
        assumed.insert(0, narrowing_layout(story.setter, narrower))
        scope = narrower.parent
    if not assumed:
        return words
    return (Text("For "), *commas(assumed), Text(": "), *words)


def trivial(step: Step) -> bool:
    """Whether a reader needs no word about the step: a comparison of numbers, `z = z`."""
    known = step.conclusion
    match known:
        case Holds(relation, _):
            return bool(relation.left.is_number and relation.right.is_number)
        case Equal(left, right, _):
            return bool(left == right)
        case Covers(regions, _):
            return len(regions) == 1
        case Defined(expr, _):
            return bool(expr.is_Rational or expr.is_Symbol)
        case Expectation(body, value):
            return bool(body == value)
    return step.rule == "hypothesis"
