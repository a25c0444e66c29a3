"""Equations about vectors of any size: displayed, and told through the terms at any one index."""

from __future__ import annotations

from sympy import Add, Mul, expand, log

from symreparam.logic.judgement import CovarianceOfSums, DivergenceOf, Fails, Mean, SumsEquation
from symreparam.render.document import Block, Paragraph
from symreparam.render.laws_layout import member_layout
from symreparam.render.layout import Call, Layout, Name, Word, equation
from symreparam.render.runs import fold_layout, total_layouts
from symreparam.render.story import Story, Unfamiliar, say
from symreparam.render.story_equations import equation_blocks
from symreparam.render.terms_layout import Typesetter


def sums_layout(setter: Typesetter, goal: SumsEquation) -> Layout:
    """`KL((X_i for i = 1 .. n), (N(0, 1) for i = 1 .. n)) = sum of mu_i^2/2 over i`."""
    letters = total_layouts(setter, goal.totals, goal.size)
    for letter in set(letters) - {goal.left, goal.right}:
        letters[letter] = Call(Word(""), (letters[letter],))  # else it is not seen where it ends
    for letter in goal.means:
        if isinstance(letter, Mean):
            whole = fold_layout(setter, "sum", letter.body, goal.size)
            letters[letter.letter] = Call(Word("E"), (whole,))
            continue
        if isinstance(letter, CovarianceOfSums):
            bodies = dict.fromkeys((letter.first.body, letter.second.body))
            sums = tuple(fold_layout(setter, "sum", body, goal.size) for body in bodies)
            letters[letter.letter] = Call(Word("Cov" if len(sums) == 2 else "Var"), sums)
            continue
        parts = [_vector(setter, setter.term(letter.subject), goal)]
        if isinstance(letter, DivergenceOf):
            parts.append(_vector(setter, member_layout(setter, letter.law), goal))
        head = "KL" if isinstance(letter, DivergenceOf) else "entropy"
        letters[letter.letter] = Call(Word(head), tuple(parts))
    inner = setter.writing(letters)
    return equation(inner.term(goal.left), "=", inner.term(goal.right))


def _vector(setter: Typesetter, component: Layout, goal: SumsEquation) -> Layout:
    run = equation(Name("i"), "=", Word("1"), Word(".."), setter.term(goal.size))
    return Call(Word(""), (equation(component, Word("for"), run),))


def sums_blocks(story: Story, index: int) -> list[Block]:
    """How step `index`, an equation in sums, follows from the one at any index."""
    step, known = story.step(index), story.conclusion(index)
    if step.rule != "sums-equation" or not isinstance(known, SumsEquation):
        raise Unfamiliar(step.rule)
    story.tell(index, step.premises[1])
    return [
        Paragraph(say(_kind(known))),
        *equation_blocks(story, step.premises[0]),
        Paragraph(say(_together(known), size=story.setter.term(known.size))),
    ]


def sums_refuted_blocks(story: Story, index: int) -> list[Block]:
    """Why an equation in sums fails: the terms differ, and are the same at every index."""
    from symreparam.render.story_equation_refuted import equation_refuted_blocks

    step, known = story.step(index), story.conclusion(index)
    if not isinstance(known, Fails) or not isinstance(known.of, SumsEquation):
        raise Unfamiliar(step.rule)
    story.tell(index, step.premises[1])
    one = equation_refuted_blocks(story, step.premises[0])
    return [Paragraph(say(_kind(known.of))), *one, Paragraph(say("sums.all"))]


def _together(goal: SumsEquation) -> str:
    """How the quantities at one index make those of sums: added up, or n times each where a side
    has products of them."""
    letters = {each.letter for each in (*goal.means, *goal.totals)}
    for addend in Add.make_args(expand(goal.left - goal.right)):
        found = [f for f in Mul.make_args(addend) if f.free_symbols & letters]
        if len(found) > 1 or any(f not in letters and not isinstance(f, log) for f in found):
            return "sums.alike"
    return "sums.together"


def _kind(goal: SumsEquation) -> str:
    """Whether the means of sums, or divergences and entropies of vectors, or both, are added."""
    if any(isinstance(letter, CovarianceOfSums) for letter in goal.means):
        return "sums.covariances"
    kinds = {isinstance(letter, Mean) for letter in goal.means}
    if len(kinds) == 2:
        return "sums.both"
    return "sums.means" if kinds == {True} else "sums.laws"
