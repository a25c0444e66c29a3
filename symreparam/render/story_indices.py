"""Inductions on the number of indices told: the base, the step, and what follows for all of them.

The lemmas are proofs of their own, each told as one.
"""

from __future__ import annotations

from sympy import Expr, Symbol

from symreparam.logic.judgement import FailsAtSize, FoldEquation, FoldLaw, LargestAt, Total
from symreparam.logic.proof import Proof, Step
from symreparam.logic.verdict import Outcome
from symreparam.render.document import Block, Formula, Heading, Paragraph
from symreparam.render.goal_layout import goal_layout
from symreparam.render.laws_layout import has_law_layout, scope_layouts
from symreparam.render.layout import Layout, equation
from symreparam.render.runs import fold_layout
from symreparam.render.sentences import commas
from symreparam.render.story import Story, Unfamiliar, begin, say
from symreparam.render.story_laws import law_blocks
from symreparam.render.story_rests import side_conditions

_MIRRORED = {"sum": "sum", "max": "min", "min": "max"}


def each_blocks(story: Story, index: int) -> list[Block]:
    """A vector of independent components, each told by the one at any index. Raises Unfamiliar."""
    step = story.step(index)
    if step.rule != "for-each":
        raise Unfamiliar(step.rule)
    story.tell(index)
    told = law_blocks(story, step.premises[0])
    return [Paragraph(say("for-each.one")), *told, Paragraph(say("for-each.together"))]


def induction_blocks(story: Story, index: int) -> list[Block]:
    """How step `index`, a claim about all indices, is established. Raises Unfamiliar."""
    step = story.step(index)
    goal = story.conclusion(index)
    story.tell(index, *step.premises)
    if isinstance(goal, FoldLaw) and step.rule == "induction":
        return _fold(story, step, goal)
    if isinstance(goal, LargestAt) and step.rule == "largest":
        return _largest(story, step, goal)
    raise Unfamiliar(step.rule)


def _fold(story: Story, step: Step, goal: FoldLaw) -> list[Block]:
    sign, shift, count, *_ = step.args
    lemmas = [arg for arg in step.args if isinstance(arg, Proof)]
    assert isinstance(count, Symbol)
    first, after = lemmas[:2]
    body, kind = first.claim.law_goal.subject, str(goal.kind)
    blocks: list[Block] = []
    if (sign, shift) != (1, 0):
        if kind == "prod":
            kind, words = "sum", say("indices.logarithms", body=story.setter.term(body))
        else:
            kind = _MIRRORED[kind] if sign == -1 else kind
            words = say("indices.moved", body=story.setter.term(body))
        blocks.append(Paragraph(words))
    blocks += _partial(story, kind, body, goal.totals, after, count)
    blocks += _base_and_step(first, after)
    size = equation(story.setter.term(count), "=", story.setter.term(goal.size))
    blocks += [Heading(say("indices.all"), 2), Paragraph(say("indices.whole", size=size))]
    return [*blocks, *_told(lemmas[2])] if len(lemmas) == 3 else blocks


def _partial(
    story: Story, kind: str, body: Expr, totals: tuple[Total, ...], after: Proof, count: Symbol
) -> list[Block]:
    """What is shown by induction, and what its letters stand for."""
    known = after.claim.hypotheses[0]
    some = fold_layout(story.setter, kind, body, count)
    words = say(
        "indices.partial",
        letter=story.setter.term(known.subject),
        fold=some,
        law=has_law_layout(story.setter, known),
        count=story.setter.term(count),
    )
    return [Paragraph(words), *_letters(story, totals, count)]


def _letters(story: Story, totals: tuple[Total, ...], count: Symbol) -> list[Block]:
    shown: list[Layout] = [
        equation(
            story.setter.term(total.letter),
            "=",
            fold_layout(story.setter, total.kind, total.term, count),
        )
        for total in totals
    ]
    return [Paragraph(say("indices.totals", totals=commas(shown)))] if shown else []


def _base_and_step(first: Proof, after: Proof) -> list[Block]:
    return [
        Heading(say("indices.first"), 2),
        *_told(first),
        Heading(say("indices.next"), 2),
        *_told(after),
    ]


def _told(lemma: Proof) -> list[Block]:
    """A lemma with its proof: what is given, what follows, how."""
    story = begin(lemma)
    given = commas([has_law_layout(story.setter, law) for law in lemma.claim.hypotheses])
    together = say("claim.independent") if len(lemma.claim.hypotheses) > 1 else ()
    blocks: list[Block] = [
        Paragraph(say("claim.let.given", given=given, independent=together)),
        Formula(goal_layout(story.setter, lemma.claim.goal)),
    ]
    last = len(lemma.steps) - 1
    if story.step(last).rule == "hypothesis":
        story.tell(last)
        return [*blocks, Paragraph(say("given.goal"))]
    told = law_blocks(story, last)
    because = [Paragraph(say("indices.because"))] if told else []
    return [*blocks, *because, *told, *side_conditions(story)]


def _largest(story: Story, step: Step, goal: LargestAt) -> list[Block]:
    kind, count, letter, *_ = step.args
    first, after, race = (arg for arg in step.args if isinstance(arg, Proof))
    assert isinstance(kind, str) and isinstance(count, Symbol) and isinstance(letter, Symbol)
    body = first.claim.law_goal.subject
    blocks = _partial(story, kind, body, goal.totals, after, count)
    blocks += _base_and_step(first, after)
    key = "indices.race.max" if kind == "max" else "indices.race.min"
    blocks += [
        Heading(say("indices.race"), 2),
        Paragraph(say(key, letter=story.setter.term(letter), body=story.setter.term(body))),
    ]
    return [*blocks, *_told(race)]


def at_size_blocks(story: Story, index: int, outcome: Outcome) -> list[Block]:
    """A counterexample with a number of indices."""
    from symreparam.render.story_refute import law_refuted_blocks, opening_blocks

    step, known = story.step(index), story.conclusion(index)
    if not isinstance(known, FailsAtSize) or not isinstance(step.args[1], Proof):
        raise Unfamiliar(step.rule)
    if not isinstance(known.of, FoldLaw | LargestAt | FoldEquation):
        raise Unfamiliar(step.rule)
    lemma = step.args[1]
    story.tell(index)
    inner = begin(lemma)
    more, symbol = known.of.size.as_coeff_Add()  # n, or n - 1 beside one component
    size = equation(story.setter.term(symbol), "=", story.setter.term(known.size - more))
    given = [*scope_layouts(inner.setter, lemma.claim.scope)]
    given += [has_law_layout(inner.setter, law) for law in lemma.claim.hypotheses]
    blocks: list[Block] = [
        Paragraph(say("indices.size", size=size, given=commas(given))),
        Formula(goal_layout(inner.setter, lemma.claim.goal)),
    ]
    last = len(lemma.steps) - 1
    if isinstance(known.of, FoldEquation):
        from symreparam.render.story_equation_refuted import equation_refuted_blocks

        told = equation_refuted_blocks(inner, last)
    else:
        blocks += opening_blocks(inner, lemma.claim.goal)
        told = law_refuted_blocks(inner, last, outcome)
    # the conclusion is added to the last paragraph: what is listed stands before it
    return [*blocks, *told[:-1], *side_conditions(inner), *told[-1:]]

