"""Independence of the smallest of exponential variables and of what a shift leaves alone."""

from __future__ import annotations

from sympy import Expr, Symbol

from symreparam.derivation.builder import Builder, written_law
from symreparam.derivation.logarithms import fresh_letters
from symreparam.derivation.transport import source_law
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import Independent, Sign
from symreparam.rules.independent_shift import end_of, obligations, shift_of


def by_shift(builder: Builder, goal: Independent) -> int:
    """A step for the goal. RuleError where it is not shown so."""
    names = [v for v in builder.claim.variables if any(term.has(v) for term in goal.subjects)]
    if len(goal.subjects) != 2:
        raise RuleError("independent-shift.index", str(len(goal.subjects)))
    place = next((k for k in (0, 1) if _unmoved(goal.subjects[k], frozenset(names))), None)
    if place is None:
        raise RuleError("independent-shift.shift", "both terms change")
    *xs, radius = fresh_letters(builder, len(names) + 1)
    given = [
        source_law(builder, builder.claim.variables.index(name), x)
        for name, x in zip(names, xs, strict=True)
    ]
    ends = [end_of(written_law(builder, step)) for step in given]
    other = goal.subjects[1 - place]
    # all excesses are one there
    form = other.xreplace({v: radius + low for v, (_, low) in zip(names, ends, strict=True)})
    steps = [
        builder.sign_is(each.expr, each.sign, each.over)
        if isinstance(each, Sign)
        else builder.equal(each.left, each.right, each.over)
        for each in obligations(other, names, ends, (tuple(xs), form, radius))
    ]
    args = (goal, place, tuple(xs), form, radius)
    return builder.add("independent-shift", (*given, *steps), args)


def _unmoved(term: Expr, names: frozenset[Symbol]) -> bool:
    try:
        return bool(shift_of(term, names) == 0)
    except RuleError:
        return False
