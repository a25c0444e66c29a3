"""Membership in a family told, and why a term follows no member: by supports, by masses, by a
combination of log-densities or of moments that all members share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from sympy import Add, Expr, Integer, Mul, Symbol

from symreparam.families.table import family
from symreparam.logic.judgement import Expectation, HasLaw, Member, Sign
from symreparam.logic.proof import Argument, Proof, Step
from symreparam.logic.verdict import Outcome
from symreparam.render.document import Block, Display, Equation, Formula, Paragraph
from symreparam.render.goal_layout import goal_layout, mean_term
from symreparam.render.laws_layout import (
    has_law_layout,
    interval_layout,
    region_layout,
)
from symreparam.render.layout import Digits, Layout, Name, equation
from symreparam.render.sentences import Slot, commas
from symreparam.render.story import Story, Unfamiliar, begin, law_at, letter, picker, say
from symreparam.render.story_laws import law_blocks
from symreparam.render.story_listed import listed_blocks
from symreparam.render.story_means import source_lines
from symreparam.render.story_rests import side_conditions
from symreparam.terms.law import Law
from symreparam.terms.region import Region, interval


def member_blocks(story: Story, index: int) -> list[Block]:
    """The law that is a member of the family. Raises Unfamiliar."""
    step = story.step(index)
    if step.rule != "member":
        raise Unfamiliar(step.rule)
    story.tell(index)
    law = has_law_layout(story.setter, law_at(story, step.premises[0]))
    told = law_blocks(story, step.premises[0])
    return told if Formula(law) in told else [*told, Paragraph(say("member.law", law=law))]


def member_refuted_blocks(
    story: Story, index: int, goal: Member, outcome: Outcome
) -> list[Block]:
    """Why step `index`, that a term follows no member, holds. Raises Unfamiliar."""
    step = story.step(index)
    if step.rule == "not-member-each":
        return _each(story, index, outcome)
    told = _CHAPTERS.get(step.rule)
    if told is None:
        raise Unfamiliar(step.rule)
    story.tell(index)
    blocks = told(story, step, goal)
    # what the laws need of parameters is listed below the counterexample
    story.tell(*(i for i in step.premises if not isinstance(story.conclusion(i), HasLaw)))
    return blocks


# by the law of the term -------------------------------------------------------------------------
def _law(story: Story, step: Step, goal: Member) -> list[Block]:
    subject = story.setter.term(goal.subject)
    head = Paragraph(say("refute.true", subject=subject))
    return [head, *law_blocks(story, step.premises[0])]


def _gap(story: Story, step: Step, goal: Member) -> list[Block]:
    low, high = _terms(step.args[1:])
    return [*_law(story, step, goal), _of_interval(story, "member.gap", goal, low, high)]


def _outside(story: Story, step: Step, goal: Member) -> list[Block]:
    low, high = _terms(step.args[2:])
    return [*_law(story, step, goal), _of_interval(story, "member.outside", goal, low, high)]


def _of_interval(story: Story, key: str, goal: Member, low: Expr, high: Expr) -> Paragraph:
    own = interval(Symbol("t", real=True), low, high)
    words = say(
        key,
        interval=interval_layout(story.setter, own),
        subject=story.setter.term(goal.subject),
        family=goal.family,
        support=_support(story, goal.family),
    )
    return Paragraph(words)


def _support(story: Story, name: str) -> Slot:
    """`(0, ∞)`: the intervals on which the members of a family have a density."""
    record = family(name)
    if record is None:
        raise Unfamiliar("not-member")
    pieces = (*record.pieces, *(piece for form in record.variants for piece in form.pieces))
    shown = dict.fromkeys(interval_layout(story.setter, piece.region) for piece in pieces)
    return commas(list(shown))


def _kind(story: Story, step: Step, goal: Member) -> list[Block]:
    """Masses on one side, none on the other."""
    place = step.args[1]
    law = law_at(story, step.premises[0]).law
    if not isinstance(place, int) or not isinstance(law, Law):
        raise Unfamiliar(step.rule)
    subject = story.setter.term(goal.subject)
    blocks = _law(story, step, goal)
    if place < 0:
        words = say("member.density", family=goal.family, subject=subject)
        return [*blocks, Paragraph(words)]
    atom = law.atoms[place]
    words = say(
        "member.mass",
        family=goal.family,
        value=equation(subject, "=", story.setter.term(atom.point)),
        mass=story.setter.term(atom.mass),
    )
    return [*blocks, Paragraph(words)]


def _contrast(story: Story, step: Step, goal: Member) -> list[Block]:
    """A weighted sum of log-densities that all members share."""
    points, weights, logs = map(_terms, step.args[2:5])
    value = step.args[5]
    if not isinstance(value, Expr):
        raise Unfamiliar(step.rule)
    show = story.setter
    total = Add(*(Mul(w, each) for w, each in zip(weights, logs, strict=True)))
    words = say(
        "member.contrast",
        family=goal.family,
        points=commas([show.term(point) for point in points]),
        weights=commas([show.term(weight) for weight in weights]),
        value=show.term(value),
        sum=show.term(total),
    )
    return [*_law(story, step, goal), Paragraph(words)]


# by one value -----------------------------------------------------------------------------------
def _beyond(story: Story, step: Step, goal: Member) -> list[Block]:
    """A value beyond all members' supports, which is taken with positive probability."""
    bound, side, number, place = step.args[1:]
    given = law_at(story, step.premises[0])
    if not isinstance(bound, Expr) or not isinstance(number, int):
        raise Unfamiliar(step.rule)
    show = story.setter
    relation = ">" if side == "+" else "<"
    beyond: Layout = equation(show.term(goal.subject), relation, show.term(bound))
    event: Layout
    if isinstance(place, Region):
        [(_, low, high)] = place.bounds
        assert isinstance(given.subject, Symbol)
        event = region_layout(show, Region(((given.subject, low, high),)))
    else:
        point = _point(given.law, number, place)
        event = equation(show.term(given.subject), "=", show.term(point))
        value = goal.subject.xreplace({given.subject: point})
        beyond = equation(show.term(goal.subject), "=", show.term(value))
    slots: dict[str, Slot] = {"event": event, "beyond": beyond, "family": goal.family}
    slots["bound"] = show.term(bound)
    words = say("member.above" if side == "+" else "member.below", **slots)
    return [*law_blocks(story, step.premises[0]), Paragraph(words)]


def _point(law: object, number: int, place: Argument) -> Expr:
    """The point of positive mass: an atom, or of a lattice at an index."""
    if isinstance(law, Law) and place == "":
        return law.atoms[number].point
    if not isinstance(law, Law) or not isinstance(place, Integer):
        raise Unfamiliar("not-member-beyond")
    lattice = law.lattices[number]
    return lattice.point.xreplace({lattice.index: place})


# by moments -------------------------------------------------------------------------------------
def _moments(story: Story, step: Step, goal: Member) -> list[Block]:
    """A polynomial in the first moments that has one sign, or is 0, for all members."""
    want = step.args[3]
    means = [c for i in step.premises if isinstance(c := story.conclusion(i), Expectation)]
    signs = [c for i in step.premises if isinstance(c := story.conclusion(i), Sign)]
    if not means or not signs:
        raise Unfamiliar(step.rule)
    pick = picker({str(symbol.name) for symbol in story.symbols})
    names = [pick(f"m_{k}") for k in range(1, len(means) + 1)]
    symbols = [Symbol(name.name, real=True) for name in names]
    show = story.setter
    polynomial = _polynomial(step.args[2], symbols)
    relation = {"0": "=", "+": ">", "-": "<"}[str(want)]
    lines = [
        Equation(Name(name.name), "=", show.term(mean_term(mean.body)))
        for name, mean in zip(names, means, strict=True)
    ]
    values = [
        Equation(line.left, "=", show.term(mean.value))
        for line, mean in zip(lines, means, strict=True)
    ]
    shared = Equation(show.term(polynomial), relation, Digits("0"))
    here = equation(show.term(polynomial), "=", show.term(signs[-1].expr))
    words = say("member.moments.here", value=here, sign=_SIGNS[str(want)])
    return [
        *source_lines(story, *step.premises[: len(means)]),
        Paragraph(say("member.moments", family=goal.family)),
        Display((shared,)),
        Paragraph(say("member.moments.but", subject=show.term(goal.subject))),
        Display(tuple(values)),
        Paragraph(words),
    ]


_SIGNS: Final = MappingProxyType({"0": "0", "+": "positive", "-": "negative"})


def _polynomial(rows: Argument, symbols: list[Symbol]) -> Expr:
    if not isinstance(rows, tuple):
        raise Unfamiliar("not-member-moments")
    total: list[Expr] = []
    for row in rows:
        assert isinstance(row, tuple)
        factor, powers = row
        assert isinstance(factor, Expr) and isinstance(powers, tuple)
        total.append(Mul(factor, *(s**p for s, p in zip(symbols, powers, strict=True))))
    return Add(*total)


# with letters for the parameters ----------------------------------------------------------------
def _each(story: Story, index: int, outcome: Outcome) -> list[Block]:
    """An arbitrary member, told as a claim of its own that is false at every parameter value."""
    from symreparam.render.story_parts import RULE, parts_blocks
    from symreparam.render.story_refute import law_refuted_blocks

    lemma = story.step(index).args[0]
    if not isinstance(lemma, Proof):
        raise Unfamiliar("not-member-each")
    story.tell(index)
    inner, last, alone = begin(lemma), len(lemma.steps) - 1, replace(outcome, witness=None)
    known = {symbol for symbol, _ in story.proof.claim.scope.symbols}
    new = [letter(symbol) for symbol, _ in lemma.claim.scope.symbols if symbol not in known]
    try:
        if any(step.rule == RULE for step in lemma.steps):
            told = parts_blocks(inner, alone)
        else:
            told = law_refuted_blocks(inner, last, alone)
    except Unfamiliar:
        inner = begin(lemma)
        told = listed_blocks(inner, last)
    return [
        Paragraph(say("member.each", parameters=commas([*new]))),
        Formula(goal_layout(inner.setter, lemma.claim.goal)),
        *told,
        *side_conditions(inner),
        Paragraph(say("member.each.so", parameters=commas([*new]))),
    ]


# small parts ------------------------------------------------------------------------------------
def _terms(arguments: Argument) -> tuple[Expr, ...]:
    if not isinstance(arguments, tuple):
        raise Unfamiliar("not-member")
    found = tuple(each for each in arguments if isinstance(each, Expr))
    if len(found) != len(arguments):
        raise Unfamiliar("not-member")
    return found


_Told = Callable[[Story, Step, Member], list[Block]]
_CHAPTERS: Final[MappingProxyType[str, _Told]] = MappingProxyType(
    {
        "not-member": _gap,
        "not-member-outside": _outside,
        "not-member-kind": _kind,
        "not-member-contrast": _contrast,
        "not-member-beyond": _beyond,
        "not-member-moments": _moments,
    }
)
