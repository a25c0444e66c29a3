"""Refuted equations told: what each quantity is, the witness, and the two numbers that differ."""

from __future__ import annotations

from importlib import import_module

from sympy import Expr, N, Symbol

from symreparam.logic.judgement import (
    Divergence,
    DivergenceOf,
    Entropy,
    EntropyOf,
    Expectation,
    Fails,
    FailsAt,
    GivenExpectation,
    Gradient,
    JointDivergence,
    JointEntropy,
    Letter,
    Mean,
)
from symreparam.logic.judgement import Equation as Goal
from symreparam.render.document import Block, Display, Equation, Formula, Paragraph
from symreparam.render.goal_layout import goal_layout, letter_layout, mean_term
from symreparam.render.layout import SUM, Digits, Layout, Row, Word, equation
from symreparam.render.layout import Sign as Mark
from symreparam.render.sentences import commas
from symreparam.render.story import Story, Unfamiliar, letter, say
from symreparam.render.story_digits import DIGITS, digits
from symreparam.render.story_equations import quantity_blocks
from symreparam.render.story_functions import chosen_functions
from symreparam.render.story_refute import opening_blocks
from symreparam.terms.mapping import Map

Values = tuple[tuple[Symbol, Expr], ...]
PARTS = 10**6


def equation_refuted_blocks(story: Story, index: int) -> list[Block]:
    """Why step `index`, that an equation fails, holds. Raises Unfamiliar."""
    step, known = story.step(index), story.conclusion(index)
    story.tell(index)
    if step.rule == "equation-fails-for":
        return _for_polynomials(story, index)
    if not isinstance(known, Fails | FailsAt) or not isinstance(known.of, Goal):
        raise Unfamiliar(step.rule)
    opened = opening_blocks(story, known.of)
    values: Values = known.values if isinstance(known, FailsAt) else ()
    if step.rule in ("equation-fails", "equation-fails-at"):
        return [*opened, *_differ(story, index, known.of, values)]
    if step.rule == "equation-fails-bound":
        return [*opened, *_bounded(story, index, known.of)]
    if step.rule in _KINDS:
        tell = getattr(import_module(f"{__package__}.story_equation_kinds"), _KINDS[step.rule])
        return [*opened, *tell(story, index)]
    if step.rule not in _INFINITE:
        raise Unfamiliar(step.rule)
    blocks = [*opened]
    story.tell(*step.premises[1:])
    blocks += quantity_blocks(story, step.premises[0])
    return [*blocks, Paragraph(say(_INFINITE[step.rule]))]


_KINDS = {
    "equation-no-mean": "no_mean_blocks",
    "median-fails": "median_fails_blocks",
    "equation-gibbs": "gibbs_blocks",
}
_INFINITE = {
    "equation-mean-finite": "refute.equation.finite",
    "equation-not-infinite": "refute.equation.finite",
    "equation-not-finite": "refute.equation.infinite",
}


def _differ(story: Story, index: int, goal: Goal, values: Values) -> list[Block]:
    """The quantities, then both sides as numbers."""
    step = story.step(index)
    quantities = step.premises[:-1]
    story.tell(step.premises[-1])
    blocks: list[Block] = []
    swap: dict[Symbol, Expr] = {}
    for each, premise in zip(goal.means, quantities, strict=True):
        swap[each.letter] = _value(story, premise)
    for premise in dict.fromkeys(quantities):
        blocks += quantity_blocks(story, premise)
    if values:
        pairs = [equation(letter(s), "=", story.setter.term(v)) for s, v in values]
        blocks.append(Paragraph(say("refute.equation.at", values=commas([*pairs]))))
    else:
        blocks.append(Paragraph(say("refute.equation.sides")))
    names = {each.letter: letter_layout(story.setter, each) for each in goal.means}
    inner = story.setter.writing(names)
    lines: list[Equation] = []
    for side, word in ((goal.left, "left side"), (goal.right, "right side")):
        exact = side.xreplace(swap).xreplace(dict(values))
        shown = Word(word) if side == exact else inner.term(side)
        lines += _side(shown, story.setter.term(exact), exact)
    return [*blocks, Display(tuple(lines)), Paragraph(say("refute.equation.apart"))]


def _bounded(story: Story, index: int, goal: Goal) -> list[Block]:
    """The term that is nowhere negative, the bound of its mean, and what the equation asks for."""
    step, show = story.step(index), story.setter.term
    _, place, comparison, side, rows, _, least, asked = step.args[:8]
    assert isinstance(place, int) and isinstance(side, int)
    assert isinstance(comparison, Expr) and isinstance(least, Expr) and isinstance(asked, Expr)
    assert isinstance(rows, tuple)
    mean, others = goal.means[place], list[Block]()
    body, last = _mean_of(story, index, mean)
    names = {each.letter: letter_layout(story.setter, each) for each in goal.means}
    tail = len(step.premises) - last - len(goal.means)
    known = story.conclusion(step.premises[tail])
    if not isinstance(known, Expectation):
        raise Unfamiliar(step.rule)
    story.tell(*step.premises[: tail + 1])
    for premise in step.premises[tail + 1 : len(step.premises) - last]:
        others += quantity_blocks(story, premise)
    if not isinstance(mean, Mean):
        story.tell(*step.premises[len(step.premises) - last :])
        meant = Equation(names[mean.letter], "=", show(mean_term(body)))
        others += [Paragraph(say("refute.equation.mean")), Display((meant,))]
    term = comparison + side * body
    cells = sum(max(0, len(part) - 1) for row in rows for part in row)
    words = say(
        "refute.equation.bound",
        term=show(term),
        cells=str(cells),
        mean=equation(show(mean_term(term)), "≥", _decimal(story, least)),
    )
    edge = side * (least - known.value)
    sign = "≥" if side == 1 else "≤"
    lines = [Equation(names[mean.letter], sign, _decimal(story, edge))]
    told = say("refute.equation.asks", asked=equation(names[mean.letter], "=", show(asked)))
    return [*others, Paragraph(words), Display(tuple(lines)), Paragraph(told)]


def _mean_of(story: Story, index: int, letter: Letter) -> tuple[Expr, int]:
    """What the letter is the mean of, and the number of premises that say so."""
    if isinstance(letter, Mean):
        return letter.body, 0
    args = story.step(index).args[8:]
    if len(args) != 2 or not isinstance(letter, DivergenceOf | EntropyOf):
        raise Unfamiliar(story.step(index).rule)
    mapping, last = args
    assert isinstance(mapping, Map) and isinstance(last, int)
    return mapping.at(letter.subject), last


def _decimal(story: Story, value: Expr) -> Layout:
    """A fraction of a power of ten as a decimal number, any other number as a term."""
    scaled = value * PARTS
    if not scaled.is_Integer:
        return story.setter.term(value)
    whole, rest = divmod(abs(int(scaled)), PARTS)
    tail = f".{rest:0{len(str(PARTS)) - 1}d}".rstrip("0").rstrip(".")
    number = Digits(f"{whole}{tail}")
    return Row((Mark("-"), number), SUM) if value < 0 else number


def _side(shown: Layout, value: Layout, exact: Expr) -> list[Equation]:
    """`E(X^2) = 1 + log(2)`, and `≈ 1.693` where that is no fraction."""
    lines = [Equation(shown, "=", value)]
    number = N(exact, DIGITS) if exact.is_number and not exact.is_Rational else None
    if number is not None and number.is_Float:
        lines.append(Equation(None, "≈", digits(number)))
    return lines


def _value(story: Story, index: int) -> Expr:
    match story.conclusion(index):
        case Expectation(_, value) | Gradient(_, value) | Entropy(_, value):
            return value
        case Divergence() | JointDivergence() | JointEntropy() | GivenExpectation() as known:
            return known.value
    raise Unfamiliar(story.step(index).rule)


def _for_polynomials(story: Story, index: int) -> list[Block]:
    """The equation with a polynomial for each test function fails."""
    step = story.step(index)
    rows = step.args[1]
    [premise] = step.premises
    known = story.conclusion(premise)
    if not isinstance(rows, tuple) or not isinstance(known, FailsAt):
        raise Unfamiliar(step.rule)
    words = say("refute.equation.functions", functions=chosen_functions(story, rows))
    told = equation_refuted_blocks(story, premise)
    return [Paragraph(words), Formula(goal_layout(story.setter, known.of)), *told]
