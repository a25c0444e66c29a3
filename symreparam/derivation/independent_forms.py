"""Independence of functions of normal variables by covariances of linear forms, proposed."""

from __future__ import annotations

from sympy import Integer

from symreparam.derivation.builder import Builder, law_step
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import Independent
from symreparam.rules.independent_forms import crossed
from symreparam.rules.orthants import covariance
from symreparam.terms.law import Named


def by_forms(builder: Builder, goal: Independent) -> int:
    """A step for the goal. RuleError where it is not shown so."""
    names = [v for v in builder.claim.variables if any(term.has(v) for term in goal.subjects)]
    given = [builder.add("hypothesis", (), (builder.claim.variables.index(v),)) for v in names]
    laws = [law_step(builder, step).law for step in given]
    normal = [law for law in laws if isinstance(law, Named) and law.family == "Normal"]
    if len(normal) < len(laws):
        raise RuleError("independent-forms.law", "not all are normal")
    deviations = [law.arguments[1] for law in normal]
    zeros = [
        builder.equal(covariance(one, other, deviations), Integer(0))
        for one, other in crossed(goal, names)
    ]
    return builder.add("independent-forms", (*given, *zeros), (goal,))
