"""Jacobian determinants: the proof by expansion, and the counterexample at exact values."""

from __future__ import annotations

from sympy import Rational, Symbol

from symreparam.derivation.builder import Builder
from symreparam.derivation.instances import Values
from symreparam.logic.claim import Claim
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import Jacobian
from symreparam.logic.proof import Proof
from symreparam.rules.jacobian import determinant_at
from symreparam.terms.region import NUMBERS, Region

WIDTHS = (Rational(1, 8), Rational(1, 1000))


def prove_jacobian(claim: Claim) -> Proof:
    """A proof of the determinant's absolute value. Raises RuleError."""
    builder, goal = Builder(claim), _goal(claim)
    same = builder.equal(determinant_at(goal), goal.value, NUMBERS)
    return builder.proof(builder.add("jacobian", (same,), (goal, NUMBERS)))


def refute_jacobian(claim: Claim, values: Values) -> Proof | None:
    """A proof that it has another absolute value at these parameter values, or None."""
    builder = Builder(claim, values)
    goal = _goal(builder.claim)
    for box in _boxes(goal):
        try:
            apart = builder.sign(determinant_at(goal) - goal.value, NUMBERS)
            return builder.proof(builder.add("jacobian-fails", (apart,), (goal, box)))
        except RuleError:
            continue
    return None


def _boxes(goal: Jacobian) -> list[Region]:
    if any(isinstance(place, Symbol) for place in goal.point):
        return [NUMBERS]
    pairs = list(zip(goal.letters, goal.point, strict=True))
    return [Region(tuple((x, at - width, at + width) for x, at in pairs)) for width in WIDTHS]


def _goal(claim: Claim) -> Jacobian:
    assert isinstance(claim.goal, Jacobian)
    return claim.goal
