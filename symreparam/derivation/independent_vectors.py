"""Independence of vectors searched for: components, the joint density; two terms that depend."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, product

from sympy import Expr, Integer, Mul, Rational, Symbol, nan, oo, zoo

from symreparam.decide.answer import Context
from symreparam.decide.points import sample
from symreparam.derivation.branch import NoInverse
from symreparam.derivation.builder import Builder
from symreparam.derivation.dependence import prove_independent
from symreparam.derivation.dependent import refute_independent
from symreparam.derivation.graft import graft
from symreparam.derivation.joint_independence import joint_steps
from symreparam.logic.claim import Claim
from symreparam.logic.errors import RuleError, Unsupported
from symreparam.logic.judgement import (
    Fails,
    HasJointLaw,
    Independent,
    IndependentVectors,
)
from symreparam.logic.proof import Proof, Step
from symreparam.rules.independent_vectors import components, grouped, powers_of
from symreparam.terms.law import JointLaw

Values = tuple[tuple[Symbol, Expr], ...]
Failure = (RuleError, NoInverse, Unsupported)


def prove_independent_vectors(claim: Claim) -> Proof:
    """A proof of the claim's goal. Raises RuleError, NoInverse or Unsupported."""
    builder, goal = Builder(claim), claim.goal
    assert isinstance(goal, IndependentVectors)
    try:
        return builder.proof(builder.add("independent-vectors", (), (goal,)))
    except RuleError:
        pass
    terms = Independent(components(goal))
    try:
        for step in joint_steps(builder, terms, tuple(map(len, goal.vectors))):
            try:
                return builder.proof(_factored(builder, goal, step))
            except RuleError:
                continue
    except Failure:
        pass
    builder = Builder(claim)
    given = graft(builder, prove_independent(replace(claim, goal=terms)))
    return builder.proof(builder.add("independent-vectors-terms", (given,), (goal,)))


def refute_independent_vectors(claim: Claim, values: Values) -> Proof | None:
    """A proof that two functions of two of the vectors depend at these values, or None."""
    goal = claim.goal
    assert isinstance(goal, IndependentVectors)
    for (i, one), (j, two) in combinations(enumerate(goal.vectors), 2):
        for left, right in sorted(product(_powers(one), _powers(two)), key=_degree):
            pair = Independent((powers_of(one, left), powers_of(two, right)))
            found = refute_independent(replace(claim, goal=pair), values)
            if found is None:
                continue
            here = Builder(claim, values).claim.goal
            last = Step(
                0, "dependent-vectors", (len(found.steps) - 1,), (here, i, j, left, right),
                Fails(here),
            )
            return replace(found, claim=claim, steps=(*found.steps, last))
    return None


def _degree(powers: tuple[tuple[int, ...], tuple[int, ...]]) -> int:
    return sum(powers[0]) + sum(powers[1])


def _powers(vector: tuple[Expr, ...]) -> list[tuple[int, ...]]:
    """Each component alone, and the product of each two."""
    size = len(vector)
    chosen = [*combinations(range(size), 1), *combinations(range(size), 2)]
    return [tuple(int(k in places) for k in range(size)) for places in chosen]


def _factored(builder: Builder, goal: IndependentVectors, step: int) -> int:
    """By the density with the letters of the other vectors fixed at a point."""
    known = builder.conclusion(step)
    assert isinstance(known, HasJointLaw)
    error: RuleError | None = None
    for factors in _factors(builder, goal, known.law):
        try:
            same = builder.equal(known.law.density, Mul(*factors), known.law.region)
            args = (goal, factors)
            return builder.add("independent-vectors-factors", (step, same), args)
        except RuleError as failed:
            error = error or failed
    raise error or RuleError("independent-vectors.factors", "no point of the region was found")


def _factors(
    builder: Builder, goal: IndependentVectors, law: JointLaw
) -> Iterator[tuple[Expr, ...]]:
    """q(z_1, c) q(c, z_2)/q(c, c) with a rational point c of the region."""
    places: list[dict[Symbol, Expr]] = [
        dict.fromkeys(law.variables, value)
        for value in (Integer(0), Integer(1), Rational(1, 2))
    ]
    found = sample(Context(builder.setting.scope, law.region), 8)
    places += [{letter: point[letter] for letter in law.variables} for point in found[:1]]
    groups = grouped(goal, law.variables)
    for place in places:
        whole = law.density.xreplace(place)
        if whole == 0 or whole.has(oo, nan, zoo):
            continue
        factors = []
        for group in groups:
            rest = {letter: value for letter, value in place.items() if letter not in group}
            factors.append(law.density.xreplace(rest))
        factors[0] = factors[0] / whole ** (len(groups) - 1)
        yield tuple(factors)
