"""A law by the uniqueness of transforms told: each part's transform, their product, its law."""

from __future__ import annotations

from collections.abc import Callable

from sympy import Expr, Symbol, exp

from symreparam.families.members import record_of
from symreparam.families.waves import polar
from symreparam.logic.judgement import Equal as Same
from symreparam.logic.judgement import HasLaw, Holds
from symreparam.logic.proof import Step
from symreparam.render.document import Block, Display, Equation, Paragraph, Words
from symreparam.render.goal_layout import mean_term
from symreparam.render.laws_layout import (
    has_law_layout,
    member_layout,
    region_layout,
    relation_layout,
)
from symreparam.render.layout import (
    PRODUCT,
    SUM,
    Call,
    Exp,
    Layout,
    Row,
    Sign,
    Times,
    Word,
    fenced,
    parts_of,
)
from symreparam.render.sentences import commas
from symreparam.render.story import Story, Unfamiliar, law_at, say
from symreparam.terms.law import Named
from symreparam.terms.region import Region

Tell = Callable[[Story, int], list[Block]]
_I = Word("i")  # the imaginary unit


def transform_blocks(story: Story, index: int, tell_law: Tell) -> list[Block]:
    """The law of each unit, the equation of the transforms, the family that has the last one."""
    step, told = story.step(index), law_at(story, index)
    blocks, units = _units(story, step, tell_law)
    equations = [c for i in step.premises if isinstance(c := story.conclusion(i), Same)]
    if not isinstance(told.law, Named) or not equations:
        raise Unfamiliar("transform-law")
    story.tell(index, *step.premises)
    over = equations[-1].over
    w, subject = over.variables[0], story.letters.image
    name = Symbol(subject.name, real=True)
    blocks.append(
        Paragraph(say("transform.name", letter=subject, subject=story.setter.term(told.subject)))
    )
    if step.rule == "characteristic-law":
        key = "transform.characteristic" if len(units) > 1 else "transform.characteristic.one"
        where = region_layout(story.setter, over)
        blocks.append(Paragraph(say(key, units=_members(story, units), where=where)))
        lines = _waves(story, step, units, w, told.law)
        key = "transform.unique.characteristic"
    else:
        form, kinds = step.args[1], step.args[2]
        blocks.append(Paragraph(say("transform.each")))
        rows = _rows(units, kinds, step.args[3])
        moments = [mean_term(_moment(unit.subject, kind, f, w)) for unit, kind, f in rows]
        values = [_transform(unit, kind, f * w) for unit, kind, f in rows]
        each = [tuple(map(story.setter.term, pair)) for pair in zip(moments, values, strict=True)]
        lines = [Equation(left, "=", right) for left, right in each]
        blocks.append(Display(tuple(lines)))
        key = "transform.product" if len(units) > 1 else "transform.product.one"
        blocks.append(Paragraph(say(key)))
        body = exp(w * name) if form == "sum" else name**w
        lines = _lines(story, body, equations[-1], over)
        key = "transform.unique.sum" if form == "sum" else "transform.unique.product"
    blocks.append(Display(tuple(lines)))
    member = member_layout(story.setter, told.law)
    return [*blocks, *_inside(story, step), Paragraph(say(key, member=member))]


def equal_blocks(story: Story, index: int, tell_law: Tell) -> list[Block]:
    """The same random variable written in another way."""
    step, told = story.step(index), law_at(story, index)
    given = law_at(story, step.premises[0])
    story.tell(index, *step.premises[1:])
    for premise in step.premises[2:]:
        story.tell(premise, *story.step(premise).premises)
    words = say(
        "transform.written",
        left=story.setter.term(told.subject),
        right=story.setter.term(given.subject),
    )
    return [Paragraph(words), *tell_law(story, step.premises[0])]


def _units(story: Story, step: Step, tell_law: Tell) -> tuple[list[Block], list[HasLaw]]:
    """The chapters of the units' laws, where they are more than hypotheses."""
    blocks: list[Block] = []
    units: list[HasLaw] = []
    for premise in step.premises:
        known = story.conclusion(premise)
        if not isinstance(known, HasLaw):
            break
        units.append(known)
        if story.step(premise).rule != "hypothesis":
            blocks += tell_law(story, premise)
    return blocks, units


def _rows(units: list[HasLaw], kinds: object, factors: object) -> list[tuple[HasLaw, str, Expr]]:
    if not isinstance(kinds, tuple) or not isinstance(factors, tuple):
        raise Unfamiliar("transform-law")
    return [
        (unit, str(kind), factor)
        for unit, kind, factor in zip(units, kinds, factors, strict=True)
        if isinstance(factor, Expr)
    ]


def _moment(unit: Expr, kind: str, factor: Expr, w: Symbol) -> Expr:
    """exp(c w U) or V^(c w)."""
    return exp(factor * w * unit) if kind == "exponential" else unit ** (factor * w)


def _transform(unit: HasLaw, kind: str, at: Expr) -> Expr:
    """E exp(at U) or E U^at from the record of the unit's family."""
    if not isinstance(unit.law, Named):
        raise Unfamiliar("transform-law")
    record = record_of(unit.law)
    term, point = (record.mgf, at) if kind == "exponential" else (record.mellin, at + 1)
    if term is None:
        raise Unfamiliar("transform-law")
    swap = {p.symbol: a for p, a in zip(record.parameters, unit.law.arguments, strict=True)}
    return term.xreplace({**swap, record.frequency: point})


def _waves(
    story: Story, step: Step, units: list[HasLaw], w: Symbol, named: Named
) -> list[Equation]:
    """E exp(i w Z) = exp(i b w) times the product of the E exp(i c w U) = .., in two lines."""
    factors, rest = step.args[1], step.args[2]
    if not isinstance(factors, tuple) or not isinstance(rest, Expr):
        raise Unfamiliar("characteristic-law")
    term = story.setter.term
    first: list[Layout] = [] if rest == 0 else [_wave(story, rest * w)]
    second = list(first)
    for unit, factor in zip(units, factors, strict=True):
        if not isinstance(factor, Expr) or not isinstance(unit.law, Named):
            raise Unfamiliar("characteristic-law")
        first.append(_mean_wave(factor * w, term(unit.subject), term))
        second.append(_written(story, unit.law, factor * w))
    whole = _written(story, named, w)
    lines = [
        Equation(_mean_wave(w, story.letters.image, term), "=", _product(first)),
        Equation(None, "=", _product(second)),
    ]
    same = sorted(map(repr, second)) == sorted(map(repr, parts_of(whole)))
    return lines if same or second == [whole] else [*lines, Equation(None, "=", whole)]


def _product(factors: list[Layout]) -> Layout:
    return factors[0] if len(factors) == 1 else Times(tuple(fenced(f, PRODUCT) for f in factors))


def _wave(story: Story, turn: Expr) -> Layout:
    """exp(i turn)."""
    return Exp(Times((_I, fenced(story.setter.term(turn, True), PRODUCT))))


def _mean_wave(turn: Expr, subject: Layout, term: Callable[[Expr, bool], Layout]) -> Layout:
    """E exp(i turn subject)."""
    inside = Times((_I, fenced(term(turn, True), PRODUCT), fenced(subject, PRODUCT)))
    return Call(Word("E"), (Exp(inside),))


def _written(story: Story, named: Named, at: Expr) -> Layout:
    """The characteristic function of the member: r exp(i t), or its two parts."""
    record = record_of(named)
    if record.characteristic is None:
        raise Unfamiliar("characteristic-law")
    swap = {p.symbol: a for p, a in zip(record.parameters, named.arguments, strict=True)}
    swap[record.frequency] = at
    real, imaginary = (part.xreplace(swap) for part in record.characteristic)
    form = polar((real, imaginary))
    if form is None:
        other = Times((_I, fenced(story.setter.term(imaginary), PRODUCT)))
        return Row((story.setter.term(real), Sign("+"), other), SUM)
    size, turn = form
    if turn == 0:
        return story.setter.term(size)
    if size == 1:
        return _wave(story, turn)
    return Times((fenced(story.setter.term(size), PRODUCT), _wave(story, turn)))


def _lines(story: Story, body: Expr, known: Same, over: Region) -> list[Equation]:
    """E(body) = the product = what it is found to be."""
    left, where = story.setter.term(mean_term(body)), region_layout(story.setter, over)
    product, value = story.setter.term(known.left), story.setter.term(known.right)
    if product == value:
        return [Equation(left, "=", value, where)]
    return [Equation(left, "=", product), Equation(None, "=", value, where)]


def _members(story: Story, units: list[HasLaw]) -> Words:
    return commas([has_law_layout(story.setter, unit) for unit in units])


def _inside(story: Story, step: Step) -> list[Block]:
    """Where the transforms are finite, in one sentence, when that rests on more than signs."""
    known = [story.conclusion(i) for i in step.premises]
    found = [
        relation_layout(story.setter, c.relation)
        for c in known
        if isinstance(c, Holds) and c.over.bounds
    ]
    if not found:
        return []
    return [Paragraph(say("transform.range", relations=commas(found)))]
