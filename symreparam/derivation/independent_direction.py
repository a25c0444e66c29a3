"""Independence of what scaling leaves alone and of a sum of powers, proposed."""

from __future__ import annotations

from sympy import Dummy, Expr, Integer, Symbol

from symreparam.derivation.builder import Builder, written_law
from symreparam.derivation.logarithms import fresh_letters
from symreparam.derivation.transport import source_law
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import Equal, Independent, Sign
from symreparam.rules.independent_direction import Kernel, kernel_of, obligations

MOST_VARIABLES = 6


def by_direction(builder: Builder, goal: Independent) -> int:
    """A step for the goal. RuleError where it is not shown so."""
    names = [v for v in builder.claim.variables if any(term.has(v) for term in goal.subjects)]
    if len(goal.subjects) != 2 or not 2 <= len(names) <= MOST_VARIABLES:
        raise RuleError("independent-direction.variables", str(len(names)))
    *xs, factor, radius = fresh_letters(builder, len(names) + 2)
    given = [
        source_law(builder, builder.claim.variables.index(name), x)
        for name, x in zip(names, xs, strict=True)
    ]
    kernels = [kernel_of(written_law(builder, step)) for step in given]
    error: RuleError | None = None
    for place in (0, 1):
        try:
            form = _form(goal.subjects[1 - place], names, kernels, radius)
            args = (goal, place, tuple(xs), factor, form, radius)
            wanted = obligations(goal, place, names, kernels, (tuple(xs), factor, form, radius))
            direction = wanted[-2]
            assert isinstance(direction, Equal)
            steps = [_settled(builder, each) for each in wanted[:-2]]
            steps.append(_left_alone(builder, direction, tuple(xs), factor))
            steps.append(_settled(builder, wanted[-1]))
            return builder.add("independent-direction", (*given, *steps), args)
        except RuleError as failed:
            error = error or failed
    assert error is not None
    raise error


def _settled(builder: Builder, each: Sign | Equal) -> int:
    if isinstance(each, Sign):
        return builder.sign_is(each.expr, each.sign, each.over)
    return builder.equal(each.left, each.right, each.over)


def _left_alone(
    builder: Builder, wanted: Equal, letters: tuple[Symbol, ...], factor: Symbol
) -> int:
    """By the form of the term, at no cost, or by a normal form."""
    try:
        return builder.add("equal-scaled", (), (wanted.right, letters, factor, wanted.over))
    except RuleError:
        return _settled(builder, wanted)


def _form(term: Expr, names: list[Symbol], kernels: list[Kernel], radius: Symbol) -> Expr:
    """The term as a function of the size: its value where one variable makes it up, or all do."""
    size = Dummy("size", positive=True)
    if kernels[0].degree.is_infinite:
        pairs = zip(names, kernels, strict=True)
        there = term.xreplace({name: size * kernels[0].rate / k.rate for name, k in pairs})
    else:
        root = (size / kernels[0].rate) ** (1 / kernels[0].degree)
        there = term.xreplace({name: Integer(0) for name in names[1:]} | {names[0]: root})
    if there.is_finite is False or there.has(*names):
        raise RuleError("independent-direction.form", str(term))
    return there.xreplace({size: radius})
