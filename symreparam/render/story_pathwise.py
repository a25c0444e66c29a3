"""Derivatives of means under the integral sign told: the bounds that dominate, then the terms."""

from __future__ import annotations

from sympy import Expr, Symbol

from symreparam.logic.judgement import Equation as Goal
from symreparam.logic.judgement import HasLaw, Letter, Mean, SlopeOf
from symreparam.render.document import Block, Display, Equation, Paragraph
from symreparam.render.goal_layout import letter_layout, mean_term
from symreparam.render.laws_layout import has_law_layout
from symreparam.render.layout import SUM, Digits, Fenced, Layout, Name, Power, Row, Times, added
from symreparam.render.sentences import Slot, commas
from symreparam.render.story import Story, Unfamiliar, letter, picker, say
from symreparam.terms.functions import slope
from symreparam.terms.growth import Growth, NoBoundError, Reading
from symreparam.terms.law import Named

Lefts = set[Layout | None]


def pathwise_blocks(story: Story, index: int) -> list[Block]:
    """The proof of an equation with derivatives of means. Raises Unfamiliar."""
    step = story.step(index)
    goal = step.args[0]
    if not isinstance(goal, Goal):
        raise Unfamiliar(step.rule)
    slopes = [each for each in goal.means if isinstance(each, SlopeOf)]
    for wanted in slopes:
        moved = [law for law in _noise(story, wanted.means) if _moves(law, wanted.parameter)]
        if moved or len(step.args) > 1:  # scores and parts are told as a list
            raise Unfamiliar(step.rule)
    story.tell(index)
    constant = picker({str(symbol.name) for symbol in story.symbols})("C", "K", "M")
    blocks: list[Block] = []
    shown: Lefts = set()
    for wanted in slopes:
        blocks += _inside(story, wanted, constant, shown)
    rest = _bounds(story, goal.means, None, constant)
    rest = [line for line in rest if line.left not in shown]
    if rest:
        words = say("pathwise.others", constant=constant)
        blocks += [Paragraph(words), Display(tuple(dict.fromkeys(rest)))]
    left, right = (_inner(side, goal.means) for side in (goal.left, goal.right))
    one, other = story.setter.term(left), story.setter.term(right)
    if one == other:
        return [*blocks, Paragraph(say("functions.same"))]
    return [*blocks, Paragraph(say("pathwise.terms")), Display((Equation(one, "=", other),))]


def _inside(story: Story, wanted: SlopeOf, constant: Name, shown: Lefts) -> list[Block]:
    """One derivative: what dominates it, and its value."""
    lines = _bounds(story, wanted.means, wanted.parameter, constant)
    shown.update(line.left for line in lines)
    body = slope(_inner(wanted.body, wanted.means), wanted.parameter)
    value = Equation(letter_layout(story.setter, wanted), "=", story.setter.term(mean_term(body)))
    noise = _noise(story, wanted.means)
    names = commas([letter(each.subject) for each in noise])
    slots: dict[str, Slot] = {
        "parameter": letter(wanted.parameter),
        "constant": constant,
        "noise": names,
        "laws": commas([has_law_layout(story.setter, each) for each in noise]),
        "has": "have" if len(noise) > 1 else "has",
        "law_of": say("pathwise.law", noise=names),
    }
    flat = all(line.right == constant for line in lines)
    finite = say("pathwise.flat" if flat else "pathwise.moments", **slots)
    return [
        Paragraph(say("pathwise.near", **slots)),
        Display(tuple(dict.fromkeys(lines))),
        Paragraph((*finite, *say("pathwise.inside"))),
        Display((value,)),
    ]


def _bounds(
    story: Story, means: tuple[Letter, ...], parameter: Symbol | None, constant: Name
) -> list[Equation]:
    """`|b| <= C (1 + |x|)^d` for each mean E b that is no derivative, and for db/dc."""
    found: list[Equation] = []
    variables = story.proof.claim.variables
    for each in means:
        if not isinstance(each, Mean):
            continue
        try:
            growth = Reading(variables, parameter, lambda _: None).growth(each.body)
        except NoBoundError as error:
            raise Unfamiliar("equation-pathwise") from error
        names = [letter(symbol) for symbol in variables if each.body.has(symbol)]
        for body, degree in _bounded(each.body, growth, parameter):
            size = Fenced(story.setter.term(body), "|", "|")
            found.append(Equation(size, "≤", _bound(constant, names, degree)))
    return found


def _bounded(body: Expr, growth: Growth, parameter: Symbol | None) -> list[tuple[Expr, int]]:
    pairs = [(body, growth.value)]
    if parameter is not None and growth.slope is not None:
        pairs.append((slope(body, parameter), growth.slope))
    return pairs


def _bound(constant: Name, names: list[Name], degree: int) -> Layout:
    if degree == 0:
        return constant
    sizes: list[Layout] = [Fenced(name, "|", "|") for name in names]
    one = added([Digits("1"), *sizes])
    assert isinstance(one, Row) and one.rank == SUM
    whole = Fenced(one)
    return Times((constant, Power(whole, Digits(str(degree))) if degree > 1 else whole), dot=True)


def _noise(story: Story, means: tuple[Letter, ...]) -> list[HasLaw]:
    """The laws of the random variables in the means."""
    claim = story.proof.claim
    bodies = [each.body for each in means if isinstance(each, Mean)]
    pairs = zip(claim.variables, claim.hypotheses, strict=True)
    return [law for symbol, law in pairs if any(body.has(symbol) for body in bodies)]


def _moves(given: HasLaw, parameter: Symbol) -> bool:
    """Whether the law depends on the parameter."""
    law = given.law
    return isinstance(law, Named) and any(each.has(parameter) for each in law.arguments)


def _inner(body: Expr, means: tuple[Letter, ...]) -> Expr:
    """The term whose mean the body is, which is linear in the means and their derivatives."""
    swap: dict[Symbol, Expr] = {}
    for each in means:
        if isinstance(each, SlopeOf):
            swap[each.letter] = slope(_inner(each.body, each.means), each.parameter)
        elif isinstance(each, Mean):
            swap[each.letter] = each.body
        else:
            raise Unfamiliar("equation-pathwise")
    return body.xreplace(swap)
