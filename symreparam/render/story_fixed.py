"""Independence told by a law that stays the same whatever a shared variable is."""

from __future__ import annotations

from sympy import Expr, Symbol

from symreparam.logic.judgement import Independent
from symreparam.render.document import Block, Paragraph
from symreparam.render.laws_layout import law_layout, region_layout
from symreparam.render.layout import Layout, Row, Word, equation, listed
from symreparam.render.story import Story, Unfamiliar, law_at, letter, say
from symreparam.render.story_laws import law_blocks
from symreparam.terms.law import Law, Named
from symreparam.terms.region import interval


def fixed_blocks(story: Story, index: int) -> list[Block]:
    """Why step `index`, by the rule `independent-fixed`, holds. Raises Unfamiliar."""
    step = story.step(index)
    goal, place, fixed, held = step.args
    given = law_at(story, step.premises[0])
    if not (isinstance(goal, Independent) and isinstance(place, int) and isinstance(fixed, Symbol)):
        raise Unfamiliar(step.rule)
    values = _values(story, given.law, fixed, held)
    laws = step.premises[1 : len(values) + 1]
    term, name = story.setter.term(goal.subjects[place]), letter(fixed)
    others = [t for k, t in enumerate(goal.subjects) if k != place]
    blocks: list[Block] = []
    if len(others) > 1:
        from symreparam.render.story_factors import independence_blocks

        blocks += independence_blocks(story, step.premises[-1])
    story.tell(index, *step.premises)
    blocks.append(Paragraph(say("fixed.start", term=term, fixed=name)))
    for value, premise in zip(values, laws, strict=True):
        told = law_at(story, premise)
        subject = story.setter.term(told.subject)
        words = say("fixed.at", value=value, term=term, subject=subject)
        blocks += [Paragraph(words), *law_blocks(story, premise)]
    law = next((law for i in laws if isinstance(law := law_at(story, i).law, Named)), None)
    shown = law_layout(story.setter, law or law_at(story, laws[0]).law)
    rest = listed(tuple(map(story.setter.term, others)), Word("and"))
    return [*blocks, Paragraph(say("fixed.so", term=term, fixed=name, law=shown, others=rest))]


def _values(story: Story, law: object, fixed: Symbol, held: object) -> list[Layout]:
    """What the shared variable is held at: a letter of an interval, or one of its atoms."""
    if not isinstance(law, Law) or law.lattices or not isinstance(held, Symbol):
        raise Unfamiliar("independent-fixed")
    name = letter(fixed)
    found: list[Layout] = []
    for piece in law.pieces:
        inside = interval(held, *piece.region.bounds[0][1:])
        at = equation(name, "=", letter(held))
        found.append(Row((at, Word("with"), region_layout(story.setter, inside))))
    points: list[Expr] = [atom.point for atom in law.atoms]
    return [*found, *(equation(name, "=", story.setter.term(point)) for point in points)]
