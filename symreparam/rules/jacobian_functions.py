"""Jacobian determinants of maps with arbitrary smooth functions, as coupling layers have."""

from __future__ import annotations

from sympy import Abs, Expr, Symbol

from symreparam.decide.answer import Context
from symreparam.decide.real import smooth
from symreparam.decide.sign import sign
from symreparam.decide.zero import equal
from symreparam.logic.judgement import Fails, Jacobian, Judgement
from symreparam.rules.every_function import lettered
from symreparam.rules.jacobian import require_parameters
from symreparam.rules.rule import Args, Premises, Setting, count, require, settled, take
from symreparam.terms.determinant import determinant
from symreparam.terms.functions import applications, slope, specialised
from symreparam.terms.mapping import Map


def jacobian_functions_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    z, and each argument of a function in it, is a differentiable term of the parameters and of
    the values of functions, whatever real numbers these are
    |det z'| = v, for all real numbers in the place of the values of f, f', ..
    -------------------------------------------------------------  jacobian-functions(goal)
    the Jacobian determinant of z has the absolute value v for all smooth functions

    The chain rule (Rudin 1976, theorem 9.15); an identity of real numbers holds for the values
    that functions take.
    """
    count(premises, 0, "jacobian-functions.premises")
    count(args, 1, "jacobian-functions.args")
    goal = take(args[0], Jacobian, "jacobian-functions.args")
    require_parameters(setting, goal, "jacobian-functions")
    there = dict(zip(goal.letters, goal.point, strict=True))
    subjects = tuple(subject.xreplace(there) for subject in goal.subjects)
    for place in goal.point:
        for subject in subjects:
            _smooth(setting, subject, take(place, Symbol, "jacobian-functions.point"))
    size = Abs(determinant([[slope(z, x) for x in there.values()] for z in subjects]))
    (left, right), _, over = lettered(setting, (size, goal.value), set())
    context = Context(setting.scope, over)
    answer = settled(equal(left, right, context), "jacobian-functions.value")
    for divisor in answer.divisors:
        settled(sign(divisor, "!=", context), "jacobian-functions.divisor")
    return goal


def _smooth(setting: Setting, subject: Expr, place: Symbol) -> None:
    """The subject and the arguments in it are differentiable in the parameter and in values."""
    for term in (subject, *(inside.args[0] for inside in applications(subject))):
        [moved], _, over = lettered(setting, (term,), set())
        context = Context(setting.scope, over)
        for name in (place, *over.variables):
            settled(smooth(moved, name, context), "jacobian-functions.smooth")


def jacobian_fails_for_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    with a polynomial for each function the determinant does not have the absolute value v
    ------------------------------------------------------  jacobian-fails-for(goal, f)
    it does not have it for some smooth functions
    """
    count(args, 2, "jacobian-fails-for.args")
    goal = take(args[0], Jacobian, "jacobian-fails-for.args")
    choice: dict[str, Map] = {}
    for row in take(args[1], tuple, "jacobian-fails-for.args"):
        count(take(row, tuple, "jacobian-fails-for.args"), 2, "jacobian-fails-for.args")
        mapping = take(row[1], Map, "jacobian-fails-for.args")
        plain = mapping.body.is_polynomial(mapping.variable)
        constant = mapping.body.free_symbols <= {mapping.variable}
        require(plain and constant, "jacobian-fails-for.polynomial", mapping.body)
        choice[take(row[0], str, "jacobian-fails-for.args")] = mapping
    require(Fails(special_map(goal, choice)) in premises, "jacobian-fails-for.known", goal)
    return Fails(goal)


def special_map(goal: Jacobian, choice: dict[str, Map]) -> Jacobian:
    """The claim with these maps for its functions."""
    subjects = tuple(specialised(subject, choice) for subject in goal.subjects)
    return Jacobian(subjects, goal.letters, goal.point, specialised(goal.value, choice))
