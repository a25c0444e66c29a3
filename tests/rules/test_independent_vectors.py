"""Independence of vectors: claims, rejects of each obligation, a planted wrong version."""

from __future__ import annotations

import pytest
from sympy import Expr, Integer, Mul, exp, oo

from symreparam.checker.replay import replay
from symreparam.derivation.builder import Builder
from symreparam.documents.meaning import goals
from symreparam.documents.parse import parse_block
from symreparam.logic.claim import Claim
from symreparam.logic.codec import proof_from_json, proof_to_json
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import (
    Equal,
    Fails,
    HasJointLaw,
    Independent,
    IndependentVectors,
)
from symreparam.pipeline import check_text
from symreparam.render.goals_text import claim_text
from symreparam.rules import independent_vectors
from symreparam.rules.independent_vectors import (
    dependent_vectors_rule,
    independent_vectors_factors_rule,
    independent_vectors_rule,
    independent_vectors_terms_rule,
)
from symreparam.rules.rule import Setting
from symreparam.terms.law import JointLaw
from symreparam.terms.region import Region
from symreparam.terms.scope import variable

LETS = """let X, Y, Z ~ Normal(0, 1)
let A, B, C ~ Exponential(1)
let R, S ~ Rademacher()
let m = (X + Y + Z)/3
let d = (X - m, Y - m)
let M ~ Normal(0, 1)
let W ~ Normal(M, 1)
"""
TRUE = [
    "(X, Y), Z",
    "(M, W), (X, Y), A",
    "(X - Y, Z), X + Y",
    "m, d",
    "A + B + C, (A/(A + B + C), B/(A + B + C))",
    "(A/(A + B), C), A + B",
]
FALSE = [
    "(X, Y), X + Y",
    "(X + Z, Y), Z",
    "(R, S), R*S",
    "A + B + C, (A, B)",
    "(X, W), M",
]


@pytest.mark.parametrize("terms", TRUE)
def test_true_claims(terms: str) -> None:
    [found] = check_text(f"{LETS}prove {terms} independent")
    assert found.verdict == "proved", found.reason
    assert found.proof is not None
    assert replay(proof_from_json(proof_to_json(found.proof))) is not None


@pytest.mark.parametrize("terms", FALSE)
def test_false_claims(terms: str) -> None:
    [found] = check_text(f"{LETS}refute {terms} independent")
    assert found.verdict == "refuted", found.reason
    assert found.proof is not None
    assert replay(proof_from_json(proof_to_json(found.proof))) is not None


def test_dependence_within_a_vector_is_no_dependence_of_vectors() -> None:
    [found] = check_text(f"{LETS}prove (X, X^2), (Y, Y + Z) independent")
    assert found.verdict == "proved"
    [flat] = check_text(f"{LETS}refute X, X^2, Y independent")
    assert flat.verdict == "refuted"


def test_the_goal_reads_as_it_was_written() -> None:
    assert claim_text(_claim("(X, X + Y), Z")).endswith("prove (X, X + Y), Z independent")


def _claim(terms: str) -> Claim:
    [goal] = goals(parse_block(f"{LETS}prove {terms} independent"))
    assert goal.claim is not None
    return goal.claim


def _vectors(terms: str) -> tuple[Setting, IndependentVectors]:
    claim = _claim(terms)
    assert isinstance(claim.goal, IndependentVectors)
    return Builder(claim).setting, claim.goal


def test_no_variable_is_shared() -> None:
    setting, goal = _vectors("(X, Y), (Y, Z)")
    with pytest.raises(RuleError, match="shared"):
        independent_vectors_rule(setting, (), (goal,))
    # the law of W names M
    setting, goal = _vectors("(X, W), (M, Y)")
    with pytest.raises(RuleError, match="shared"):
        independent_vectors_rule(setting, (), (goal,))


def test_all_components_are_independent() -> None:
    setting, goal = _vectors("(X, Y), Z")
    x, y, z = (vector[0] for vector in (goal.vectors[0], goal.vectors[0][1:], goal.vectors[1]))
    known = Independent((x, y, z))
    assert independent_vectors_terms_rule(setting, (known,), (goal,)) == goal
    for wrong in (Independent((x, z)), Independent((x, z, y)), Fails(known)):
        with pytest.raises(RuleError):
            independent_vectors_terms_rule(setting, (wrong,), (goal,))


S, T, U = (variable(name) for name in "stu")
ONE, NONE = Integer(1), Integer(0)
BOX = Region(((S, NONE, oo), (T, NONE, oo), (U, NONE, oo)))


def _joint(goal: IndependentVectors, density: Expr, region: Region) -> HasJointLaw:
    terms = tuple(term for vector in goal.vectors for term in vector)
    return HasJointLaw(terms, JointLaw((S, T, U), region, density))


def test_the_density_is_a_product_over_a_product_of_regions() -> None:
    setting, goal = _vectors("(A, B), C")
    factors = (exp(-S - T - S * T), exp(-U))
    cone = Region(((S, NONE, oo), (T, NONE, S), (U, NONE, oo)))
    for region in (BOX, cone):
        given = _joint(goal, Mul(*factors), region)
        same = Equal(given.law.density, Mul(*factors), region)
        assert independent_vectors_factors_rule(setting, (given, same), (goal, factors)) == goal
    given = _joint(goal, Mul(*factors), BOX)
    same = Equal(given.law.density, Mul(*factors), BOX)
    mixed = (exp(-S), exp(-T - S * T) * exp(-U))
    tilted = Region(((S, NONE, oo), (T, NONE, oo), (U, NONE, S)))
    other = _joint(goal, Mul(*factors), tilted)
    wrong = [
        ((given,), (goal, factors)),
        ((given, same), (goal, factors[:1])),
        ((given, same), (goal, mixed)),
        ((given, Equal(given.law.density, Mul(*factors), cone)), (goal, factors)),
        ((other, Equal(other.law.density, Mul(*factors), tilted)), (goal, factors)),
        ((HasJointLaw(given.subjects[::-1], given.law), same), (goal, factors)),
    ]
    for premises, args in wrong:
        with pytest.raises(RuleError):
            independent_vectors_factors_rule(setting, premises, args)


def test_two_terms_of_different_vectors() -> None:
    setting, goal = _vectors("(R, S), R*S")
    (r, s), (t,) = goal.vectors
    known = Fails(Independent((r * s, t)))
    args = (goal, 0, 1, (1, 1), (1,))
    assert dependent_vectors_rule(setting, (known,), args) == Fails(goal)
    wrong = [
        (Independent((r * s, t)), args),
        (Fails(Independent((r, s))), (goal, 0, 0, (1, 0), (0, 1))),
        (known, (goal, 0, 1, (1, 0), (1,))),
        (known, (goal, 1, 0, (1, 1), (1,))),
        (known, (goal, 0, 2, (1, 1), (1,))),
        (known, (goal, 0, 1, (1, 1, 0), (1,))),
        (known, (goal, 0, 1, (1, -1), (1,))),
        (known, (goal, 0, 1, (0, 0), (1,))),
    ]
    for premise, arguments in wrong:
        with pytest.raises(RuleError):
            dependent_vectors_rule(setting, (premise,), arguments)


def test_a_planted_grouping_of_other_sizes(monkeypatch: pytest.MonkeyPatch) -> None:
    """The letters must be those of the vectors, as many for each as it has components."""
    setting, goal = _vectors("(A, B), C")
    factors = (exp(-S), exp(-T - U - U * T))
    given = _joint(goal, Mul(*factors), BOX)
    premises = (given, Equal(given.law.density, Mul(*factors), BOX))
    with pytest.raises(RuleError, match="factor"):
        independent_vectors_factors_rule(setting, premises, (goal, factors))
    monkeypatch.setattr(independent_vectors, "grouped", lambda goal, letters: [(S,), (T, U)])
    independent_vectors_factors_rule(setting, premises, (goal, factors))  # a falsehood
