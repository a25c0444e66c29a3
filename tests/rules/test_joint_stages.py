"""Joint laws in stages: each obligation of each rule, and claims that go through them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sympy import Expr, Integer, Rational, cos, oo, pi, sin, sqrt

from symreparam.checker.replay import replay
from symreparam.derivation.builder import Builder
from symreparam.derivation.joint import prove_joint
from symreparam.documents.meaning import goals
from symreparam.documents.parse import parse_block
from symreparam.documents.scope_check import check_names
from symreparam.families.table import FAMILY_NAMES
from symreparam.logic.claim import Claim
from symreparam.logic.codec import proof_from_json, proof_to_json
from symreparam.logic.errors import ProofError, RuleError
from symreparam.logic.judgement import HasJointLaw
from symreparam.logic.proof import Proof, SubScope
from symreparam.pipeline import check_text
from symreparam.rules.joint_stages import cut, cut_obligations
from symreparam.terms.law import JointLaw
from symreparam.terms.region import Region
from symreparam.terms.scope import Domain, Relation, parameter, variable

LETS = """let a, b, c > 0
let r > 0
let U, V ~ Uniform(0, 1)
let X, Y, Z ~ Normal(0, 1)
let A ~ Gamma(a, 1)
let B ~ Gamma(b, 1)
let C ~ Gamma(c, 1)
let E, F ~ Exponential(r)
let th ~ Uniform(0, 2*pi)
let ph ~ Uniform(-pi, pi)
let R ~ Rayleigh(a)
"""
SIMPLEX = "at (x, y) for x > 0 and y > 0 and x + y < 1"
TRUE = [
    "(A/(A + B + C), B/(A + B + C)) has density gamma(a + b + c)/(gamma(a)*gamma(b)*gamma(c))"
    f"*x^(a - 1)*y^(b - 1)*(1 - x - y)^(c - 1) {SIMPLEX}",
    "(A + B, A + B + C) has density x^(a + b - 1)*(y - x)^(c - 1)*exp(-y)/(gamma(a + b)*gamma(c)) "
    "at (x, y) for x > 0 and y > x",
    "(min(X, Y), max(X, Y)) has density exp(-(x^2 + y^2)/2)/pi at (x, y) for x real and y > x",
    "(min(E, F), abs(E - F)) ~ Independent(Exponential(2*r), Exponential(r))",
    "(X^2, Y^2) has density exp(-(x + y)/2)/(2*pi*sqrt(x*y)) at (x, y) for x > 0 and y > 0",
    "(X/Y, abs(Y)) has density y*exp(-y^2*(1 + x^2)/2)/pi at (x, y) for x real and y > 0",
    "(X*Y, Y) has density exp(-x^2/(2*y^2) - y^2/2)/(2*pi*abs(y)) at (x, y) for x real and y real",
    "(X^2 + Y^2, X/Y) ~ Independent(Exponential(1/2), Cauchy(0, 1))",
    "(X/Z, Y/Z) has density 1/(2*pi*(1 + x^2 + y^2)^(3/2)) at (x, y) for x real and y real",
    "(X + Y, Y + Z) ~ MultivariateNormal((0, 0), ((2, 1), (1, 2)))",
    "(R*cos(th), R*sin(th)) ~ Independent(Normal(0, a), Normal(0, a))",
    "(R*sin(ph), R*cos(ph)) ~ Independent(Normal(0, a), Normal(0, a))",
    "(1 + a*sqrt(-2*log(U))*cos(2*pi*V), b*sqrt(-2*log(U))*sin(2*pi*V)) "
    "~ Independent(Normal(1, a), Normal(0, b))",
    "(sqrt(-2*log(U))*cos(pi*V), sqrt(-2*log(U))*sin(pi*V)) "
    "~ Independent(Normal(0, 1), HalfNormal(1))",
    "(X^2 + Y^2, atan2(Y, X)) ~ Independent(Exponential(1/2), Uniform(-pi, pi))",
    "(X^2, X*Y) has density exp(-x/2 - y^2/(2*x))/(2*pi*x) at (x, y) for x > 0 and y real",
]
FALSE = [
    "(A/(A + B + C), B/(A + B + C)) has density gamma(a + b + c)/(gamma(a)*gamma(b)*gamma(c))"
    f"*x^a*y^b*(1 - x - y)^c {SIMPLEX}",
    "(min(X, Y), max(X, Y)) has density exp(-(x^2 + y^2)/2)/(2*pi) at (x, y) for x real and y > x",
    "(X^2, Y^2) has density exp(-(x + y)/2)/(8*pi*sqrt(x*y)) at (x, y) for x > 0 and y > 0",
    "(X/Y, Y) has density y*exp(-y^2*(1 + x^2)/2)/(2*pi) at (x, y) for x real and y real",
    "(R*cos(th), R*sin(th)) has density sqrt(x^2 + y^2)*exp(-(x^2 + y^2)/2)/(2*pi) "
    "at (x, y) for x real and y real",
    "(sqrt(-log(U))*cos(2*pi*V), sqrt(-log(U))*sin(2*pi*V)) ~ Independent(Normal(0, 1), "
    "Normal(0, 1))",
    # a half turn only: nothing lies below the axis
    "(sqrt(-2*log(U))*cos(pi*V), sqrt(-2*log(U))*sin(pi*V)) ~ Independent(Normal(0, 1), "
    "Normal(0, 1))",
    "(X + Y, Y + Z) ~ MultivariateNormal((0, 0), ((2, 0), (0, 2)))",
]
# maps that overlap, are not onto, or turn twice: none of these may be proved
NEVER = [
    "(abs(X), Y) has density exp(-(x^2 + y^2)/2)/(2*pi) at (x, y) for x > 0 and y real",
    "(X^2, Y^2) has density exp(-(x + y)/2)/(2*pi*sqrt(x*y)) at (x, y) for x > 0 and y > x",
    "(R*cos(2*th), R*sin(2*th)) ~ Independent(Normal(0, a), HalfNormal(a))",
    "(-R*cos(th), R*sin(th)) ~ Independent(Normal(0, a), HalfNormal(a))",
    "(U*cos(2*pi*V), U*sin(2*pi*V)) has density 1/(2*pi*sqrt(x^2 + y^2)) "
    "at (x, y) for x real and y real",
    "(R*cos(th), R*cos(th)) ~ Independent(Normal(0, a), Normal(0, a))",
    "(X - Y, Y - X) ~ Independent(Normal(0, sqrt(2)), Normal(0, sqrt(2)))",
    "(A/(A + B), B/(A + B)) ~ Independent(Beta(a, b), Beta(b, a))",
    "(max(X, Y), max(X, Y)) has density exp(-(x^2 + y^2)/2)/pi at (x, y) for x real and y > x",
]


X, Y = variable("s"), variable("t")
PA, PB = (parameter(name, Domain(lower=Integer(0))) for name in "ab")


def claim(goal: str) -> Claim:
    [found] = goals(check_names(parse_block(f"{LETS}prove {goal}"), FAMILY_NAMES))
    assert found.claim is not None
    return found.claim


@pytest.mark.parametrize("goal", TRUE)
def test_true_claims(goal: str) -> None:
    [found] = check_text(f"{LETS}prove {goal}")
    assert found.verdict == "proved", found.reason
    assert replay(proof_from_json(proof_to_json(found.proof)), found.claim)


@pytest.mark.parametrize("goal", FALSE)
def test_false_claims(goal: str) -> None:
    [found] = check_text(f"{LETS}refute {goal}")
    assert found.verdict == "refuted", found.reason
    assert replay(proof_from_json(proof_to_json(found.proof)), found.claim).refuted


@pytest.mark.parametrize("goal", NEVER)
def test_never_proved(goal: str) -> None:
    assert check_text(f"{LETS}prove {goal}")[0].verdict != "proved"


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
