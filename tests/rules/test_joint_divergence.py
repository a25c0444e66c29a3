"""Divergences of joint laws: claims against the matrix formula, and the rule with its rejects."""

from __future__ import annotations

import numpy as np
import pytest
from sympy import Float, Integer

from symreparam.checker.replay import replay
from symreparam.derivation.builder import Builder
from symreparam.derivation.equations import letter_step
from symreparam.logic.codec import proof_from_json, proof_to_json
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import Equation, JointDivergence, JointDivergenceOf
from symreparam.pipeline import check_text
from symreparam.render.text import outcome_text

LETS = "let mu, m real\nlet s, t, a, b > 0\nlet -1 < r < 1\n"
VALUES = {"mu": 0.3, "m": -0.7, "s": 0.8, "t": 1.4, "a": 1.1, "b": 0.6, "r": 0.45}
UNIT = "MultivariateNormal((0, 0), ((1, 0), (0, 1)))"
DIAGONAL = "MultivariateNormal((mu, m), ((s^2, 0), (0, t^2)))"
TIED = "MultivariateNormal((0, 0), ((1, r), (r, 1)))"
TRUE = [
    (DIAGONAL, UNIT, "(mu^2 + m^2 + s^2 + t^2 - 2 - log(s^2) - log(t^2))/2"),
    (TIED, UNIT, "-log(1 - r^2)/2"),
    (UNIT, TIED, "(2/(1 - r^2) - 2 + log(1 - r^2))/2"),
    (UNIT, UNIT, "0"),
]


def outcome(goal: str):
    [found] = check_text(LETS + goal)
    return found


def matrices(law: str) -> tuple[np.ndarray, np.ndarray]:
    v = VALUES
    return {
        UNIT: (np.zeros(2), np.eye(2)),
        DIAGONAL: (np.array([v["mu"], v["m"]]), np.diag([v["s"] ** 2, v["t"] ** 2])),
        TIED: (np.zeros(2), np.array([[1, v["r"]], [v["r"], 1]])),
    }[law]


def formula(first: str, second: str) -> float:
    """tr(B^-1 A) + (b - a)' B^-1 (b - a) - n + log det B/det A, halved."""
    (a, one), (b, two) = matrices(first), matrices(second)
    inverse, gap = np.linalg.inv(two), b - a
    logs = np.log(np.linalg.det(two) / np.linalg.det(one))
    return float(np.trace(inverse @ one) + gap @ inverse @ gap - 2 + logs) / 2


@pytest.mark.parametrize(("first", "second", "value"), TRUE)
def test_true_divergences(first: str, second: str, value: str) -> None:
    found = outcome(f"prove KL({first}, {second}) = {value}")
    assert (found.verdict, found.ok) == ("proved", True), found.reason
    assert not replay(found.proof, found.claim).refuted
    assert proof_from_json(proof_to_json(found.proof)) == found.proof
    right = found.claim.goal.right
    number = float(right.xreplace({x: Float(VALUES[x.name]) for x in right.free_symbols}))
    assert number == pytest.approx(formula(first, second), abs=1e-12)
    assert "KL((" in outcome_text(found)


@pytest.mark.parametrize(
    "claim",
    [
        f"KL({TIED}, {UNIT}) = -log(1 - r^2)",
        f"KL({DIAGONAL}, {UNIT}) = 0",
        "KL(Independent(Normal(0, 1), Exponential(a)), Independent(Normal(0, 1), Exponential(b)))"
        " = 0",
    ],
)
def test_false_divergences(claim: str) -> None:
    found = outcome("refute " + claim)
    assert (found.verdict, found.ok) == ("refuted", True), found.reason


def test_independent_components_add_up() -> None:
    first = "Independent(Normal(mu, s), Exponential(a))"
    second = "Independent(Normal(m, t), Exponential(b))"
    right = "log(t/s) + (s^2 + (mu - m)^2)/(2*t^2) - 1/2 + log(a/b) + b/a - 1"
    found = outcome(f"prove KL({first}, {second}) = {right}")
    assert (found.verdict, found.ok) == ("proved", True), found.reason


@pytest.mark.parametrize(
    "law",
    [
        "MultivariateNormal((0, 0), ((1, 2), (2, 1)))",
        "MultivariateNormal((0, 0), ((1, r), (0, 1)))",
        "MultivariateNormal((0, 0, 0), ((1, 0, 0), (0, 1, 0), (0, 0, 1)))",
        "Normal(0, 1)",
        "Independent(Normal(0, 1), Normal(0, mu))",
    ],
)
def test_what_is_no_pair_of_laws(law: str) -> None:
    assert outcome(f"prove KL({UNIT}, {law}) = 0").verdict == "error"


FULL = "MultivariateNormal((mu, m), ((s^2, r*s*t), (r*s*t, t^2)))"
OTHER = "MultivariateNormal((m, mu), ((a^2, -r*a*b), (-r*a*b, b^2)))"
FULL_VALUE = (
    "(log(a^2*b^2/(s^2*t^2)) - 2 + (s^2/a^2 + t^2/b^2 + 2*r^2*s*t/(a*b))/(1 - r^2)"
    " + (mu - m)^2*(1/a^2 - 2*r/(a*b) + 1/b^2)/(1 - r^2))/2"
)
# L L' with ones and free entries below the diagonal
THREE = "MultivariateNormal((mu, m, 0), ((s^2, s*mu, s*m), (s*mu, mu^2 + t^2, mu*m + t*r),"
THREE += " (s*m, mu*m + t*r, m^2 + r^2 + a^2)))"
UNIT_THREE = "MultivariateNormal((0, 0, 0), ((1, 0, 0), (0, 1, 0), (0, 0, 1)))"
DIRICHLET = "KL(Dirichlet(a, b, s), Dirichlet(t, a, 1))"
DIRICHLET_VALUE = (
    "loggamma(a + b + s) - loggamma(b) - loggamma(s) - loggamma(t + a + 1) + loggamma(t)"
    " + (a - t)*(digamma(a) - digamma(a + b + s)) + (b - a)*(digamma(b) - digamma(a + b + s))"
    " + (s - 1)*(digamma(s) - digamma(a + b + s))"
)


@pytest.mark.parametrize(
    "claim",
    [
        f"KL({FULL}, {OTHER}) = {FULL_VALUE}",
        f"KL({THREE}, {UNIT_THREE})"
        " = (s^2 + t^2 + a^2 + r^2 + 2*mu^2 + 2*m^2 - 3 - log(s^2*t^2*a^2))/2",
        "KL(Independent(Normal(mu, s), Normal(m, t)), Independent(Normal(0, 1), Normal(0, 1)))"
        " = (s^2 + t^2 + mu^2 + m^2 - 2)/2 - log(s*t)",
        f"{DIRICHLET} = {DIRICHLET_VALUE}",
        "KL(Dirichlet(a, b), Dirichlet(a, b)) = 0",
        "KL(Dirichlet(1, 1, 1), Dirichlet(2, 1, 1)) = 3/2 - log(3)",
    ],
)
def test_full_covariances_and_dirichlet_laws(claim: str) -> None:
    found = outcome("prove " + claim)
    assert (found.verdict, found.ok) == ("proved", True), found.reason
    assert not replay(found.proof, found.claim).refuted


@pytest.mark.parametrize(
    "claim",
    [
        f"KL({FULL}, {OTHER}) = {FULL_VALUE} + (mu - m)^2",
        f"KL({THREE}, {UNIT_THREE}) = (s^2 + t^2 + a^2 - 3 - log(s^2*t^2*a^2))/2",
        f"{DIRICHLET} = {DIRICHLET_VALUE} + log(t)",
        "KL(Dirichlet(1, 1, 1), Dirichlet(2, 1, 1)) = 0",
    ],
)
def test_false_values_of_these(claim: str) -> None:
    found = outcome("refute " + claim)
    assert (found.verdict, found.ok) == ("refuted", True), found.reason


@pytest.mark.parametrize(
    "law", ["Dirichlet(a)", "Dirichlet(a, mu)", "Dirichlet(a, b, s)", "Normal(0, 1)"]
)
def test_what_is_no_pair_of_dirichlet_laws(law: str) -> None:
    assert outcome(f"prove KL(Dirichlet(a, b), {law}) = 0").verdict == "error"


def test_dirichlet_against_its_density() -> None:
    """By quadrature on the triangle, from the density's own definition."""
    from math import gamma, log

    from scipy.integrate import dblquad
    from scipy.special import digamma

    p, q = (1.5, 2.5, 2.0), (2.0, 1.5, 3.0)

    def scale(shapes: tuple[float, ...]) -> float:
        top = gamma(sum(shapes))
        for shape in shapes:
            top /= gamma(shape)
        return top

    def ratio(y: float, x: float) -> float:
        z, density, logs = (x, y, 1 - x - y), scale(p), log(scale(p) / scale(q))
        for value, one, two in zip(z, p, q, strict=True):
            density *= value ** (one - 1)
            logs += (one - two) * log(value)
        return density * logs

    number, _ = dblquad(ratio, 0, 1, 0, lambda x: 1 - x, epsabs=1e-10)
    known = log(scale(p) / scale(q))
    known += sum((a - b) * (digamma(a) - digamma(sum(p))) for a, b in zip(p, q, strict=True))
    assert number == pytest.approx(known, abs=1e-7)
    found = outcome(
        "prove KL(Dirichlet(3/2, 5/2, 2), Dirichlet(2, 3/2, 3)) = loggamma(6) - loggamma(3/2)"
        " - loggamma(5/2) - loggamma(13/2) + loggamma(3/2) + loggamma(3)"
        " - (digamma(3/2) - digamma(6))/2 + digamma(5/2) - digamma(6) - digamma(2) + digamma(6)"
    )
    assert found.verdict == "proved", found.reason
    assert float(found.claim.goal.right) == pytest.approx(number, abs=1e-7)


def test_the_rule_rests_on_every_premise() -> None:
    builder = Builder(outcome(f"prove KL({DIAGONAL}, {UNIT}) = 0").claim)
    goal = builder.claim.goal
    assert isinstance(goal, Equation)
    [letter] = goal.means
    assert isinstance(letter, JointDivergenceOf)
    last = letter_step(builder, letter)
    step = builder.steps[last]
    assert isinstance(step.conclusion, JointDivergence)
    other = builder.sign_is(Integer(1), "+")
    for index in range(len(step.premises)):
        broken = (*step.premises[:index], other, *step.premises[index + 1 :])
        with pytest.raises(RuleError, match="divergence-joint"):
            builder.add("divergence-joint", broken, step.args)
    with pytest.raises(RuleError, match="premises"):
        builder.add("divergence-joint", step.premises[:3], step.args)
    with pytest.raises(RuleError, match="ratio"):
        builder.add("divergence-joint", step.premises, (letter, step.args[1] + 1))
    swapped = JointDivergenceOf(
        letter.letter, letter.images, letter.subjects, letter.second, letter.first
    )
    with pytest.raises(RuleError, match="first"):
        builder.add("divergence-joint", step.premises, (swapped, step.args[1]))
