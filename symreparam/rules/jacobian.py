"""The absolute value of a Jacobian determinant at a point, or at every point."""

from __future__ import annotations

from sympy import Abs, Expr, Symbol

from symreparam.decide.answer import Context
from symreparam.decide.real import smooth
from symreparam.logic.judgement import Equal, Fails, Jacobian, Judgement, Sign
from symreparam.rules.determinants import jacobian
from symreparam.rules.rule import Args, Premises, Setting, count, require, settled, take
from symreparam.terms.region import NUMBERS, Region


def jacobian_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    z has partial derivatives at the point    |det z'| = v there
    ---------------------------------------------------------------  jacobian(goal, box)
    the Jacobian determinant of z has the absolute value v

    The determinant is expanded along its first row (Rudin 1976, definition 9.38). Where the point
    is made of numbers, z is differentiable on a box around it.
    """
    count(args, 2, "jacobian.args")
    goal = take(args[0], Jacobian, "jacobian.args")
    size = _size(setting, goal, args[1], "jacobian")
    require(Equal(size, goal.value, NUMBERS) in premises, "jacobian.value", size)
    return goal


def jacobian_fails_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    z has partial derivatives at the point    |det z'| - v is not zero there
    ---------------------------------------------------------------  jacobian-fails(goal, box)
    the Jacobian determinant of z does not have the absolute value v
    """
    count(args, 2, "jacobian-fails.args")
    goal = take(args[0], Jacobian, "jacobian-fails.args")
    gap = _size(setting, goal, args[1], "jacobian-fails") - goal.value
    apart = [Sign(gap, "+", NUMBERS), Sign(gap, "-", NUMBERS), Sign(gap, "!=", NUMBERS)]
    require(any(one in premises for one in apart), "jacobian-fails.gap", gap)
    return Fails(goal)


def determinant_at(goal: Jacobian) -> Expr:
    """|det z'| with the point put in."""
    there = dict(zip(goal.letters, goal.point, strict=True))
    return Abs(jacobian(goal.subjects, goal.letters).xreplace(there))


def _size(setting: Setting, goal: Jacobian, box: object, code: str) -> Expr:
    """|det z'| at the point, when z is differentiable there."""
    region = take(box, Region, f"{code}.box")
    if region == NUMBERS:
        require_parameters(setting, goal, code)
        there = dict(zip(goal.letters, goal.point, strict=True))
        context = Context(setting.scope, NUMBERS)
        for subject in goal.subjects:
            for place in goal.point:
                name = take(place, Symbol, f"{code}.point")
                settled(smooth(subject.xreplace(there), name, context), f"{code}.smooth")
        return determinant_at(goal)
    require(region.variables == goal.letters, f"{code}.box", "other letters")
    for (_, low, high), place in zip(region.bounds, goal.point, strict=True):
        rational = low.is_Rational and high.is_Rational and place.is_Rational
        require(rational and bool(low < place < high), f"{code}.box", place)
    context = Context(setting.scope, region)
    for subject in goal.subjects:
        for letter in goal.letters:
            settled(smooth(subject, letter, context), f"{code}.smooth")
    return determinant_at(goal)


def require_parameters(setting: Setting, goal: Jacobian, code: str) -> None:
    """The point is made of different parameters, and z uses no other way to reach them."""
    names = set(setting.scope.names)
    known = all(isinstance(place, Symbol) and place in names for place in goal.point)
    require(known and len(set(goal.point)) == len(goal.point), f"{code}.point", goal.point)
    free = set().union(*(subject.free_symbols for subject in goal.subjects))
    require(not free & set(goal.point), f"{code}.point", "a parameter beside its letter")
