"""Equations searched for: each letter's value is derived, then the two sides are compared."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from sympy import Expr, Piecewise, oo

from symreparam.derivation.builder import Builder
from symreparam.derivation.divergence import divergence_step, entropy_step
from symreparam.derivation.expectation import Failure, mean_step
from symreparam.derivation.given import given_mean_step
from symreparam.derivation.gradients import for_functions_step, has_functions, polynomials
from symreparam.derivation.instances import Values
from symreparam.derivation.joint_divergence import joint_divergence_step, joint_entropy_step
from symreparam.logic.claim import Claim
from symreparam.logic.errors import RuleError, Unsupported
from symreparam.logic.judgement import (
    Divergence,
    DivergenceOf,
    Entropy,
    EntropyOf,
    Equation,
    Expectation,
    GivenExpectation,
    GivenMean,
    Gradient,
    JointDivergence,
    JointDivergenceOf,
    JointEntropy,
    JointEntropyOf,
    Letter,
    Mean,
    MedianOf,
    SlopeOf,
    ValueExpectation,
    ValueMean,
)
from symreparam.logic.proof import Proof
from symreparam.rules.gradients import special_goal
from symreparam.terms.mapping import Map
from symreparam.terms.record import dataclass
from symreparam.terms.region import NUMBERS


class SidesDiffer(RuleError):
    """What stands on both sides is known at every parameter value, and not shown to be equal."""

    def __init__(self, failed: RuleError, builder: Builder, steps: tuple[int, ...]) -> None:
        super().__init__(failed.code, failed.detail)
        self.builder, self.steps = builder, steps

    def refutation(self, values: Values) -> Proof | None:
        """A proof that the known sides differ at these values, without values at all; or None."""
        builder, goal, here = self.builder, _goal(self.builder.claim), dict(values)
        try:
            if not here:
                return builder.proof(_fails(builder, goal, list(self.steps)))
            left, right = _sides(builder, goal, list(self.steps))
            apart = builder.sign((left - right).xreplace(here))
            last = builder.add("equation-fails-at", (*self.steps, apart), (goal, values))
            return builder.proof(last)
        except Failure:
            return None


def prove_equation(claim: Claim) -> Proof:
    """A proof of an equation. Raises RuleError, NoInverse or Unsupported; SidesDiffer where the
    values of both sides were derived."""
    builder = Builder(claim)
    return builder.proof(equation_step(builder, _goal(claim)))


def equation_step(builder: Builder, goal: Equation) -> int:
    """A step that concludes the equation. Raises RuleError, NoInverse or Unsupported."""
    if has_functions(goal):
        return _for_functions(builder, goal)
    if any(isinstance(letter, SlopeOf) for letter in goal.means):
        from symreparam.derivation.pathwise import pathwise_step

        try:  # seldom has such a mean a value, which takes long to learn
            return pathwise_step(builder, goal)
        except RuleError:
            pass
    if any(isinstance(letter, MedianOf) for letter in goal.means):
        from symreparam.derivation.median import median_equation

        return median_equation(builder, goal)
    return _concluded(builder, goal, tuple(letter_step(builder, each) for each in goal.means))


def equation_from(builder: Builder, goal: Equation, steps: tuple[int, ...]) -> Proof:
    """The proof of another equation than the builder's own, from the values of its letters that
    the builder has found. Raises RuleError."""
    found = builder.proof(_concluded(builder, goal, steps))
    return replace(found, claim=replace(builder.original, goal=goal))


def _concluded(builder: Builder, goal: Equation, steps: tuple[int, ...]) -> int:
    """The equation from the values of its letters."""
    try:
        if goal.right == oo:
            return builder.add("equation-infinite", steps, (goal,))
        same = builder.equal(*_sides(builder, goal, steps))
    except RuleError as failed:
        raise SidesDiffer(failed, builder, steps) from failed
    return builder.add("equation", (*steps, same), (goal,))


def _for_functions(builder: Builder, goal: Equation) -> int:
    """For every test function, or for every function of a variable with few values."""
    try:
        return for_functions_step(builder, goal)
    except RuleError as failed:
        from symreparam.derivation.lattice_functions import on_lattice_step
        from symreparam.derivation.point_functions import for_points_step

        for step in (for_points_step, on_lattice_step):
            try:
                return step(builder, goal)
            except RuleError:
                continue
        raise failed from None


def refuter(claim: Claim) -> Callable[[Values], Proof | None]:
    """A function from parameter values to a proof that the equation fails there, or None."""
    if not _varies(_goal(claim)):
        return lambda values: _refute_fixed(claim, values)
    goal = _goal(claim)
    choices: list[dict[str, Map]] = polynomials(goal) if has_functions(goal) else [{}]
    known: list[_Varied | None] = []

    def refute(values: Values) -> Proof | None:
        for index, choice in enumerate(choices):
            if index == len(known):
                known.append(_varied(claim, choice))
            varied = known[index]
            found = None if varied is None else _refute_at(claim, values, varied)
            if found is not None:
                return found
        return None

    return refute


def settled_at_once(claim: Claim) -> bool:
    """Whether the search for a proof has tried all that the search at exact values would: without
    parameters, both ask for the values of the same letters."""
    goal = _goal(claim)
    medians = any(isinstance(letter, MedianOf) for letter in goal.means)
    return not (claim.scope.symbols or has_functions(goal) or medians)


def _refute_fixed(claim: Claim, values: Values) -> Proof | None:
    builder = Builder(claim, values)
    goal = _goal(builder.claim)
    if any(isinstance(letter, MedianOf) for letter in goal.means):
        from symreparam.derivation.median import no_median

        try:
            return builder.proof(no_median(builder, goal))
        except Failure:
            return None
    try:
        steps = [letter_step(builder, letter) for letter in goal.means]
        return builder.proof(_fails(builder, goal, steps))
    except Failure:
        return None


def _fails(builder: Builder, goal: Equation, steps: list[int]) -> int:
    if goal.right == oo:
        mean = isinstance(goal.means[0], Mean)
        rule = "equation-mean-finite" if mean else "equation-not-infinite"
        return builder.add(rule, tuple(steps), (goal,))
    if len(steps) == 1 and value_of(builder, steps[0]) == oo:
        known = builder.add("defined", (), (goal.right, NUMBERS))
        return builder.add("equation-not-finite", (*steps, known), (goal,))
    left, right = _sides(builder, goal, steps)
    gap = builder.sign(left - right)
    return builder.add("equation-fails", (*steps, gap), (goal,))


def _varies(goal: Equation) -> bool:
    """Whether parameters have to vary: derivatives are not of one parameter value."""
    return has_functions(goal) or any(isinstance(letter, SlopeOf) for letter in goal.means)


@dataclass(frozen=True, slots=True)
class _Varied:
    """The two sides at all parameter values, perhaps with polynomials for the functions."""

    choice: dict[str, Map]
    builder: Builder
    goal: Equation
    steps: tuple[int, ...]
    left: Expr
    right: Expr


def _varied(claim: Claim, choice: dict[str, Map]) -> _Varied | None:
    """The values of the letters, derived once for all parameter values that are tried."""
    builder = Builder(claim)
    try:
        special = special_goal(_goal(claim), choice)
        steps = [letter_step(builder, letter) for letter in special.means]
        return _Varied(choice, builder, special, tuple(steps), *_sides(builder, special, steps))
    except Failure:
        return None


def _refute_at(claim: Claim, values: Values, varied: _Varied) -> Proof | None:
    builder, goal, gap = varied.builder, _goal(claim), varied.left - varied.right
    try:
        if not values and claim.scope.symbols and not varied.choice:
            apart = builder.sign(gap)
            return builder.proof(builder.add("equation-fails", (*varied.steps, apart), (goal,)))
        premises = (*varied.steps, builder.sign(gap.xreplace(dict(values))))
        last = builder.add("equation-fails-at", premises, (varied.goal, values))
        if varied.choice:
            rows = tuple(sorted(varied.choice.items()))
            last = builder.add("equation-fails-for", (last,), (goal, rows))
        return builder.proof(last)
    except Failure:
        return None


def _at_value(builder: Builder, letter: GivenMean, failed: Exception) -> int:
    """By the law given the value, where that helps; else what stopped the first way is raised."""
    from symreparam.derivation.given_event import mean_at_value_step

    try:
        return mean_at_value_step(builder, letter)
    except Failure:
        raise failed from None


def letter_step(builder: Builder, letter: Letter) -> int:
    """A step that states the value of what the letter stands for."""
    if isinstance(letter, DivergenceOf):
        return divergence_step(builder, letter)
    if isinstance(letter, JointDivergenceOf):
        return joint_divergence_step(builder, letter)
    if isinstance(letter, JointEntropyOf):
        return joint_entropy_step(builder, letter)
    if isinstance(letter, GivenMean):
        try:
            return given_mean_step(builder, letter)
        except Failure as failed:
            return _at_value(builder, letter, failed)
    if isinstance(letter, ValueMean):
        from symreparam.derivation.value_means import value_mean_step

        return value_mean_step(builder, letter)
    if isinstance(letter, EntropyOf):
        return entropy_step(builder, letter)
    if isinstance(letter, SlopeOf):
        if not letter.means and letter.body.has(Piecewise):
            from symreparam.derivation.point_functions import threshold_step

            return threshold_step(builder, letter)
        inner = tuple(letter_step(builder, each) for each in letter.means)
        return builder.add("gradient", inner, (letter,))
    if isinstance(letter, MedianOf):
        raise Unsupported("a median inside of a larger expression")
    return mean_step(builder, letter.body)


def _sides(builder: Builder, goal: Equation, steps: Sequence[int]) -> tuple[Expr, Expr]:
    pairs = zip(goal.means, steps, strict=True)
    swap = {letter.letter: value_of(builder, step) for letter, step in pairs}
    if oo in swap.values():
        raise RuleError("equation.infinite", "a divergence is infinite")
    return goal.left.xreplace(swap), goal.right.xreplace(swap)


def value_of(builder: Builder, step: int) -> Expr:
    """The value that the step of a letter states."""
    known = builder.conclusion(step)
    assert isinstance(
        known,
        Expectation
        | GivenExpectation
        | ValueExpectation
        | Divergence
        | JointDivergence
        | Entropy
        | JointEntropy
        | Gradient,
    )
    return known.value


def _goal(claim: Claim) -> Equation:
    assert isinstance(claim.goal, Equation)
    return claim.goal
