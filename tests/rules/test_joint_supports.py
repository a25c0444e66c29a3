"""Vectors on curves, relations between components, independence by factorisation."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sympy import Expr, Integer, Mul, Rational, exp, log, oo

from symreparam.checker.replay import replay
from symreparam.derivation.builder import Builder
from symreparam.documents.meaning import goals
from symreparam.documents.parse import parse_block
from symreparam.documents.scope_check import check_names
from symreparam.families.table import FAMILY_NAMES
from symreparam.logic.claim import Claim
from symreparam.logic.codec import proof_from_json, proof_to_json
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import HasJointLaw, Judgement
from symreparam.logic.proof import Proof
from symreparam.pipeline import check_text
from symreparam.rules.joint_stages import independent_factors_rule
from symreparam.rules.joint_supports import joint_fails_plane_rule, whole_space
from symreparam.rules.rule import Setting
from symreparam.terms.law import JointLaw
from symreparam.terms.region import Region
from symreparam.terms.scope import Relation, variable

LETS = """let a, b > 0
let r > 0
let U, V ~ Uniform(0, 1)
let X, Y, Z ~ Normal(0, 1)
let A ~ Gamma(a, 1)
let B ~ Gamma(b, 1)
let E, F ~ Exponential(r)
"""
ON_A_CURVE = [
    "(X, -X) ~ Independent(Normal(0, 1), Normal(0, 1))",
    "(X, 2*X) has density exp(-(s^2 + t^2)/2)/(2*pi) at (s, t) for s real and t real",
    "(X, exp(X)) ~ Independent(Normal(0, 1), LogNormal(0, 1))",
    "(X, Y, X + Y) ~ Independent(Normal(0, 1), Normal(0, 1), Normal(0, sqrt(2)))",
    "(A/(A + B), B/(A + B)) ~ Independent(Beta(a, b), Beta(b, a))",
    "(max(X, Y), max(X, Y)) has density exp(-(s^2 + t^2)/2)/pi at (s, t) for s real and t > s",
    "(X, X) ~ MultivariateNormal((0, 0), ((1, 1/2), (1/2, 1)))",
]
BEYOND = [
    "(min(U, V), max(U, V)) has density 1 at (s, t) for 0 < s < 1 and 0 < t < 1",
    "(E, E + F) ~ Independent(Exponential(r), Gamma(2, 1/r))",
    "(sqrt(U)*cos(2*pi*V), sqrt(U)*sin(2*pi*V)) has density 1/4 "
    "at (s, t) for -1 < s < 1 and -1 < t < 1",
    "(A/(A + B + E), B/(A + B + E)) has density 1 at (s, t) for 0 < s < 1 and 0 < t < 1",
]
INDEPENDENT = [
    "A + B, A/(A + B) independent",
    "E + F, E/F independent",
]
DEPENDENT = ["X, X + Y independent", "X, X^2 independent", "X + 2*Y, 2*X + Y independent"]
# never proved: the density is no product, or lives on no product of intervals
NEVER = ["X, X independent", "U, U*V independent", "U + V, U - V independent"]


def claim(goal: str) -> Claim:
    [found] = goals(check_names(parse_block(f"{LETS}prove {goal}"), FAMILY_NAMES))
    assert found.claim is not None
    return found.claim


def refuted(goal: str) -> Proof:
    [found] = check_text(f"{LETS}refute {goal}")
    assert found.verdict == "refuted", found.reason
    assert replay(proof_from_json(proof_to_json(found.proof)), found.claim).refuted
    return found.proof


@pytest.mark.parametrize("goal", ON_A_CURVE)
def test_a_vector_on_a_curve_has_no_density(goal: str) -> None:
    refuted(goal)


@pytest.mark.parametrize("goal", BEYOND)
def test_a_region_that_is_not_reached(goal: str) -> None:
    refuted(goal)


@pytest.mark.parametrize("goal", INDEPENDENT)
def test_independence_by_factorisation(goal: str) -> None:
    [found] = check_text(f"{LETS}prove {goal}")
    assert found.verdict == "proved", found.reason
    assert found.proof.steps[-1].rule == "independent-factors"
    replay(proof_from_json(proof_to_json(found.proof)), found.claim)


@pytest.mark.parametrize("goal", DEPENDENT)
def test_dependence(goal: str) -> None:
    refuted(goal)


@pytest.mark.parametrize("goal", NEVER)
def test_never_independent(goal: str) -> None:
    assert check_text(f"{LETS}prove {goal}")[0].verdict != "proved"


def last(proof: Proof) -> tuple[Builder, tuple[int, ...], tuple[object, ...]]:
    builder = Builder(proof.claim, proof.at)
    for step in proof.steps[:-1]:
        builder.add(step.rule, step.premises, step.args)
    return builder, proof.steps[-1].premises, proof.steps[-1].args


@pytest.mark.parametrize(
    ("goal", "rule"),
    [(ON_A_CURVE[1], "joint-fails-null"), (BEYOND[0], "joint-fails-relation")],
)
def test_every_premise_is_needed(goal: str, rule: str) -> None:
    proof = refuted(goal)
    assert proof.steps[-1].rule == rule
    builder, premises, args = last(proof)
    for index in range(len(premises)):
        with pytest.raises(RuleError, match=rule):
            builder.add(rule, premises[:index] + premises[index + 1 :], args)


def test_a_curve_must_be_null_and_hold() -> None:
    """Planted: 0 = 0 holds and has every point as a zero; y = 3 x does not hold."""
    builder, premises, (goal, curve) = last(refuted(ON_A_CURVE[1]))
    s, t = goal.law.variables
    for wrong in (Integer(0), 3 * s - t, s - s + 0 * t):
        with pytest.raises(RuleError, match="joint-fails-null"):
            builder.add("joint-fails-null", premises, (goal, wrong))
    with pytest.raises(RuleError, match="null-zeros"):
        builder.add("null-zeros", (), (Integer(0), whole_space(goal)))
    other = replace(goal, subjects=(goal.subjects[0], 3 * goal.subjects[0]))
    with pytest.raises(RuleError, match="joint-fails-null"):
        builder.add("joint-fails-null", premises, (other, curve))


SIGNS = """let X, W ~ Normal(0, 1)
let Y ~ Rademacher()
"""


def on_a_plane(goal: str) -> tuple[Setting, tuple[Judgement, ...], tuple[object, ...]]:
    [found] = check_text(f"{SIGNS}refute {goal}")
    assert found.verdict == "refuted" and found.proof is not None, found.reason
    proof, step = found.proof, found.proof.steps[-1]
    assert step.rule == "joint-fails-plane"
    known = tuple(proof.steps[premise].conclusion for premise in step.premises)
    return Setting(proof.claim, proof.claim.scope), known, step.args


def refused(setting: Setting, premises: tuple[Judgement, ...], args: tuple[object, ...]) -> None:
    with pytest.raises(RuleError, match="joint-fails-plane"):
        joint_fails_plane_rule(setting, premises, args)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "goal",
    [
        "(X, X*Y) ~ Independent(Normal(0, 1), Normal(0, 1))",
        "(X, Y) ~ MultivariateNormal((0, 0), ((1, 0), (0, 1)))",
        "(W, X, X*Y) ~ Independent(Normal(0, 1), Normal(0, 1), Normal(0, 1))",
    ],
)
def test_a_form_with_an_atom_needs_both_premises(goal: str) -> None:
    setting, known, args = on_a_plane(goal)
    for fewer in ((), known[:1], known[1:], known[::-1], (*known, known[1])):
        refused(setting, fewer, args)


def test_a_form_must_be_linear_of_this_vector_and_its_atom_positive() -> None:
    """Planted: 0 z is 0 always; z_1 z_2 and a form of another vector; no such atom."""
    setting, known, (goal, form, index) = on_a_plane(
        "(X, X*Y) ~ MultivariateNormal((0, 0), ((1, 0), (0, 1)))"
    )
    s, t = goal.law.variables
    for wrong in (Integer(0), s * t, s, s - t, s + t + 1, 2 * s + 2 * t, s**2 + t):
        refused(setting, known, (goal, wrong, index))
    for place in (-1, index + 1):
        refused(setting, known, (goal, form, place))
    other = replace(goal, subjects=(goal.subjects[0], 2 * goal.subjects[1]))
    refused(setting, known, (other, form, index))
    for other_sign in (replace(known[1], sign=">="), replace(known[1], expr=Integer(2))):
        refused(setting, (known[0], other_sign), (goal, form, index))
    # Z = 0: the form 0 z has the atom 0, whatever the law of Z
    zero = replace(known[0], subject=Integer(0))
    refused(setting, (zero, known[1]), (goal, Integer(0), index))


@pytest.mark.parametrize("goal", ["(X, W*Y) ~ Independent(Normal(0, 1), Normal(0, 1))"])
def test_a_true_one_is_not_refuted(goal: str) -> None:
    for word in ("prove", "refute"):
        assert check_text(f"{SIGNS}{word} {goal}")[0].verdict != "refuted"


def test_a_relation_the_other_way_is_refused() -> None:
    builder, premises, (goal, box, relation) = last(refuted(BEYOND[0]))
    wide = Region(tuple((x, Rational(0), Rational(1)) for x, _, _ in box.bounds))
    for wrong in (
        (goal, box, Relation(relation.right, "<=", relation.left)),
        (goal, box, Relation(relation.left, "<", relation.right)),
        (goal, wide, relation),
    ):
        with pytest.raises(RuleError, match="joint-fails-relation"):
            builder.add("joint-fails-relation", premises, wrong)


S, T = variable("s"), variable("t")


@pytest.mark.parametrize(
    ("expr", "fine"),
    [
        (T - exp(S), True),
        (T - log(S), True),
        (S * T - exp(S), False),  # the coefficient of t vanishes at s = 0
        (exp(T) - exp(S), False),  # not seen
        (S - S + Integer(0), False),
    ],
)
def test_the_zeros_of_a_graph(expr: Expr, fine: bool) -> None:
    builder = Builder(claim(ON_A_CURVE[0]))
    plane = Region(((S, -oo, oo), (T, -oo, oo)))
    if fine:
        builder.add("null-zeros", (), (expr, plane))
        return
    with pytest.raises(RuleError, match="null-zeros"):
        builder.add("null-zeros", (), (expr, plane))


def test_factors_of_one_letter_on_a_product() -> None:
    [found] = check_text("let C, D ~ Gamma(2, 1)\nprove C/D, C + D independent")
    builder, premises, (factors,) = last(found.proof)
    given = builder.conclusion(premises[0])
    one, two = given.law.variables
    for wrong in ((factors[0],), factors[::-1], (factors[0] * two, factors[1] / two)):
        with pytest.raises(RuleError, match="independent-factors"):
            builder.add("independent-factors", premises, (wrong,))
    with pytest.raises(RuleError, match="independent-factors"):
        builder.add("independent-factors", premises[:1], (factors,))
    # planted: the same density on a triangle, where it is a product and the components depend
    triangle = Region(((one, Integer(0), oo), (two, Integer(0), one)))
    law = JointLaw((one, two), triangle, given.law.density)
    same = builder.equal(law.density, Mul(*factors), triangle)
    known = (HasJointLaw(given.subjects, law), builder.conclusion(same))
    with pytest.raises(RuleError, match=r"independent-factors\.region"):
        independent_factors_rule(builder.setting, known, (factors,))
