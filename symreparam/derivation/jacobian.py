"""Jacobian determinants: the proof by expansion, and the counterexample at exact values."""

from __future__ import annotations

from sympy import Rational, Symbol

from symreparam.derivation.builder import Builder
from symreparam.derivation.gradients import polynomials_for
from symreparam.derivation.instances import Values
from symreparam.logic.claim import Claim
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import Jacobian
from symreparam.logic.proof import Proof
from symreparam.rules.jacobian import determinant_at
from symreparam.rules.jacobian_functions import special_map
from symreparam.terms.functions import applications, name_and_order
from symreparam.terms.region import NUMBERS, Region

WIDTHS = (Rational(1, 8), Rational(1, 1000))


def prove_jacobian(claim: Claim) -> Proof:
    """A proof of the determinant's absolute value. Raises RuleError."""
    builder, goal = Builder(claim), _goal(claim)
    if _functions(goal):
        return builder.proof(builder.add("jacobian-functions", (), (goal,)))
    same = builder.equal(determinant_at(goal), goal.value, NUMBERS)
    return builder.proof(builder.add("jacobian", (same,), (goal, NUMBERS)))


def refute_jacobian(claim: Claim, values: Values) -> Proof | None:
    """A proof that it has another absolute value at these parameter values, or None."""
    builder = Builder(claim, values)
    goal = _goal(builder.claim)
    for choice in polynomials_for(_functions(goal)):
        special = special_map(goal, choice)
        for box in _boxes(goal):
            try:
                apart = builder.sign(determinant_at(special) - special.value, NUMBERS)
                last = builder.add("jacobian-fails", (apart,), (special, box))
                if choice:
                    rows = tuple(sorted(choice.items()))
                    last = builder.add("jacobian-fails-for", (last,), (goal, rows))
                return builder.proof(last)
            except RuleError:
                continue
    return None


def _functions(goal: Jacobian) -> list[str]:
    """The names of the arbitrary functions in the claim."""
    places = (place for term in (*goal.subjects, goal.value) for place in applications(term))
    return sorted({name_and_order(place)[0] for place in places})


def _boxes(goal: Jacobian) -> list[Region]:
    if any(isinstance(place, Symbol) for place in goal.point):
        return [NUMBERS]
    pairs = list(zip(goal.letters, goal.point, strict=True))
    return [Region(tuple((x, at - width, at + width) for x, at in pairs)) for width in WIDTHS]


def _goal(claim: Claim) -> Jacobian:
    assert isinstance(claim.goal, Jacobian)
    return claim.goal
