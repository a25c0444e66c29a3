"""Goals laid out: a law, or an equation with `E(..)` where its letters stand."""

from __future__ import annotations

from sympy import Expr, Function

from symreparam.logic.judgement import Equation, Expectation, HasLaw
from symreparam.render.laws_layout import has_law_layout
from symreparam.render.layout import Layout, equation
from symreparam.render.terms_layout import Typesetter


def goal_layout(setter: Typesetter, goal: HasLaw | Equation) -> Layout:
    """`X ~ N(0, 1)`, or `E(X^2) - E(X)^2 = 1`."""
    if isinstance(goal, HasLaw):
        return has_law_layout(setter, goal)
    swap = {mean.letter: mean_term(mean.body) for mean in goal.means}
    sides = [setter.term(side.xreplace(swap)) for side in (goal.left, goal.right)]
    return equation(sides[0], "=", sides[1])


def expectation_layout(setter: Typesetter, known: Expectation) -> Layout:
    """`E(X^2) = 1`."""
    return equation(setter.term(mean_term(known.body)), "=", setter.term(known.value))


def mean_term(body: Expr) -> Expr:
    """`E(body)`, a term for the typesetter alone."""
    return Function("E", real=True)(body)
