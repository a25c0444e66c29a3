"""Gradients of known means, and equations that fail at some parameter values."""

from __future__ import annotations

from sympy import Expr, Symbol, oo

from symreparam.decide.answer import Context
from symreparam.decide.real import smooth
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import (
    Equation,
    FailsAt,
    Gradient,
    Judgement,
    Letter,
    Mean,
    Sign,
    SlopeOf,
)
from symreparam.rules.equation import stands_for
from symreparam.rules.rule import Args, Premises, Setting, count, require, settled, take
from symreparam.terms.functions import applications, slope, specialised
from symreparam.terms.mapping import Map
from symreparam.terms.region import NUMBERS, Region
from symreparam.terms.scope import variable as plain


def gradient_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    each letter in B stands for a known value at every parameter value    B is smooth in c
    c is a real parameter that no equation and no weak inequality ties    a test function in B is
    at a place that is smooth in c, and B is smooth in its value
    -------------------------------------------------------------------------  gradient(grad(c, B))
    the derivative of B in the parameter c is that of the term with the values put in

    Test functions are smooth on the whole line: by the chain rule (Rudin 1976, theorems 5.5 and
    9.15).
    """
    count(args, 1, "gradient.args")
    wanted = take(args[0], SlopeOf, "gradient.args")
    count(premises, len(wanted.means), "gradient.premises")
    symbol = wanted.parameter
    require_free(setting, symbol, "gradient")
    pairs = zip(wanted.means, premises, strict=True)
    swap = {letter.letter: stands_for(letter, known, "gradient") for letter, known in pairs}
    require(oo not in swap.values(), "gradient.infinite", symbol)
    value = wanted.body.xreplace(swap)
    _require_smooth(setting, value, symbol)
    return Gradient(wanted, slope(value, symbol))


def _require_smooth(setting: Setting, value: Expr, symbol: Symbol) -> None:
    """Require that the value, and each place of a test function that moves, is smooth in the
    symbol and in the values of test functions that move, whatever these are."""
    places = applications(value)
    used = {each.name for each in (*setting.scope.names, *value.free_symbols)}
    free = (plain(name) for k in range(1, 10_000) if (name := f"x_{k}") not in used)
    letters = {place: next(free) for place in places}
    there = Context(setting.scope, Region(tuple((x, -oo, oo) for x in letters.values())))
    moving = [place for place in places if place.has(symbol)]
    for term in (value, *(place.args[0] for place in moving)):
        plain_term = term.xreplace(letters)
        for each in (symbol, *(letters[place] for place in moving)):
            settled(smooth(plain_term, each, there), "gradient.smooth")


def require_free(setting: Setting, symbol: Symbol, code: str) -> None:
    """Require a real parameter that may move at every value, in a direction at least."""
    domain = setting.scope.domain(symbol)
    if domain is None or domain.integer:
        raise RuleError(f"{code}.parameter", f"{symbol} is no real parameter")
    require(domain.lower != domain.upper, f"{code}.tied", (symbol, "=", domain.lower))
    for relation in setting.scope.relations:
        tied = relation.left.has(symbol) or relation.right.has(symbol)
        loose = relation.sign in ("<", "!=")
        require(loose or not tied, f"{code}.tied", (relation.left, relation.sign, ".."))


def equation_fails_at_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    each letter stands for a known value at every parameter value
    left - right has a strict sign at these parameter values
    ----------------------------------------------------------  equation-fails-at(goal, values)
    at these parameter values it is false that left = right
    """
    count(args, 2, "equation-fails-at.args")
    goal = take(args[0], Equation, "equation-fails-at.args")
    values = take(args[1], tuple, "equation-fails-at.args")
    count(premises, len(goal.means) + 1, "equation-fails-at.premises")
    place: dict[Symbol, Expr] = {}
    for pair in values:
        symbol, number = take(pair, tuple, "equation-fails-at.args")
        place[take(symbol, Symbol, "args")] = take(number, Expr, "equation-fails-at.args")
    swap = {
        letter.letter: stands_for(letter, known, "equation-fails-at")
        for letter, known in zip(goal.means, premises, strict=False)
    }
    require(oo not in swap.values(), "equation-fails-at.infinite", "a divergence")
    gap = (goal.left.xreplace(swap) - goal.right.xreplace(swap)).xreplace(place)
    require(not gap.free_symbols, "equation-fails-at.values", gap)
    apart = [Sign(gap, "+", NUMBERS), Sign(gap, "-", NUMBERS), Sign(gap, "!=", NUMBERS)]
    require(premises[-1] in apart, "equation-fails-at.apart", gap)
    return FailsAt(goal, tuple(place.items()))


def equation_fails_for_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    at these parameter values the equation with a polynomial for each test function is false
    --------------------------------------------------------------  equation-fails-for(goal, f)
    at these parameter values the equation is false for some test function

    The means of the equation with the polynomials are finite, by the premise's own proof.
    """
    count(args, 2, "equation-fails-for.args")
    count(premises, 1, "equation-fails-for.premises")
    goal = take(args[0], Equation, "equation-fails-for.args")
    rows = take(args[1], tuple, "equation-fails-for.args")
    known = take(premises[0], FailsAt, "equation-fails-for.known")
    choice: dict[str, Map] = {}
    for row in rows:
        name, mapping = take(row, tuple, "equation-fails-for.args")
        choice[take(name, str, "equation-fails-for.args")] = take(mapping, Map, "args")
    for mapping in choice.values():
        polynomial = mapping.body.is_polynomial(mapping.variable)
        constant = mapping.body.free_symbols <= {mapping.variable}
        require(polynomial and constant, "equation-fails-for.polynomial", mapping.body)
    wanted = special_goal(goal, choice)
    require(known.of == wanted, "equation-fails-for.known", "of another equation")
    return FailsAt(goal, known.values)


def special_goal(goal: Equation, choice: dict[str, Map]) -> Equation:
    """The equation with these maps for its test functions."""
    means = tuple(_special(letter, choice) for letter in goal.means)
    left, right = (specialised(side, choice) for side in (goal.left, goal.right))
    return Equation(left, right, means)


def _special(letter: Letter, choice: dict[str, Map]) -> Letter:
    if isinstance(letter, Mean):
        return Mean(letter.letter, specialised(letter.body, choice))
    if isinstance(letter, SlopeOf):
        inner = tuple(_special(each, choice) for each in letter.means)
        return SlopeOf(letter.letter, letter.parameter, specialised(letter.body, choice), inner)
    return letter
