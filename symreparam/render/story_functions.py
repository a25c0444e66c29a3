"""Equations for every test function told: derivatives inside of means, integration by parts."""

from __future__ import annotations

from sympy import Expr, Symbol, cancel, diff, expand

from symreparam.families.members import UnknownFamily, WrongArguments, record_of
from symreparam.logic.judgement import Equation as Goal
from symreparam.logic.judgement import Letter, Mean, SlopeOf
from symreparam.logic.proof import Argument, Step
from symreparam.render.document import Block, Display, Equation, Formula, Inline, Paragraph
from symreparam.render.goal_layout import letter_layout, mean_term
from symreparam.render.layout import Call, Layout, Name, equation
from symreparam.render.sentences import commas
from symreparam.render.story import Story, Unfamiliar, letter, picker, say
from symreparam.terms.functions import applications, name_and_order, slope
from symreparam.terms.law import Law, Named
from symreparam.terms.mapping import Map


def for_functions_blocks(story: Story, index: int) -> list[Block]:
    """The proof of an equation for every test function. Raises Unfamiliar."""
    step = story.step(index)
    goal = step.args[0]
    if not isinstance(goal, Goal):
        raise Unfamiliar(step.rule)
    story.tell(index)
    names = [Name(name) for name in sorted(function_names(goal.means))]
    key = "bound.functions" if is_linear(step) else "functions.let"
    let = say(key, functions=commas(list(names)))
    if not is_linear(step) and _slow_is_enough(story, goal.means):
        let = (*let, *say("functions.normal"))
    blocks: list[Block] = [Paragraph(let)]
    for each in goal.means:
        if isinstance(each, SlopeOf):
            blocks += _inside(story, each)
    for row in step.args[1:]:
        if not isinstance(row, tuple) or not isinstance(row[0], Symbol):
            raise Unfamiliar(step.rule)
        symbol, body = row
        if isinstance(body, Expr):
            blocks += _by_parts(story, symbol, body)
    return [*blocks, Paragraph(say("functions.same"))]


def is_linear(step: Step) -> bool:
    """Whether the equation for every test function is the linearity of means: no derivative of a
    mean, no integration by parts."""
    goal = step.args[0]
    slopes = isinstance(goal, Goal) and any(isinstance(each, SlopeOf) for each in goal.means)
    return not slopes and len(step.args) == 1


def chosen_functions(story: Story, rows: Argument) -> tuple[Inline, ...]:
    """`f(t) = t^2 and g(t) = t`: the polynomials that a step puts for functions."""
    if not isinstance(rows, tuple):
        raise Unfamiliar("no polynomials")
    pairs: list[tuple[str, Map]] = []
    for row in rows:
        assert isinstance(row, tuple)
        name, mapping = row
        assert isinstance(name, str) and isinstance(mapping, Map)
        pairs.append((name, mapping))
    taken = {name for name, _ in pairs} | {str(symbol.name) for symbol in story.symbols}
    place = picker(taken)("t", "u", "v", "w")
    inner = Symbol(place.name, real=True)
    shown: list[Layout] = []
    for name, mapping in pairs:
        body = story.setter.term(mapping.body.xreplace({mapping.variable: inner}))
        shown.append(equation(Call(Name(name), (place,)), "=", body))
    return commas(shown)


def function_names(means: tuple[Letter, ...]) -> set[str]:
    """The names of the test functions in the means."""
    found: set[str] = set()
    stack = list(means)
    while stack:
        each = stack.pop()
        if isinstance(each, SlopeOf):
            stack.extend(each.means)
        elif hasattr(each, "body"):
            found |= {name_and_order(place)[0] for place in applications(each.body)}
    return found


def _slow_is_enough(story: Story, means: tuple[Letter, ...]) -> bool:
    """Whether all laws are normal, and terms are products of functions at affine terms and of
    polynomials: then growth like a polynomial times an exponential does no harm."""
    claim = story.proof.claim
    normal = all(
        isinstance(given.law, Named) and given.law.family == "Normal" for given in claim.hypotheses
    )
    bodies: list[Expr] = []
    stack = list(means)
    while stack:
        each = stack.pop()
        if isinstance(each, SlopeOf):
            stack.extend(each.means)
        elif isinstance(each, Mean):
            bodies.append(each.body)
    for body in bodies:
        places = applications(body)
        swap = {place: Symbol(f"f_{k}", real=True) for k, place in enumerate(places)}
        plain = body.xreplace(swap).is_polynomial(*swap.values(), *claim.variables)
        lines = (place.args[0].as_poly(*claim.variables) for place in places)
        if not plain or not all(p is not None and p.total_degree() <= 1 for p in lines):
            return False
    return normal


def _inside(story: Story, wanted: SlopeOf) -> list[Block]:
    """The derivative of one mean in a parameter; of more than that in words alone."""
    inner = wanted.means[0] if len(wanted.means) == 1 else None
    if not isinstance(inner, Mean) or wanted.body != inner.letter:
        return [Paragraph(say("functions.inside"))]
    name, body = wanted.parameter, inner.body
    scores = [
        (symbol, score)
        for symbol in story.proof.claim.variables
        if body.has(symbol) and (score := _log_slope(story, symbol, name)) != 0
    ]
    total = slope(body, name)
    blocks: list[Block] = []
    for symbol, score in scores:
        words = say("functions.score", variable=letter(symbol), parameter=letter(name))
        blocks += [Paragraph(words), Formula(story.setter.term(score))]
        total += body * score
    key = "functions.both" if scores and slope(body, name) != 0 else "functions.pathwise"
    key = "functions.scores" if scores and slope(body, name) == 0 else key
    left = letter_layout(story.setter, wanted)
    shown = Equation(left, "=", story.setter.term(mean_term(total)))
    return [*blocks, Paragraph(say(key, parameter=letter(name))), Display((shown,))]


def _by_parts(story: Story, symbol: Symbol, body: Expr) -> list[Block]:
    """E h' = -E h p'/p, with p'/p shown."""
    ratio = _log_slope(story, symbol, symbol)
    shown = story.setter.term(body)
    words = say("functions.parts", variable=letter(symbol), body=shown)
    left, right = expand(slope(body, symbol)), -body * ratio
    lines = Equation(story.setter.term(mean_term(left)), "=", story.setter.term(mean_term(right)))
    known = say("functions.ratio", ratio=story.setter.term(ratio))
    return [Paragraph((*words, *known)), Display((lines,))]


def _log_slope(story: Story, symbol: Symbol, name: Symbol) -> Expr:
    """The derivative of the logarithm of the variable's density in the name. Raises Unfamiliar."""
    claim = story.proof.claim
    law = claim.hypotheses[claim.variables.index(symbol)].law
    if isinstance(law, Law) and len(law.pieces) == 1:
        density = law.pieces[0].density.xreplace({law.variable: symbol})
        return cancel(diff(density, name) / density)
    if not isinstance(law, Named):
        raise Unfamiliar("equation-for-functions")
    try:
        record = record_of(law)
    except (UnknownFamily, WrongArguments) as error:
        raise Unfamiliar("equation-for-functions") from error
    pairs = zip(record.parameters, law.arguments, strict=True)
    swap = {parameter.symbol: argument for parameter, argument in pairs}
    if len(record.log_density) != 1:
        raise Unfamiliar("equation-for-functions")
    body = record.log_density[0].xreplace({**swap, record.variable: symbol})
    found = diff(body, name)
    return cancel(found) if found.is_rational_function(*found.free_symbols) else found
