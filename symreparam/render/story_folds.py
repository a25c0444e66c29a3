"""Equations about folds over all indices: displayed, and told through the laws of the folds."""

from __future__ import annotations

from symreparam.logic.judgement import (
    Distribution,
    Equation,
    Fails,
    FailsAt,
    Fold,
    FoldEquation,
    FoldLaw,
    HasLaw,
)
from symreparam.logic.proof import Proof
from symreparam.render.document import Block, Formula, Paragraph
from symreparam.render.goal_layout import goal_layout
from symreparam.render.laws_layout import has_law_layout
from symreparam.render.layout import Layout
from symreparam.render.runs import fold_layout, total_layouts
from symreparam.render.sentences import commas, function_slots
from symreparam.render.story import Story, Unfamiliar, begin, say
from symreparam.render.story_equations import equation_blocks
from symreparam.render.story_indices import induction_blocks
from symreparam.render.story_rests import side_conditions
from symreparam.render.terms_layout import Typesetter

_EXTREMES = {"max": "folds.max", "min": "folds.min"}


def folds_layout(setter: Typesetter, goal: FoldEquation) -> Layout:
    """`E(max(X_i, i = 1 .. n)) = n/(n + 1)`: the equation, each fold where its letter stands."""
    letters = total_layouts(setter, goal.totals, goal.size)
    letters |= {f.letter: fold_layout(setter, f.kind, f.body, goal.size) for f in goal.folds}
    return goal_layout(setter.writing(letters), Equation(goal.left, goal.right, goal.means))


def folds_blocks(story: Story, index: int) -> list[Block]:
    """How step `index`, an equation about folds, follows from their laws. Raises Unfamiliar."""
    lemma, blocks = _laws(story, index)
    inner = begin(lemma)
    told = equation_blocks(inner, len(lemma.steps) - 1)
    return [*blocks, *told, *side_conditions(inner)]


def folds_refuted_blocks(story: Story, index: int) -> list[Block]:
    """Why an equation about folds fails, by their laws. Raises Unfamiliar."""
    from symreparam.render.story_equation_refuted import equation_refuted_blocks

    lemma, blocks = _laws(story, index)
    inner = begin(lemma)
    told = equation_refuted_blocks(inner, len(lemma.steps) - 1)
    # the conclusion is added to the last paragraph: what is listed stands before it
    return [*blocks, *told[:-1], *side_conditions(inner), *told[-1:]]


def _laws(story: Story, index: int) -> tuple[Proof, list[Block]]:
    """The lemma about the equation, and what is told before it: the laws of the folds."""
    step, known = story.step(index), story.conclusion(index)
    goal = known.of if isinstance(known, Fails | FailsAt) else known
    *laws, lemma = step.args
    if not isinstance(goal, FoldEquation) or not isinstance(lemma, Proof):
        raise Unfamiliar(step.rule)
    story.tell(index, *step.premises)
    blocks: list[Block] = []
    for fold, law in zip(goal.folds, laws, strict=True):
        blocks += _law(story, goal, fold, law)
    setter = begin(lemma).setter
    given = commas([has_law_layout(setter, law) for law in lemma.claim.hypotheses])
    blocks += [
        Paragraph(say("folds.equation", given=given)),
        Formula(goal_layout(setter, lemma.claim.goal)),
    ]
    return lemma, blocks


def _law(story: Story, goal: FoldEquation, fold: Fold, law: object) -> list[Block]:
    whole = fold_layout(story.setter, fold.kind, fold.body, goal.size)
    if not isinstance(law, Proof):
        size = story.setter.term(goal.size)
        return [Paragraph(say("folds.linear", size=size, fold=whole))]
    known = law.claim.goal
    assert isinstance(known, FoldLaw)
    inner = begin(law)
    told = say(
        "folds.law",
        fold=whole,
        letter=story.setter.term(fold.letter),
        law=has_law_layout(story.setter, HasLaw(fold.letter, known.law)),
    )
    last = len(law.steps) - 1
    if law.steps[last].rule == "extreme-law":
        known_of_one = law.steps[law.steps[last].premises[0]].conclusion
        assert isinstance(known_of_one, Distribution)
        inner.tell(last, law.steps[last].premises[0])
        size, one = story.setter.term(goal.size), function_slots(known_of_one, story.setter)["cdf"]
        words = say(_EXTREMES[fold.kind], size=size, one=one)
        return [Paragraph(told), Paragraph(words), *side_conditions(inner)]
    return [Paragraph(told), *induction_blocks(inner, len(law.steps) - 1), *side_conditions(inner)]
