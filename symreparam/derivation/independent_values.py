"""Independence of terms with few values searched for: weights by which a sum tells them."""

from __future__ import annotations

from itertools import pairwise

from sympy import Expr, Integer, Piecewise, ceiling, floor, sign

from symreparam.derivation.branch import NoInverse
from symreparam.derivation.builder import Builder, law_step
from symreparam.derivation.combine import law_of
from symreparam.derivation.merge import merged_step
from symreparam.derivation.transport import letters
from symreparam.logic.errors import RuleError, Unsupported
from symreparam.logic.judgement import Independent
from symreparam.rules.independent_values import MOST, combination, joint_values
from symreparam.terms.events import is_indicator
from symreparam.terms.law import Law

Failure = (RuleError, NoInverse, Unsupported)


def by_values(builder: Builder, goal: Independent) -> int:
    """A step for the goal. Raises RuleError, NoInverse or Unsupported."""
    laws, weights = _laws(builder, goal)
    known = tuple(builder.conclusion(step) for step in laws)
    rows = joint_values(goal, known, weights, "independent-values")
    same = tuple(builder.equal(joint, separate) for joint, separate in rows)
    return builder.add("independent-values", (*laws, *same), (goal, weights))


def stepped(term: Expr) -> bool:
    """Whether random variables stand in signs, rounded terms and conditions alone, so that there
    are steps and nothing in between."""
    inside = term.atoms(sign, floor, ceiling)
    inside |= {each for each in term.atoms(Piecewise) if is_indicator(each)}
    return not term.xreplace(dict.fromkeys(inside, Integer(1))).free_symbols


def dependent_values(builder: Builder, goal: Independent) -> int:
    """A step Fails(goal). Raises RuleError, NoInverse or Unsupported."""
    laws, weights = _laws(builder, goal)
    known = tuple(builder.conclusion(step) for step in laws)
    error: RuleError | None = None
    for place, (joint, separate) in enumerate(
        joint_values(goal, known, weights, "dependent-values")
    ):
        if joint == separate:
            continue
        try:
            apart = builder.sign(joint - separate)
            return builder.add("dependent-values", (*laws, apart), (goal, weights, place))
        except RuleError as failed:
            error = error or failed
    raise error or RuleError("dependent-values.apart", "the probabilities are products")


def _laws(builder: Builder, goal: Independent) -> tuple[tuple[int, ...], tuple[Expr, ...]]:
    """The laws of the terms and of a combination, and its weights: the numbers of values that are
    next to each other, as in the digits of a number, with a widest distance for a step."""
    steps, number = [], 1
    weights: list[Expr] = []
    scale: Expr = Integer(1)
    for subject in goal.subjects:
        steps.append(_law(builder, subject))
        law = law_step(builder, steps[-1]).law
        assert isinstance(law, Law)
        if law.pieces or law.lattices or not all(a.point.is_Rational for a in law.atoms):
            raise RuleError("independent-values.law", f"{subject} has no finite set of values")
        points = sorted((atom.point for atom in law.atoms), key=float)
        number *= len(points)
        if number > MOST:
            raise RuleError("independent-values.many", f"more than {MOST} choices of values")
        gaps = [b - a for a, b in pairwise(points)]
        least = min(gaps, default=Integer(1))
        # multiples of the step `scale` from the terms before; all of theirs lie below it
        weights.append(scale / least)
        scale = scale * ((points[-1] - points[0]) / least + 1)
    chosen = tuple(weights)
    steps.append(_law(builder, combination(goal, chosen)))
    return tuple(steps), chosen


def _law(builder: Builder, term: Expr) -> int:
    """Its law with each value once."""
    return merged_step(builder, law_of(builder, term, letters(builder)))
