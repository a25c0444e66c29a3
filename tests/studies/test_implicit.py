"""The implicit derivative agrees with that of the quantile, where there is one."""

from __future__ import annotations

import math

import pytest
from scipy import stats

from symreparam import check, implicit_agreement
from symreparam.checker.replay import replay
from symreparam.logic.errors import ClaimError

AGREE = [
    ("Normal(m, s)", ["m real", "s > 0"], 2),
    ("Weibull(a, k)", ["a, k > 0"], 2),
    ("Gumbel(s, m)", ["m real", "s > 0"], 2),
    ("Pareto(c, a)", ["c, a > 0"], 2),
    ("Kumaraswamy(a, b)", ["a, b > 0"], 2),
    ("Uniform(a, b)", ["a real", "b > a"], 2),
    ("LogitNormal(m, s)", ["m real", "s > 0"], 2),
    ("Exponential(exp(c))", ["c real"], 1),
    ("Cauchy(0, s^2)", ["s > 0"], 1),
    ("LogNormal(m, m^2 + 1)", ["m real"], 1),
    # each side of the kink
    ("Laplace(m, s)", ["m real", "s > 0"], 4),
    ("Laplace(2*m, 3)", ["m real"], 2),
]


@pytest.mark.parametrize(("target", "lets", "size"), AGREE)
def test_the_implicit_derivative_agrees(target: str, lets: list[str], size: int) -> None:
    found = implicit_agreement(target, lets)
    assert len(found) == size
    for outcome in found:
        assert (outcome.verdict, outcome.ok) == ("proved", True), outcome.reason
        assert not replay(outcome.proof, outcome.claim).refuted


@pytest.mark.parametrize(
    ("target", "lets"),
    [
        ("Gamma(k, t)", ["k, t > 0"]),
        ("Beta(a, b)", ["a, b > 0"]),
        ("Poisson(a)", ["a > 0"]),
        ("Bernoulli(p)", ["0 < p < 1"]),
        ("Normal(m, s)", ["m real", "s real"]),
    ],
)
def test_without_a_quantile_there_is_nothing_to_agree_with(target: str, lets: list[str]) -> None:
    with pytest.raises(ClaimError):
        implicit_agreement(target, lets)


def test_another_derivative_is_refuted() -> None:
    text = """let k, a, z > 0
refute -grad(k, cdf(Weibull(a, k), z))/pdf(Weibull(a, k), z) = z*log(z/a)/k
refute -grad(a, cdf(Gamma(k, a), z))/pdf(Gamma(k, a), z) = z/a^2
prove -grad(a, cdf(Gamma(k, a), z))/pdf(Gamma(k, a), z) = z/a
prove -grad(a, cdf(Nakagami(k + 1, a), z))/pdf(Nakagami(k + 1, a), z) = z/(2*a)
"""
    assert all(outcome.ok for outcome in check(text))


def test_finite_differences_agree() -> None:
    [_, by_shape] = implicit_agreement("Weibull(a, k)", ["a, k > 0"])
    claim = by_shape.claim
    value = claim.goal.right
    at = {"a": 1.3, "k": 0.8, "z_0": 2.1}
    below = stats.weibull_min.cdf(at["z_0"], at["k"], scale=at["a"])
    step = 1e-6
    ends = [stats.weibull_min.ppf(below, at["k"] + d, scale=at["a"]) for d in (step, -step)]
    number = value.xreplace({s: at[s.name] for s in claim.scope.names})
    assert math.isclose(float(number), (ends[0] - ends[1]) / (2 * step), rel_tol=1e-6)
