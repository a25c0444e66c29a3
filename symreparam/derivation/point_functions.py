"""Equations for every function of a variable with few values, and slopes of thresholds."""

from __future__ import annotations

from collections.abc import Iterator

from sympy import Expr, Piecewise, default_sort_key
from sympy.core.relational import GreaterThan, LessThan, StrictGreaterThan, StrictLessThan

from symreparam.derivation.branch import NoInverse
from symreparam.derivation.builder import Builder, law_step
from symreparam.derivation.combine import law_of
from symreparam.derivation.logarithms import fresh_letters
from symreparam.derivation.merge import merged_step
from symreparam.derivation.transport import letters, source_law
from symreparam.logic.errors import RuleError, Unsupported
from symreparam.logic.judgement import Equation, HasLaw, Letter, Mean, SlopeOf
from symreparam.rules.point_functions import chosen, points_shown, values_of_functions
from symreparam.terms.scope import Relation


def for_points_step(builder: Builder, goal: Equation) -> int:
    """The goal, when its means are of functions of one variable with listed values. RuleError."""
    error: RuleError | None = None
    for subject in _subjects(builder, goal):
        try:
            return _at_points(builder, goal, subject)
        except (RuleError, NoInverse, Unsupported) as failed:
            error = failed if isinstance(failed, RuleError) else error
    raise error or RuleError("equation-for-points.law", "no variable with listed values")


def _subjects(builder: Builder, goal: Equation) -> Iterator[Expr]:
    """Random variables, and choices by a condition on them."""
    bodies = list(_bodies(goal.means))
    random = [v for v in builder.claim.variables if any(body.has(v) for body in bodies)]
    choices = {choice for body in bodies for choice in body.atoms(Piecewise)}
    yield from sorted((c for c in choices if c.has(*random)), key=default_sort_key)
    if len(random) == 1:
        yield random[0]


def _bodies(means: tuple[Letter, ...]) -> Iterator[Expr]:
    for letter in means:
        if isinstance(letter, Mean):
            yield letter.body
        elif isinstance(letter, SlopeOf):
            yield from _bodies(letter.means)


def _at_points(builder: Builder, goal: Equation, subject: Expr) -> int:
    names = letters(builder)
    if subject in builder.claim.variables:
        given = source_law(builder, builder.claim.variables.index(subject), names.source)
    else:
        given = merged_step(builder, law_of(builder, subject, names))
    known = builder.conclusion(given)
    assert isinstance(known, HasLaw) and law_step(builder, given) == known
    count = len(values_of_functions(builder.setting, goal, known))
    own = tuple(fresh_letters(builder, count))
    shown = points_shown(builder.setting, goal, known, own)
    same = builder.equal(shown.left, shown.right, shown.over)
    defined = [builder.add("defined", (), (term, shown.over)) for term in shown.defined]
    premises = (given, same, *dict.fromkeys(defined))
    return builder.add("equation-for-points", premises, (goal, own))


def threshold_step(builder: Builder, wanted: SlopeOf) -> int:
    """The derivative of a term without means, by the branch that its choices take. RuleError."""
    for choice in sorted(wanted.body.atoms(Piecewise), key=default_sort_key):
        condition = choice.args[0][1]
        for relation in _relations(condition):
            body = chosen(wanted.body, relation)
            if body == wanted.body:
                continue
            try:
                holds = builder.holds(relation)
            except RuleError:
                continue
            known = gradient_step(builder, SlopeOf(wanted.letter, wanted.parameter, body, ()))
            return builder.add("gradient-threshold", (known, holds), (wanted,))
    raise RuleError("gradient-threshold.condition", "no condition is known to hold or to fail")


def gradient_step(builder: Builder, wanted: SlopeOf) -> int:
    """The derivative of a term in parameters alone."""
    if wanted.body.has(Piecewise):
        return threshold_step(builder, wanted)
    return builder.add("gradient", (), (wanted,))


def _relations(condition: object) -> Iterator[Relation]:
    """The strict inequalities by which the condition holds, or fails, at all parameter values."""
    if isinstance(condition, StrictLessThan | LessThan | StrictGreaterThan | GreaterThan):
        left, right = condition.args
        yield Relation(left, "<", right)
        yield Relation(right, "<", left)
