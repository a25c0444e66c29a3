"""Joint laws: the bijection's obligations one by one, and claims of the language."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sympy import Integer, Rational

from symreparam.checker.replay import replay
from symreparam.derivation.builder import Builder
from symreparam.derivation.joint import _Plan, joint_goal, prove_joint
from symreparam.documents.meaning import goals
from symreparam.documents.parse import parse_block
from symreparam.documents.scope_check import check_names
from symreparam.families.table import FAMILY_NAMES
from symreparam.logic.claim import Claim
from symreparam.logic.codec import proof_from_json, proof_to_json
from symreparam.logic.errors import ProofError, RuleError
from symreparam.logic.judgement import HasJointLaw, Holds
from symreparam.logic.proof import Proof
from symreparam.pipeline import check_text
from symreparam.rules.joint import existence
from symreparam.terms.law import Named
from symreparam.terms.region import Region
from symreparam.terms.scope import Relation

LETS = """let m1, m2 real
let a, c > 0
let b real
let r > 0
let e1, e2, e3 ~ Normal(0, 1)
let X, Y ~ Exponential(r)
let U, V ~ Uniform(0, 1)
let z = (m1 + a*e1, m2 + b*e1 + c*e2)
"""
TRUE = [
    "(e1, e2) ~ Independent(Normal(0, 1), Normal(0, 1))",
    "z ~ MultivariateNormal((m1, m2), ((a^2, a*b), (a*b, b^2 + c^2)))",
    "(m1 + a*e1, m2 + c*e2) ~ MultivariateNormal((m1, m2), ((a^2, 0), (0, c^2)))",
    "(m1 + a*e1, m2 + c*e2) ~ Independent(Normal(m1, a), Normal(m2, c))",
    "(e1 + e2, e1 - e2) ~ Independent(Normal(0, sqrt(2)), Normal(0, sqrt(2)))",
    "(e2, e1) ~ Independent(Normal(0, 1), Normal(0, 1))",
    "(X, Y) has density r^2*exp(-r*(s + t)) at (s, t) for s > 0 and t > 0",
    "(X, X + Y) has density r^2*exp(-r*t) at (s, t) for s > 0 and t > s",
    "(X + Y, X) has density r^2*exp(-r*s) at (s, t) for s > 0 and 0 < t < s",
    "(X + Y, X/(X + Y)) ~ Independent(Gamma(2, 1/r), Uniform(0, 1))",
    "(exp(e1), exp(e2)) ~ Independent(LogNormal(0, 1), LogNormal(0, 1))",
    "(U, (1 - U)*V) has density 1/(1 - s) at (s, t) for 0 < s < 1 and 0 < t < 1 and s + t < 1",
    "(U*V, U/V) has density 1/(2*t) at (s, t) for 0 < s < 1 and t > 0 and s*t < 1 and s < t",
    "(a*e1, b*e1 + a*e2, b*e2 + c*e3) has density "
    "exp(-(x/a)^2/2 - ((y - b*x/a)/a)^2/2 - ((w - b*(y - b*x/a)/a)/c)^2/2)/(sqrt(2*pi)^3*a^2*c) "
    "at (x, y, w) for x real and y real and w real",
]
FALSE = [
    "(e1, e2) ~ Independent(Normal(0, 1), Normal(0, 2))",
    "z ~ MultivariateNormal((m1, m2), ((a^2, 0), (0, b^2 + c^2)))",
    "z ~ MultivariateNormal((m2, m1), ((a^2, a*b), (a*b, b^2 + c^2)))",
    "(m1 + a*e1, m2 + c*e2) ~ MultivariateNormal((m1, m2), ((a, 0), (0, c)))",
    "(e1 + e2, e1 - e2) ~ Independent(Normal(0, 1), Normal(0, 1))",
    "(X, X + Y) has density r^2*exp(-r*t) at (s, t) for s > 0 and t > 0",
    "(X, Y) has density r^2*exp(-r*(s + t)) at (s, t) for s > 0 and t > s",
    "(X, Y) has density 2*r^2*exp(-r*(s + t)) at (s, t) for s > 0 and t > s",
    "(X + Y, X/(X + Y)) ~ Independent(Gamma(2, r), Uniform(0, 1))",
    "(X + Y, X - Y) ~ Independent(Gamma(2, 1/r), Laplace(0, 1/r))",
    "(exp(e1), exp(e2)) ~ Independent(Normal(0, 1), LogNormal(0, 1))",
    "(U, (1 - U)*V) has density 2 at (s, t) for 0 < s < 1 and 0 < t < 1 and s + t < 1",
    "(U*V, U/V) has density 1/t at (s, t) for 0 < s < 1 and t > 0 and s*t < 1 and s < t",
    "(U, U*V) ~ Independent(Uniform(0, 1), Uniform(0, 1))",
]
NEITHER = [
    ("(e1, e1) ~ Independent(Normal(0, 1), Normal(0, 1))", "refuted"),
    ("(e1, e2) ~ Normal(0, 1)", "error"),
    ("(e1, e2) has density 1 at s for s real", "error"),
    ("(e1, e2) has density 1 at (s, t, w) for s real and t real and w real", "error"),
    ("(e1, e2) ~ Independent(Normal(0, 1))", "error"),
    ("(e1, e2) ~ MultivariateNormal((0, 0), ((1, 2), (3, 4)))", "error"),
    ("(e1, e2) ~ MultivariateNormal((0, 0, 0), ((1, 0), (0, 1)))", "error"),
]


def claim(goal: str) -> Claim:
    [found] = goals(check_names(parse_block(LETS + goal), FAMILY_NAMES))
    assert found.claim is not None
    return found.claim


@pytest.mark.parametrize("goal", TRUE)
def test_true_claims(goal: str) -> None:
    [found] = check_text(f"{LETS}prove {goal}")
    assert found.verdict == "proved", found.reason
    assert proof_from_json(proof_to_json(found.proof)) == found.proof
    assert not check_text(f"{LETS}refute {goal}")[0].ok


@pytest.mark.parametrize("goal", FALSE)
def test_false_claims(goal: str) -> None:
    [found] = check_text(f"{LETS}refute {goal}")
    assert found.verdict == "refuted", found.reason
    assert replay(proof_from_json(proof_to_json(found.proof)), found.claim).refuted


@pytest.mark.parametrize(("goal", "verdict"), NEITHER)
def test_what_is_neither(goal: str, verdict: str) -> None:
    [found] = check_text(f"{LETS}prove {goal}")
    assert found.verdict == verdict, found.reason


# --- the rules ----------------------------------------------------------------------------------
CONE = "prove (X, X + Y) has density r^2*exp(-r*t) at (s, t) for s > 0 and t > s"


def last_step(proof: Proof) -> tuple[Builder, tuple[int, ...], tuple[object, ...]]:
    """A builder with all steps but the last, whose premises and arguments are returned."""
    builder = Builder(proof.claim)
    for step in proof.steps[:-1]:
        builder.add(step.rule, step.premises, step.args)
    return builder, proof.steps[-1].premises, proof.steps[-1].args


def test_every_premise_of_the_bijection_is_needed() -> None:
    builder, premises, arguments = last_step(prove_joint(claim(CONE)))
    builder.add("pushforward-joint", premises, arguments)
    for index in range(len(premises)):
        kept = premises[:index] + premises[index + 1 :]
        with pytest.raises(RuleError, match="pushforward-joint"):
            builder.add("pushforward-joint", kept, arguments)


def test_another_inverse_or_other_letters_are_refused() -> None:
    builder, premises, (goal, letters, inverse) = last_step(prove_joint(claim(CONE)))
    s, t = goal.law.variables
    for wrong in (
        (goal, letters, (s, t)),
        (goal, letters, inverse[::-1]),
        (goal, letters[:1], inverse),
        (goal, (letters[0], letters[0]), inverse),
        (goal, letters, inverse[:1]),
    ):
        with pytest.raises(RuleError):
            builder.add("pushforward-joint", premises, wrong)


@pytest.mark.parametrize(
    ("goal", "attempt"),
    [
        ("prove (X, X + Y) has density r^2*exp(-r*t) at (s, t) for s > 0 and t > 0", "inside"),
        ("prove (X, Y) has density r^2*exp(-r*(s + t)) at (s, t) for s > 0 and t > s", "outside"),
        ("prove (e1, e2) ~ Independent(Normal(0, 1), Normal(0, 2))", "density"),
        ("prove (exp(e1), e2) ~ Independent(Normal(0, 1), Normal(0, 1))", "range"),
    ],
)
def test_every_premise_of_a_counterexample_is_needed(goal: str, attempt: str) -> None:
    found = claim(goal)
    values = tuple((symbol, Integer(1)) for symbol in found.scope.names)
    builder = Builder(found, values)
    plan = _Plan(builder, joint_goal(builder.claim))
    step = builder.steps[getattr(plan, attempt)()]
    for index in range(len(step.premises)):
        kept = step.premises[:index] + step.premises[index + 1 :]
        with pytest.raises(RuleError, match="joint-fails"):
            builder.add(step.rule, kept, step.args)
    wide = Region(tuple((x, Rational(-100), Rational(100)) for x, _, _ in step.args[1].bounds))
    with pytest.raises(RuleError):
        builder.add(step.rule, step.premises, (step.args[0], wide, *step.args[2:]))


def test_a_map_that_folds_has_no_inverse() -> None:
    """It is proved otherwise: the components share no variable."""
    proof = prove_joint(
        claim(
            "prove (e1^2, e2) has density exp(-s/2 - t^2/2)/(2*pi*sqrt(s)) "
            "at (s, t) for s > 0 and t real"
        )
    )
    assert "pushforward-joint" not in {step.rule for step in proof.steps}


def test_the_bijection_needs_every_condition_of_the_factors() -> None:
    goal = "prove (m1 + a*e1, m2 + c*e2) ~ Independent(Normal(m1, a), Normal(m2, c))"
    builder, premises, arguments = last_step(prove_joint(claim(goal)))
    conditions = [
        i for i in premises if builder.steps[i].conclusion in map(Holds, existence(arguments[0]))
    ]
    assert len(conditions) == 2
    for step in conditions:
        with pytest.raises(RuleError, match="pushforward-joint"):
            builder.add("pushforward-joint", tuple(i for i in premises if i != step), arguments)


def test_factors_and_density_belong_together() -> None:
    found = claim("prove (e1, e2) ~ Independent(Normal(0, 1), Normal(0, 1))")
    goal = found.goal
    for law in (
        replace(goal.law, density=2 * goal.law.density),
        replace(goal.law, factors=goal.law.factors[:1]),
        replace(goal.law, factors=(Named("Normal", (Integer(0), Integer(2))),) * 2),
        replace(goal.law, factors=(Named("Nonsense", ()),) * 2),
    ):
        forged = replace(
            prove_joint(found), claim=replace(found, goal=HasJointLaw(goal.subjects, law))
        )
        with pytest.raises(ProofError):
            replay(forged)


def test_no_law_needs_a_condition_that_fails() -> None:
    builder = Builder(claim("prove (e1, e2) ~ Independent(Normal(0, 1), Normal(0, 1))"))
    goal = builder.claim.goal
    for relation in (Relation(Integer(0), "<", Integer(1)), Relation(Integer(1), "<=", Integer(1))):
        with pytest.raises(RuleError, match="joint-no-law"):
            builder.add("joint-no-law", (builder.holds(relation),), (goal,))
