"""Draws by a quantile function, and remainders of a uniform variable, told."""

from __future__ import annotations

from sympy import Abs, Expr, Symbol

from symreparam.logic.judgement import Equal
from symreparam.render.document import Block, Paragraph
from symreparam.render.laws_layout import has_law_layout
from symreparam.render.layout import Digits
from symreparam.render.sentences import Slot
from symreparam.render.story import Story, Unfamiliar, law_at, letter, say


def draw_blocks(story: Story, index: int) -> list[Block]:
    """The quantile of a member at a uniform variable."""
    told = law_at(story, index)
    story.tell(index, *story.step(index).premises)
    return [Paragraph(say("draw", law=has_law_layout(story.setter, told)))]


def modulo_blocks(story: Story, index: int) -> list[Block]:
    """The remainder of a uniform variable that runs through whole periods. Raises Unfamiliar."""
    step, told = story.step(index), law_at(story, index)
    variable, factor, rest, period, number = step.args
    whole = next((c for i in step.premises if isinstance(c := story.conclusion(i), Equal)), None)
    if not (isinstance(variable, Symbol) and isinstance(factor, Expr) and isinstance(rest, Expr)):
        raise Unfamiliar(step.rule)
    if not isinstance(period, Expr) or not isinstance(number, int) or whole is None:
        raise Unfamiliar(step.rule)
    story.tell(index, *step.premises)
    show, count = story.setter, abs(number)
    many = say("modulo.many", number=Digits(str(count)))
    slots: dict[str, Slot] = {
        "variable": letter(variable),
        "sum": show.term(factor * variable + rest),
        "length": show.term(Abs(whole.left)),
        "periods": say("modulo.one") if count == 1 else many,
        "period": show.term(period),
        "law": has_law_layout(show, told),
    }
    alone = not any(rest.has(each) for each in story.proof.claim.variables)
    return [Paragraph(say("modulo.alone" if alone else "modulo", **slots))]
