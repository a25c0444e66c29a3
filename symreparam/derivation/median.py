"""Medians searched for: by symmetry, or by both probabilities."""

from __future__ import annotations

from dataclasses import replace

from sympy import Add, Expr

from symreparam.derivation.branch import NoInverse
from symreparam.derivation.builder import Builder
from symreparam.derivation.expectation import Failure, mean_step
from symreparam.derivation.graft import graft
from symreparam.logic.errors import RuleError, Unsupported
from symreparam.logic.judgement import EqualInLaw, Equation, Expectation, Letter, MedianOf
from symreparam.rules.median import HALF, above, below


def median_equation(builder: Builder, goal: Equation) -> int:
    """A step for an equation whose left side is a median, with a median that fits the right side.

    Raises RuleError, NoInverse or Unsupported.
    """
    goal_letter, steps, value = _right_side(builder, goal)
    steps[goal_letter] = median_step(builder, goal_letter.subject, value)
    premises = tuple(steps[each] for each in goal.means)
    same = builder.equal(value, value)
    return builder.add("equation", (*premises, same), (goal,))


def _right_side(
    builder: Builder, goal: Equation
) -> tuple[MedianOf, dict[Letter, int], Expr]:
    """The letter of the median, steps for the other letters, the value of the right side."""
    # imported here: equations import this module where there is a median
    from symreparam.derivation.equations import letter_step, value_of

    letters = [each for each in goal.means if isinstance(each, MedianOf)]
    alone = len(letters) == 1 and goal.left == letters[0].letter
    if not alone or goal.right.has(letters[0].letter):
        raise Unsupported("a median inside of a larger expression")
    others = [each for each in goal.means if not isinstance(each, MedianOf)]
    steps: dict[Letter, int] = {each: letter_step(builder, each) for each in others}
    swap = {each.letter: value_of(builder, step) for each, step in steps.items()}
    return letters[0], steps, goal.right.xreplace(swap)


def median_step(builder: Builder, subject: Expr, value: Expr) -> int:
    """A step Median(subject, value). Raises RuleError, NoInverse or Unsupported."""
    # imported here: it imports the search for laws
    from symreparam.derivation.equal_law import Trouble, by_map

    mirrored = EqualInLaw((Add(subject, -value),), (Add(value, -subject),))
    try:
        # only where a reflection makes one side the other: quick
        step = graft(builder, by_map(replace(builder.claim, goal=mirrored)))
        return builder.add("median-symmetric", (step,), (subject, value))
    except Trouble:
        pass
    premises: list[int] = []
    for event in (below(subject, value), above(subject, value)):
        share = mean_step(builder, event)
        gap = Add(_value(builder, share), -HALF)
        premises += [share, builder.sign_is(gap, ">=")]
    return builder.add("median", tuple(premises), (subject, value))


def no_median(builder: Builder, goal: Equation) -> int:
    """A step Fails(goal): one of the probabilities is below 1/2. Raises RuleError, NoInverse or
    Unsupported."""
    letter, steps, value = _right_side(builder, goal)
    error: RuleError | NoInverse | Unsupported | None = None
    for event in (below(letter.subject, value), above(letter.subject, value)):
        try:
            share = mean_step(builder, event)
            small = builder.sign_is(Add(_value(builder, share), -HALF), "-")
            premises = [steps[each] for each in goal.means if each in steps]
            return builder.add("median-fails", (*premises, share, small), (goal,))
        except Failure as failed:
            error = error or failed
    assert error is not None
    raise error


def _value(builder: Builder, step: int) -> Expr:
    known = builder.conclusion(step)
    assert isinstance(known, Expectation)
    return known.value
