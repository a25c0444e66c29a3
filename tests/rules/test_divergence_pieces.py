"""Divergences and entropies of laws with several densities, and the rules with their rejects."""

from __future__ import annotations

import pytest
from scipy import stats
from scipy.integrate import quad
from settled import fails, holds, unfinished
from sympy import Integer

from symreparam import divergence
from symreparam.logic.errors import RuleError

LETS = """let X, Y ~ Uniform(0, 1)
"""
TRUE = [
    "KL(Triangular(0, 2, 1), Uniform(0, 2)) = log(2) - 1/2",
    "KL(Triangular(0, 2, 1), Uniform(-1, 3)) = log(4) - 1/2",
    "KL(Triangular(0, 2, 1), Normal(1, 1)) = 1/12 + log(2*pi)/2 - 1/2",
    "KL(Triangular(0, 2, 1), Laplace(1, 1)) = log(2) - 1/6",
    "KL(Triangular(0, 2, 1), Exponential(1)) = 1/2",
    "KL(Triangular(0, 2, 1), Uniform(0, 1)) = oo",
    "KL(Triangular(0, 2, 1), Triangular(0, 2, 1)) = 0",
    "KL(Uniform(0, 2), Triangular(0, 2, 1)) = 1 - log(2)",
    "entropy(Triangular(0, 2, 1)) = 1/2",
    "entropy(Triangular(0, 1, 1/3)) = 1/2 - log(2)",
    "entropy(X + Y) = 1/2",
    "KL(X + Y, Uniform(0, 2)) = log(2) - 1/2",
]
FALSE = [
    "KL(Triangular(0, 2, 1), Uniform(0, 2)) = log(2)",
    "KL(Triangular(0, 2, 1), Uniform(0, 2)) = 1 - log(2)",
    "KL(Uniform(0, 2), Triangular(0, 2, 1)) = log(2) - 1/2",
    "KL(Triangular(0, 2, 1), Uniform(0, 2)) = 1 - 1/(2*log(2))",
    "KL(Triangular(0, 2, 1), Normal(1, 1)) = 1/12 + log(2*pi)/2",
    "KL(Triangular(0, 2, 1), Uniform(0, 1)) = 1",
    "entropy(Triangular(0, 2, 1)) = 1/2 + log(2)",
    "entropy(X + Y) = 0",
]


@pytest.mark.parametrize("goal", TRUE)
def test_true(goal: str) -> None:
    holds(LETS, goal)


@pytest.mark.parametrize("goal", FALSE)
def test_false(goal: str) -> None:
    fails(LETS, goal)


def test_against_quadrature() -> None:
    p, q = stats.triang(1 / 4), stats.norm(1, 2)
    number = quad(lambda x: p.pdf(x) * (p.logpdf(x) - q.logpdf(x)), 0, 1, points=[0.25])[0]
    found = divergence("Triangular(0, 1, 1/4)", "Normal(1, 2)")
    assert found.value is not None and float(found.value) == pytest.approx(number, abs=1e-9)


@pytest.mark.parametrize(
    ("goal", "rule"),
    [
        ("KL(Triangular(0, 2, 1), Uniform(0, 2)) = 1", "divergence-pieces"),
        ("entropy(Triangular(0, 2, 1)) = 0", "entropy-pieces"),
    ],
)
def test_the_rules_rest_on_every_premise(goal: str, rule: str) -> None:
    builder, proof = unfinished("", goal, "refute")
    [step] = [each for each in proof.steps if each.rule == rule]
    builder.add(rule, step.premises, step.args)
    other = builder.sign_is(Integer(3), "+")
    for index in range(len(step.premises)):
        broken = (*step.premises[:index], other, *step.premises[index + 1 :])
        with pytest.raises(RuleError, match=f"{rule}|divergence"):
            builder.add(rule, broken, step.args)
    [bodies] = step.args
    assert isinstance(bodies, tuple)
    for wrong in (bodies[::-1], bodies[:1], (bodies[0] + 1, *bodies[1:]), (*bodies, bodies[0])):
        with pytest.raises(RuleError, match=rule):
            builder.add(rule, step.premises, (wrong,))
