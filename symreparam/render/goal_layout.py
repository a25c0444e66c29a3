"""Goals laid out: a law, or an equation with `E(..)` where its letters stand."""

from __future__ import annotations

from sympy import Expr, Function

from symreparam.logic.judgement import (
    Expectation,
    GoalJudgement,
    HasJointLaw,
    HasLaw,
    Independent,
    Member,
)
from symreparam.render.laws_layout import has_law_layout, member_layout, region_layout
from symreparam.render.layout import Call, Layout, Word, equation, listed
from symreparam.render.terms_layout import Typesetter


def goal_layout(setter: Typesetter, goal: GoalJudgement) -> Layout:
    """`X ~ N(0, 1)`, or `E(X^2) - E(X)^2 = 1`."""
    if isinstance(goal, HasLaw):
        return has_law_layout(setter, goal)
    if isinstance(goal, HasJointLaw):
        return _joint_layout(setter, goal)
    if isinstance(goal, Independent):
        terms = listed(tuple(setter.term(subject) for subject in goal.subjects))
        return equation(terms, Word("are"), Word("independent"))
    if isinstance(goal, Member):
        return equation(setter.term(goal.subject), Word("in"), Word(goal.family))
    swap = {mean.letter: mean_term(mean.body) for mean in goal.means}
    sides = [setter.term(side.xreplace(swap)) for side in (goal.left, goal.right)]
    return equation(sides[0], "=", sides[1])


def _joint_layout(setter: Typesetter, goal: HasJointLaw) -> Layout:
    """`(X, X + Y) has density f(s, t) for s > 0, s < t`."""
    vector = Call(Word(""), tuple(setter.term(subject) for subject in goal.subjects))
    if goal.law.factors:
        laws = tuple(member_layout(setter, named) for named in goal.law.factors)
        return equation(vector, "~", Call(Word("Independent"), laws))
    density = setter.term(goal.law.density)
    where = region_layout(setter, goal.law.region)
    return equation(vector, Word("has density"), equation(density, Word("for"), where))


def expectation_layout(setter: Typesetter, known: Expectation) -> Layout:
    """`E(X^2) = 1`."""
    return equation(setter.term(mean_term(known.body)), "=", setter.term(known.value))


def mean_term(body: Expr) -> Expr:
    """`E(body)`, a term for the typesetter alone."""
    return Function("E", real=True)(body)
