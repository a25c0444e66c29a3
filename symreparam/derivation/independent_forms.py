"""Independence of functions of normal variables by covariances of linear forms, proposed."""

from __future__ import annotations

from sympy import Expr, Integer, Symbol

from symreparam.derivation.builder import Builder, law_step
from symreparam.derivation.logarithms import fresh_letters
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import Independent
from symreparam.rules.independent_forms import crossed, unmoved
from symreparam.rules.orthants import covariance
from symreparam.terms.law import Named


def by_forms(builder: Builder, goal: Independent) -> int:
    """A step for the goal. RuleError where it is not shown so."""
    names, given, deviations = _normal(builder, goal)
    try:
        zeros = [
            builder.equal(covariance(one, other, deviations), Integer(0))
            for one, other in crossed(goal, names)
        ]
        return builder.add("independent-forms", (*given, *zeros), (goal,))
    except RuleError as failed:
        error = failed
    for place in range(len(goal.subjects) if len(goal.subjects) == 2 else 0):
        *xs, step = fresh_letters(builder, len(names) + 1)
        letters = (tuple(xs), step)
        try:
            same = [
                builder.equal(each.left, each.right, each.over)
                for each in unmoved(goal, place, names, deviations, letters)
            ]
            args = (goal, place, *letters)
            return builder.add("independent-invariant", (*given, *same), args)
        except RuleError:
            continue
    raise error


def _normal(builder: Builder, goal: Independent) -> tuple[list[Symbol], list[int], list[Expr]]:
    """The variables, their laws, which must be normal, and their standard deviations."""
    names = [v for v in builder.claim.variables if any(term.has(v) for term in goal.subjects)]
    given = [builder.add("hypothesis", (), (builder.claim.variables.index(v),)) for v in names]
    laws = [law_step(builder, step).law for step in given]
    normal = [law for law in laws if isinstance(law, Named) and law.family == "Normal"]
    if len(normal) < len(laws):
        raise RuleError("independent-forms.law", "not all are normal")
    return names, given, [law.arguments[1] for law in normal]
