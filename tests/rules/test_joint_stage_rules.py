"""Joint laws in stages: each obligation of each rule."""

from __future__ import annotations

from dataclasses import replace

import pytest
from stage_claims import LETS, TRUE, claim
from sympy import Expr, Integer, Rational, cos, oo, pi, sin, sqrt

from symreparam.checker.replay import replay
from symreparam.derivation.builder import Builder
from symreparam.derivation.joint import prove_joint
from symreparam.logic.errors import ProofError, RuleError
from symreparam.logic.judgement import HasJointLaw
from symreparam.logic.proof import Proof, SubScope
from symreparam.pipeline import check_text
from symreparam.rules.joint_stages import cut, cut_obligations
from symreparam.terms.law import JointLaw
from symreparam.terms.region import Region
from symreparam.terms.scope import Domain, Relation, parameter, variable

X, Y = variable("s"), variable("t")
PA, PB = (parameter(name, Domain(lower=Integer(0))) for name in "ab")


# --- obligations --------------------------------------------------------------------------------
def stage(goal: str, rule: str) -> tuple[Builder, tuple[int, ...], tuple[object, ...]]:
    """A builder with the steps before the first use of a rule, its premises and arguments."""
    proof = prove_joint(claim(goal))
    builder = Builder(proof.claim)
    for step in proof.steps:
        if step.rule == rule:
            return builder, step.premises, step.args
        builder.add(step.rule, step.premises, step.args)
    raise AssertionError(rule)


@pytest.mark.parametrize(
    ("goal", "rule"),
    [
        (TRUE[2], "pushforward-branches"),
        (TRUE[5], "pushforward-branches"),
        (TRUE[10], "polar"),
        (TRUE[14], "polar-inverse"),
        (TRUE[4], "joint-product"),
        ("(X^2, abs(Y)) ~ Independent(ChiSquared(1), HalfNormal(1))", "rewrite-joint"),
    ],
)
def test_every_premise_is_needed(goal: str, rule: str) -> None:
    builder, premises, args = stage(goal, rule)
    builder.add(rule, premises, args)
    for index in range(len(premises)):
        with pytest.raises(RuleError, match=rule):
            builder.add(rule, premises[:index] + premises[index + 1 :], args)


def test_other_branches_are_refused() -> None:
    builder, premises, (goal, images, source, target, branches) = stage(
        TRUE[2], "pushforward-branches"
    )
    (first, h), (second, k) = branches
    for wrong in (
        (goal, images, source, target, branches[:1]),
        (goal, images, source, target, branches[::-1]),
        (goal, images, source, target, ((first, h), (second, h))),
        (goal, images, source, target, ((5, h), (second, k))),
        (goal, images[::-1], source, target, branches),
        (goal, images, ((), ()), target, branches[:1]),
        (replace(goal, subjects=goal.subjects[::-1]), images, source, target, branches),
    ):
        with pytest.raises(RuleError):
            builder.add("pushforward-branches", premises, wrong)


def test_half_of_a_fold_is_refused() -> None:
    """Planted: the density of one branch alone, as if |X| had one preimage."""
    builder, premises, (goal, *rest) = stage(TRUE[5], "pushforward-branches")
    half = replace(goal, law=replace(goal.law, density=goal.law.density / 2))
    with pytest.raises(RuleError, match=r"pushforward-branches.density"):
        builder.add("pushforward-branches", premises, (half, *rest))


def test_cuts_must_lie_inside_and_in_order() -> None:
    x, y = variable("x"), variable("y")
    box = Region(((x, Integer(0), Integer(1)), (y, x, oo)))
    half = Rational(1, 2)
    assert len(cut(box, ((half,), (x + 1, x + 2)))) == 6
    assert Relation(x, "<", x + 1) in [
        needed.relation for needed in cut_obligations(box, 1, (x + 1, x + 2), "cut")[2:]
    ]
    for index, mark in ((0, x), (0, y), (1, y), (1, oo)):
        with pytest.raises(RuleError):
            cut_obligations(box, index, (Integer(0) + mark,), "cut")


def test_terms_that_share_a_variable_are_not_side_by_side() -> None:
    builder, premises, (letters,) = stage(TRUE[4], "joint-product")
    with pytest.raises(RuleError, match=r"joint-product.shared"):
        builder.add("joint-product", (premises[0], premises[0]), (letters,))
    with pytest.raises(RuleError, match=r"joint-product.letters"):
        builder.add("joint-product", premises, ((letters[0], letters[0]),))


@pytest.mark.parametrize(
    ("expr", "fine"),
    [
        (X * Y, True),
        (X**2 - Y, True),
        (PA * X - PB * X * Y, True),
        ((PA - PB) * X, False),
        (X * Y - Y * X, False),
        (sin(X) * Y, False),
    ],
)
def test_zeros_of_a_polynomial_in_two_variables(expr: Expr, fine: bool) -> None:
    builder = Builder(claim(TRUE[4]))
    plane = Region(((X, -oo, oo), (Y, -oo, oo)))
    if fine:
        builder.add("null-zeros", (), (expr, plane))
        return
    with pytest.raises(RuleError, match="null-zeros"):
        builder.add("null-zeros", (), (expr, plane))


# --- polar coordinates --------------------------------------------------------------------------
def test_polar_needs_a_whole_turn_and_the_right_region() -> None:
    builder, premises, (goal, sector) = stage(TRUE[10], "polar")
    x, y = goal.law.variables
    half = Region(((x, -oo, oo), (y, Integer(0), oo)))
    for wrong, other in (
        (goal, 1),
        (goal, 9),
        (replace(goal, law=replace(goal.law, region=half)), sector),
        (replace(goal, law=replace(goal.law, density=2 * goal.law.density)), sector),
        (replace(goal, subjects=goal.subjects[::-1]), sector),
    ):
        with pytest.raises(RuleError, match="polar"):
            builder.add("polar", premises, (wrong, other))


@pytest.mark.parametrize(
    ("low", "high", "inner"),
    [
        (Integer(0), 4 * pi, Integer(0)),  # twice around
        (Integer(0), pi, Integer(0)),  # half a turn onto the plane
        (Integer(0), 2 * pi, Integer(1)),  # a ring onto the plane
        (Integer(0), 2 * pi, -oo),  # a radius of both signs
    ],
)
def test_polar_refuses_other_rectangles(low: object, high: object, inner: object) -> None:
    """Planted: joint laws on rectangles that do not go onto the plane once."""
    builder, premises, (goal, _) = stage(TRUE[10], "polar")
    given = builder.conclusion(premises[0])
    r, t = given.law.variables
    region = Region(((r, inner, oo), (t, low, high)))
    planted = HasJointLaw(given.subjects, JointLaw((r, t), region, given.law.density))
    x, y = goal.law.variables
    equation = builder.equal(
        goal.law.density.xreplace({x: r * cos(t), y: r * sin(t)}) * r, given.law.density, region
    )
    from symreparam.rules.polar import polar_rule

    known = (planted, builder.conclusion(equation))
    for sector in range(4):
        with pytest.raises(RuleError, match="polar"):
            polar_rule(builder.setting, known, (goal, sector))


def test_polar_inverse_needs_the_plane_and_the_principal_angle() -> None:
    builder, premises, (goal,) = stage(TRUE[14], "polar-inverse")
    r, t = goal.law.variables
    for bounds in (
        ((r, Integer(0), oo), (t, Integer(0), 2 * pi)),
        ((r, -oo, oo), (t, -pi, pi)),
        ((r, Integer(0), oo), (t, -pi / 2, pi / 2)),
    ):
        wrong = replace(goal, law=replace(goal.law, region=Region(bounds)))
        with pytest.raises(RuleError, match="polar-inverse"):
            builder.add("polar-inverse", premises, (wrong,))
    x, y = (subject for subject in builder.conclusion(premises[0]).subjects)
    other = replace(goal, subjects=(sqrt(x**2 + y**2), goal.subjects[1] / 2))
    with pytest.raises(RuleError, match=r"polar-inverse.subjects"):
        builder.add("polar-inverse", premises, (other,))


# --- marginals ----------------------------------------------------------------------------------
def changed(proof: Proof, **parts: object) -> Proof:
    return replace(proof, **parts)


def test_the_marginal_needs_the_integral_at_every_point() -> None:
    proof = check_text(f"{LETS}prove {TRUE[0]}")[0].proof
    replay(proof)
    index = next(i for i, s in enumerate(proof.steps) if s.rule == "marginal")
    step = proof.steps[index]
    law, integral = step.premises

    def planted(other: object) -> Proof:
        steps = (*proof.steps[:index], other, *proof.steps[index + 1 :])
        return changed(proof, steps=steps)

    wrong = [
        replace(step, premises=(law,)),
        replace(step, premises=(integral, law)),
        replace(step, premises=(law, law)),
        replace(step, args=(Integer(1),)),
        replace(step, conclusion=replace(step.conclusion, subjects=step.conclusion.subjects[::-1])),
    ]
    for other in wrong:
        with pytest.raises(ProofError):
            replay(planted(other))


def test_the_marginal_is_taken_where_the_other_components_are_anything() -> None:
    """Planted: the integral under one more assumption, which the law does not make."""
    proof = check_text(f"{LETS}prove {TRUE[0]}")[0].proof
    inner = proof.scopes[-1]
    x = proof.scopes[0].bound.variables[0]
    assert inner.parent == 1
    narrowed = Region(((x, Integer(0), Rational(1, 2)),))
    with pytest.raises(ProofError):
        replay(changed(proof, scopes=(SubScope(0, None, narrowed), inner)))
