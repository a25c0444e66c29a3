"""A claimed law that a moment or a transform excludes: both values side by side."""

from __future__ import annotations

from sympy import Add, Expr, Mul, ceiling, cos, exp, floor, sin

from symreparam.logic.judgement import Expectation, Fails, HasLaw, Sign
from symreparam.logic.proof import Step
from symreparam.render import layout as lay
from symreparam.render.document import Block, Display, Equation, Paragraph
from symreparam.render.goal_layout import mean_term
from symreparam.render.laws_layout import law_layout, member_layout
from symreparam.render.story import Story, Unfamiliar, say
from symreparam.terms.law import Named

RULES = ("differ-moment", "differ-transform", "differ-characteristic")


def excluded_blocks(story: Story, index: int) -> list[Block]:
    """What the expectation is, what it would be under the claim, and that these differ."""
    step = story.step(index)
    if step.rule == "law-of-equal":
        story.tell(index, *step.premises[1:])
        for premise in step.premises[2:]:
            story.tell(premise, *story.step(premise).premises)
        return excluded_blocks(story, step.premises[0])
    known = story.conclusion(index)
    if not isinstance(known, Fails) or not isinstance(known.of, HasLaw):
        raise Unfamiliar(step.rule)
    story.tell(index, *step.premises)
    law = known.of.law
    claimed = member_layout(story.setter, law) if isinstance(law, Named) else None
    shown = claimed if claimed is not None else law_layout(story.setter, law)
    body, apart = _body(step, story, known.of.subject), _difference(story, step)
    left = story.setter.term(mean_term(body))
    mean = story.conclusion(step.premises[0])
    if isinstance(mean, Expectation):
        value, other = story.setter.term(mean.value), story.setter.term(mean.value - apart.expr)
        return [
            Paragraph(say("moment.true")),
            Display((Equation(left, "=", value),)),
            Paragraph(say("moment.claimed", law=shown)),
            Display((Equation(left, "=", other),)),
            Paragraph(say("moment.apart")),
        ]
    gap = Equation(story.setter.term(apart.expr), _SIGNS[apart.sign], lay.Digits("0"))
    plain = _without_turns(step, known.of.subject)
    if plain is None:
        words = say("transform.claimed", body=left, law=shown)
    else:
        same = story.setter.term(mean_term(plain))
        words = say("transform.turns", body=left, plain=same, law=shown)
    return [Paragraph(words), Display((gap,)), Paragraph(say("transform.apart"))]


_SIGNS = {"+": ">", "-": "<", "!=": "≠"}


def _body(step: Step, story: Story, subject: Expr) -> Expr:
    """The function of the subject whose expectation is compared."""
    known = story.conclusion(step.premises[0])
    if step.rule == "differ-moment" and isinstance(known, Expectation):
        return known.body
    if step.rule == "differ-transform" and isinstance(step.args[5], Expr):
        point = step.args[5]
        return exp(point * subject) if step.args[1] == "sum" else subject**point
    if step.rule == "differ-characteristic":
        return _wave(step, subject)
    raise Unfamiliar(step.rule)


def _wave(step: Step, subject: Expr) -> Expr:
    point = step.args[3]
    if not isinstance(point, Expr):
        raise Unfamiliar(step.rule)
    wave = sin if step.args[4] else cos
    turns, rest = subject.as_independent(floor, ceiling, as_Add=True)[::-1]
    if turns == 0:
        return wave(point * subject)
    return wave(Mul(*Mul.make_args(point), Add(rest, turns), evaluate=False))


def _without_turns(step: Step, subject: Expr) -> Expr | None:
    """The wave without the floors that make whole turns; None where there are none."""
    if len(step.args) != 6 or not isinstance(step.args[5], Expr):
        return None
    return _wave(step, subject - step.args[5])


def _difference(story: Story, step: Step) -> Sign:
    signs = [c for i in step.premises if isinstance(c := story.conclusion(i), Sign)]
    if not signs:
        raise Unfamiliar(step.rule)
    return signs[-1]
