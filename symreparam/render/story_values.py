"""Independence of terms with finitely many values told: probabilities that are products, or one
that is not."""

from __future__ import annotations

from itertools import product

from sympy import Expr, Integer, Mul

from symreparam.logic.judgement import Fails, HasLaw, Independent
from symreparam.logic.proof import Step
from symreparam.render.document import Block, Display, Equation, Heading, Paragraph
from symreparam.render.laws_layout import has_law_layout
from symreparam.render.layout import Call, Layout, Times, Word, equation, listed
from symreparam.render.story import Story, Unfamiliar, law_at, say
from symreparam.render.story_laws import law_blocks, shared_start
from symreparam.terms.law import Law

MOST = 16
Values = tuple[tuple[Expr, Expr], ...]


def values_blocks(story: Story, index: int) -> list[Block]:
    """Why step `index`, by `independent-values` or `dependent-values`, holds. Raises Unfamiliar."""
    step, known = story.step(index), story.conclusion(index)
    goal = known.of if isinstance(known, Fails) else known
    if not isinstance(goal, Independent):
        raise Unfamiliar(step.rule)
    laws = step.premises[: len(goal.subjects) + 1]
    blocks = _chapters(story, laws)
    story.tell(index, *step.premises)
    whole = law_at(story, laws[-1])
    rows = _lines(story, goal, step, whole)
    place = step.args[2] if len(step.args) > 2 else None
    sum_of = story.setter.term(whole.subject)
    blocks.append(Paragraph(say("values.sum", sum=sum_of)))
    if isinstance(place, int):
        together, apart = rows[place]
        lines = (together, apart)
        return [*blocks, Display(lines), Paragraph(say("apart.differ"))]
    shown = tuple(together for together, _ in rows)
    return [*blocks, Display(shown), Paragraph(say("values.so"))]


def _chapters(story: Story, laws: tuple[int, ...]) -> list[Block]:
    """The laws, one after the other; what all begin with is said once before."""
    chapters = [law_blocks(story, premise) for premise in laws]
    shared = shared_start(chapters)
    blocks = [*chapters[0][:shared], Paragraph(say("values.start"))]
    for premise, chapter in zip(laws, chapters, strict=True):
        told = law_at(story, premise)
        head = say("values.law", term=story.setter.term(told.subject))
        law = has_law_layout(story.setter, told)
        blocks += [Heading(head, 2), *chapter[shared:]]
        if story.step(premise).rule != "mixture":  # whose own story ends so
            blocks.append(Paragraph(say("values.known", law=law)))
    return [*blocks, Heading((), 2)]


def _lines(
    story: Story, goal: Independent, step: Step, whole: HasLaw
) -> list[tuple[Equation, Equation]]:
    """For each choice of values: its probability, and the product of those of each value."""
    masses = dict(_values(whole))
    terms = [_values(law_at(story, i)) for i in step.premises[: len(goal.subjects)]]
    weights = step.args[1]
    if not isinstance(weights, tuple):
        raise Unfamiliar(step.rule)
    show = story.setter
    found: list[tuple[Equation, Equation]] = []
    for chosen in product(*terms):
        if len(found) == MOST:
            raise Unfamiliar(step.rule)
        point = sum((w * value for w, (value, _) in zip(weights, chosen, strict=True)), Integer(0))
        events = [
            equation(show.term(term), "=", show.term(value))
            for term, (value, _) in zip(goal.subjects, chosen, strict=True)
        ]
        joint, separate = show.term(masses.get(point, Integer(0))), [p for _, p in chosen]
        all_of = Call(Word("P"), (listed(tuple(events)),))
        each: list[Layout] = [Call(Word("P"), (event,)) for event in events]
        factors = Times(tuple(map(show.term, separate)), dot=True)
        whether = step.rule == "dependent-values"
        right = joint if whether else equation(joint, "=", factors)
        found.append(
            (
                Equation(all_of, "=", right),
                Equation(Times(tuple(each), dot=True), "=", show.term(Mul(*separate))),
            )
        )
    return found


def _values(known: HasLaw) -> Values:
    """The points of a law of masses alone, and their probabilities."""
    if not isinstance(known.law, Law) or known.law.pieces or known.law.lattices:
        raise Unfamiliar("values")
    return tuple((atom.point, atom.mass) for atom in known.law.atoms)
