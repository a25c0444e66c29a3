"""Joint laws, independence, equality in law, conditions and sizes against numbers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from symreparam.logic.claim import Claim
from symreparam.logic.judgement import GoalJudgement
from symreparam.numeric.goals import goal_checks
from symreparam.numeric.vectors import bound
from symreparam.pipeline import Options, check_text
from symreparam.pipeline.at_sizes import checks_at_sizes

SAMPLE = Options(sample=True, explain=False)
LETS = """let mu real
let s, lam > 0
let X, Y ~ Exponential(lam)
let U, V ~ Uniform(0, 1)
let Z, W ~ Normal(0, 1)
let K ~ Poisson(lam)
let n integer >= 1
let e[1..n] ~ Exponential(lam)
"""
POLAR = "(sqrt(-2*log(U))*cos(2*pi*V), sqrt(-2*log(U))*sin(2*pi*V))"
SAMPLED = [
    f"{POLAR} ~ Independent(Normal(0, 1), Normal(0, 1))",
    "(X/(X + Y), X + Y) ~ Independent(Uniform(0, 1), Gamma(2, 1/lam))",
    "(X, X + Y) has density lam^2*exp(-lam*u) at (t, u) for t > 0 and u > t",
    "(Z, Z) ~ MultivariateNormal((0, 0), ((1, 1), (1, 1)))",
    "X + Y, X/Y independent",
    "(X + Y, X) ~ (X + Y, Y)",
    "(X - s given X > s) ~ Exponential(lam)",
    "mu + s*Z in Normal",
    "sum(e[i], i = 1..n) ~ Gamma(n, 1/lam)",
]
EXACT = [
    "(Z given Z + W = mu) ~ Normal(mu/2, sqrt(1/2))",
    "jacobian((mu*cos(s), mu*sin(s)); mu, s) = abs(mu)",
]


def _claim(text: str) -> Claim:
    [found] = check_text(f"{LETS}prove {text}", options=SAMPLE)
    assert found.verdict == "proved", found.reason
    assert found.claim is not None
    assert any(check.ok for check in found.cross_checks), found.cross_checks
    assert all(check.ok is not False for check in found.cross_checks)
    return found.claim


@pytest.mark.parametrize("text", SAMPLED + EXACT)
def test_what_is_proved_agrees(text: str) -> None:
    _claim(text)


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("(Z, W) ~ Independent(Normal(0, 1), Normal(0, 1))", "Z, W + Z/2"),
        ("(Z, Z) ~ MultivariateNormal((0, 0), ((1, 1), (1, 1)))", "Z, -Z"),
        ("(X, X + Y) has density lam^2*exp(-lam*u) at (t, u) for t > 0 and u > t", "Y, X + 2*Y"),
    ],
)
def test_other_terms_disagree_with_a_joint_law(text: str, other: str) -> None:
    claim = _claim(text)
    subjects = {str(v): v for v in claim.variables}
    terms = {
        "Z, W + Z/2": lambda: (subjects["Z"], subjects["W"] + subjects["Z"] / 2),
        "Z, -Z": lambda: (subjects["Z"], -subjects["Z"]),
        "Y, X + 2*Y": lambda: (subjects["Y"], subjects["X"] + 2 * subjects["Y"]),
    }[other]()
    assert _sampled(claim, replace(claim.goal, subjects=terms)) is False  # type: ignore[call-arg]


def test_dependence_is_seen() -> None:
    claim = _claim("X + Y, X/Y independent")
    x, _ = claim.goal.subjects  # type: ignore[union-attr]
    assert _sampled(claim, replace(claim.goal, subjects=(x, 2 * x))) is False  # type: ignore[call-arg]


def test_vectors_with_other_laws_disagree() -> None:
    claim = _claim("(X + Y, X) ~ (X + Y, Y)")
    first = claim.goal.first  # type: ignore[union-attr]
    other = (first[0], 2 * first[1])
    assert _sampled(claim, replace(claim.goal, second=other)) is False  # type: ignore[call-arg]


def test_another_value_of_a_determinant_or_a_condition_disagrees() -> None:
    for text in EXACT:
        claim = _claim(text)
        value = claim.goal.value + 1  # type: ignore[union-attr]
        wrong = replace(claim, goal=replace(claim.goal, value=value))  # type: ignore[call-arg]
        assert [check.ok for check in goal_checks(wrong, sample=False)] == [False]


def test_each_size_is_looked_at() -> None:
    claim = _claim("sum(e[i], i = 1..n) ~ Gamma(n, 1/lam)")
    names = [check.name for check in checks_at_sizes(claim, SAMPLE)]
    assert all(any(f"at size {size}" in name for name in names) for size in (1, 2, 3))
    wrong = replace(claim, goal=replace(claim.goal, kind="max"))  # type: ignore[call-arg]
    found = {check.name: check.ok for check in checks_at_sizes(wrong, SAMPLE)}
    assert found["sample against the distribution function, at size 1"] is True
    assert found["sample against the distribution function, at size 3"] is False


def test_a_draw_of_a_hierarchical_model_is_sampled() -> None:
    text = f"{LETS}let N ~ Poisson(X)\nprove N + 1 ~ Geometric(lam/(lam + 1))"
    [found] = check_text(text, options=SAMPLE)
    assert found.verdict == "proved", found.reason
    assert [c.ok for c in found.cross_checks if c.name.startswith("sample")] == [True]


def test_what_is_not_run_is_said_with_the_reason() -> None:
    [found] = check_text(f"{LETS}prove X + Y, X/Y independent")
    [check] = found.cross_checks
    assert check.ok is None
    assert check.detail.startswith("not ")


def test_a_refuted_independence_is_computed_once_more() -> None:
    [found] = check_text(f"{LETS}refute Z, Z + W independent")
    assert found.verdict == "refuted"
    assert [check.ok for check in found.cross_checks] == [True, True]


def test_false_alarms_are_as_rare_as_said() -> None:
    assert 2 * 24 * 2.718281828459045 ** (-2 * 19_000 * bound(24, 19_000) ** 2) <= 1.0001e-12


def _sampled(claim: Claim, goal: GoalJudgement) -> bool | None:
    [check] = goal_checks(replace(claim, goal=goal), sample=True)
    return check.ok
