"""Joint laws: the bijection's obligations one by one, and claims of the language."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sympy import Expr, Integer, Rational, Symbol, oo, sqrt

from symreparam.checker.replay import replay
from symreparam.derivation.builder import Builder
from symreparam.derivation.joint import _Plan, joint_goal, prove_joint
from symreparam.documents.joint_ranges import nested
from symreparam.documents.meaning import goals
from symreparam.documents.parse import parse_block
from symreparam.documents.scope_check import check_names
from symreparam.families.table import FAMILY_NAMES
from symreparam.logic.claim import Claim
from symreparam.logic.codec import proof_from_json, proof_to_json
from symreparam.logic.errors import ProofError, RuleError, Unsupported
from symreparam.logic.judgement import HasJointLaw, Holds
from symreparam.logic.proof import Proof
from symreparam.pipeline import check_text
from symreparam.rules.joint import existence
from symreparam.terms.law import Named
from symreparam.terms.region import Region
from symreparam.terms.scope import Relation, variable

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


# --- ranges -------------------------------------------------------------------------------------
S, T = variable("s"), variable("t")


@pytest.mark.parametrize(
    ("gaps", "bounds"),
    [
        ([S, T - S], ((S, 0, oo), (T, S, oo))),
        ([S, 1 - S, T, 1 - T, 1 - S - T], ((S, 0, 1), (T, 0, 1 - S))),
        ([S, T, T - S], ((S, 0, oo), (T, S, oo))),
        ([S, 1 - S, T, 1 - S * T, T - S], ((S, 0, 1), (T, S, 1 / S))),
        ([], ((S, -oo, oo), (T, -oo, oo))),
        ([1 - S**2 - T**2], ((S, -1, 1), (T, -sqrt(1 - S**2), sqrt(1 - S**2)))),
        ([1 - S**2 - 4 * T**2], ((S, -1, 1), (T, -sqrt((1 - S**2) / 4), sqrt((1 - S**2) / 4)))),
        ([4 - S**2 - T**2, T, S], ((S, 0, 2), (T, 0, sqrt(4 - S**2)))),
        ([S, S - abs(T)], ((S, 0, oo), (T, -S, S))),
        # in the other order, where no interval is empty
        ([T - S, T + S - 1], ((T, Rational(1, 2), oo), (S, 1 - T, T))),
        ([T, 1 - T, S - T, T + 1 - S], ((T, 0, 1), (S, T, T + 1))),
        ([S, 2 - S, T, 1 - T, T - S + 1, S - T], ((T, 0, 1), (S, T, T + 1))),
        ([S - T**2], ((T, -oo, oo), (S, T**2, oo))),
    ],
)
def test_nested_ranges(gaps: list[Expr], bounds: tuple[tuple[Symbol, Expr, Expr], ...]) -> None:
    found = nested([Integer(0) + gap for gap in gaps], (S, T))
    assert [(x, low, high) for x, low, high in found.bounds] == [tuple(b) for b in bounds]


@pytest.mark.parametrize(
    "gaps",
    [
        [1 - S**2 - S * T - 2 * T**2],
        [-(S**2) - T**2],
        [variable("p") ** 2 - S**2 - T**2],
        [1 - S**2 - T**2, 2 - S**2 - T**2],
        [S * T],
        [S - T**2, 1 - S],
        [S * T, 1 - S, 1 - T],
        [S + T, 1 - S - T, S - T**2],
    ],
)
def test_ranges_that_are_not_nested(gaps: list[Expr]) -> None:
    with pytest.raises(Unsupported):
        nested(gaps, (S, T))


# ranges and densities that were once read as less than they say
WEAK = """let p real
let q >= 0
let r > 0
let U, V ~ Uniform(0, 1)
let X, Y ~ Normal(0, 1)
let A, B ~ Exponential(1)
prove """
UNIT = "(U, V) has density 1 at (s, t) for "
NORMAL = "(X, Y) has density exp(-(s^2 + t^2)/2)/(2*pi)"
EXPONENTIAL = "(A, B) has density exp(-s - t) at (s, t) for "


@pytest.mark.parametrize(
    "goal",
    [
        UNIT + "0 < s < 1 and 0 < t < 1 and p < 1/2",
        UNIT + "0 < s < 1 and 0 < t < 1 and 2 < 1",
        UNIT + "0 < s < 1 < 1/2 and 0 < t < 1",
        UNIT + "s > 0 and q*s < q and 0 < t < 1",
        UNIT + "0 < s < 1 and 0 < t < 1 and s - s > 0",
        UNIT + "0 < s < 1 and 0 < t < p/p",
        NORMAL + " at (s, t) for s > oo and t real",
        NORMAL + " at (s, t) for s < -oo and t real",
        NORMAL + "*(p/p) at (s, t) for s real and t real",
        NORMAL + " + 0*log(s) at (s, t) for s real and t real",
        EXPONENTIAL + "q*s > 0 and t > 0",
        EXPONENTIAL + "p^2*s > 0 and t > 0",
        EXPONENTIAL + "s > 0 and abs(p)*t > 0",
        "X has density (p/p)*exp(-t^2/2)/sqrt(2*pi) for t real",
    ],
)
def test_no_condition_is_lost(goal: str) -> None:
    assert check_text(WEAK + goal)[0].verdict in ("error", "unsupported", "undecided")


@pytest.mark.parametrize(
    "goal",
    [UNIT + "0 < s < 1 and 0 < t < 1 and s < oo and 1 < 2", EXPONENTIAL + "r*s > 0 and t > 0"],
)
def test_conditions_that_say_nothing_more(goal: str) -> None:
    assert check_text(WEAK + goal)[0].verdict == "proved"


# factors that are no laws: their signs cancel in the product -------------------------------------
@pytest.mark.parametrize(
    "goal",
    [
        "(X, Y) ~ Independent(Normal(0, -1), Normal(0, -1))",
        "(X, Y) ~ Independent(Laplace(0, -1), Laplace(0, -1))",
        "(p*X, p*Y) ~ Independent(Normal(0, p), Normal(0, p))",
        "(X, q*Y) ~ Independent(Normal(0, 1), Normal(0, q))",
        "(X, p*Y) ~ Independent(Normal(0, 1), Normal(0, abs(p)))",
    ],
)
def test_a_claimed_factor_must_be_a_law(goal: str) -> None:
    [found] = check_text(WEAK.removesuffix("prove ") + "refute " + goal)
    assert found.verdict == "refuted", found.reason
    assert found.proof.steps[-1].rule == "joint-no-law"
    assert replay(proof_from_json(proof_to_json(found.proof)), found.claim).refuted


def test_a_sign_that_is_open_is_no_proof() -> None:
    lets = "let c != 0\nlet X, Y ~ Normal(0, 1)\n"
    goal = "prove (c*X, c*Y) ~ Independent(Normal(0, c), Normal(0, c))"
    assert check_text(lets + goal)[0].verdict == "refuted"
    positive = lets.replace("c != 0", "c > 0")
    assert check_text(positive + goal)[0].verdict == "proved"


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


@pytest.mark.parametrize(
    ("goal", "verdict"),
    [
        ("density 1 at (s, t) for 0 < t < 1 and t < s < t + 1", "proved"),
        ("density 1 at (s, t) for 0 < s < 2 and 0 < t < 1 and s - 1 < t < s", "proved"),
        ("density 1/2 at (s, t) for 0 < s < 2 and 0 < t < 1 and s - 1 < t < s", "refuted"),
        ("density 1 at (s, t) for 0 < t < 1 and t < s < 1", "refuted"),
    ],
)
def test_ranges_in_the_other_order(goal: str, verdict: str) -> None:
    [found] = check_text(f"let X, Y ~ Uniform(0, 1)\nprove (X + Y, X) has {goal}")
    assert found.verdict == verdict, found.reason
