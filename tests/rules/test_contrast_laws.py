"""Two laws told apart at every parameter value, by contrasts and quantiles, with rejects."""

from __future__ import annotations

import pytest
from contrast_claims import LETS, claim
from sympy import Integer, Rational, Symbol, log

from symreparam.checker.replay import replay
from symreparam.derivation import everywhere
from symreparam.derivation.builder import Builder
from symreparam.derivation.contrast import log_of, statistics
from symreparam.derivation.everywhere import refute_everywhere
from symreparam.logic.codec import proof_from_json, proof_to_json
from symreparam.logic.errors import RuleError
from symreparam.pipeline import check_text
from symreparam.terms.law import Named

APART = [
    ("mu + sigma*L ~ Laplace(mu + 1, sigma)", True),
    ("mu + sigma*C ~ Cauchy(mu, 2*sigma)", True),
    ("sigma*Y ~ Gamma(k + 1, sigma)", True),
    ("sigma*Y ~ Gamma(k, 2*sigma)", True),
    ("mu + sigma*S ~ Logistic(mu, 3*sigma)", True),
    ("U^(1/sigma) ~ Beta(sigma + 1, 1)", True),
    ("mu + sigma*L ~ Laplace(mu, sigma^2)", False),
    ("mu + sigma*C ~ Cauchy(mu^2, sigma)", False),
    ("sigma*Y ~ Gamma(k^2, sigma)", False),
]


@pytest.mark.parametrize(("goal", "apart"), APART)
def test_differ_at_every_value(goal: str, apart: bool) -> None:
    found = claim(goal)
    proof = refute_everywhere(found)
    assert (proof is not None) == apart
    if proof is not None:
        assert replay(proof_from_json(proof_to_json(proof)), found).refuted


@pytest.mark.parametrize(
    "goal", ["sigma*Y ~ Gamma(k + 1, sigma)", "X/sigma ~ Gamma(2, sigma)"]
)
def test_every_part_of_a_difference_is_needed(goal: str, monkeypatch: pytest.MonkeyPatch) -> None:
    # limits at the ends of the support would do as well
    monkeypatch.setattr(everywhere, "_near_ends", lambda *_: None)
    proof = refute_everywhere(claim(goal))
    assert proof is not None
    [place] = [i for i, step in enumerate(proof.steps) if step.rule == "differ-contrast"]
    builder = Builder(proof.claim)
    for step in proof.steps[:place]:
        builder.add(step.rule, step.premises, step.args)
    premises, args = proof.steps[place].premises, proof.steps[place].args
    for index in range(len(premises)):
        with pytest.raises(RuleError, match="differ-contrast"):
            builder.add("differ-contrast", premises[:index] + premises[index + 1 :], args)
    left, right, i, j, points, weights, logs = args
    assert isinstance(points, tuple) and isinstance(weights, tuple) and isinstance(logs, tuple)
    zero = tuple(0 * w for w in weights)
    for wrong in (
        (left, right, i + 1, j, points, weights, logs),
        (left, right, i, j + 1, points, weights, logs),
        (left, right, i, j, points[:-1], weights, logs),
        (left, right, i, j, tuple(p + 1 for p in points), weights, logs),
        (left, right, i, j, points, zero, logs),
        (left, right, i, j, points, weights, tuple(log(2) for _ in logs)),
        (left, left, i, j, points, weights, logs),
    ):
        with pytest.raises(RuleError, match="contrast"):
            builder.add("differ-contrast", premises, wrong)


def test_for_all_on_the_command_line_s_path() -> None:
    [found] = check_text(f"{LETS}refute mu + sigma*T ~ Normal(mu, sigma) for all")
    assert found.ok and found.verdict == "refuted"
    [found] = check_text(f"{LETS}refute a + b*T in Normal for all")
    assert found.ok and found.verdict == "refuted"


def test_statistics_of_exponential_families() -> None:
    names = ("Normal", "Gamma", "Beta", "LogNormal", "Exponential", "Rayleigh", "GaussianInverse")
    assert all(statistics(name) is not None for name in names)
    assert all(statistics(name) is None for name in ("Laplace", "Cauchy", "Weibull", "Rademacher"))
    assert Rational(1, 2) not in statistics("Normal")[1]


# --- quantiles --------------------------------------------------------------------------------
QUANTILES = [
    ("mu + sigma*G ~ Gumbel(2*sigma, mu)", True),
    ("mu + sigma*C ~ Cauchy(mu + 1, sigma)", True),
    ("mu + sigma*S ~ Logistic(mu, sigma + 1)", True),
    ("mu + sigma*S ~ Logistic(mu, sigma)", False),
    ("mu + sigma*S ~ Logistic(mu^2, sigma)", False),
]


@pytest.mark.parametrize(("goal", "apart"), QUANTILES)
def test_members_are_told_apart_by_quantiles(goal: str, apart: bool) -> None:
    found = claim(goal)
    proof = refute_everywhere(found)
    assert (proof is not None) == apart
    if proof is not None:
        assert any(step.rule == "differ-quantile" for step in proof.steps)
        assert replay(proof_from_json(proof_to_json(proof)), found).refuted


def test_every_part_of_a_quantile_argument_is_needed() -> None:
    builder = Builder(claim("eps ~ Normal(0, 1)"))
    one, half = Integer(1), Rational(1, 2)
    left, right = (Named("Logistic", (Integer(k), one)) for k in (0, 2))
    gap = builder.sign_is(Integer(-2), "-")
    builder.add("differ-quantile", (gap,), (left, right, (half,), (one,)))
    other = builder.sign_is(Integer(2), "+")
    beside = Symbol("stranger", real=True)
    for premises, args in (
        ((), (left, right, (half,), (one,))),
        ((other,), (left, right, (half,), (one,))),
        ((gap,), (left, left, (half,), (one,))),
        ((gap,), (left, right, (one,), (one,))),
        ((gap,), (left, right, (Integer(0),), (one,))),
        ((gap,), (left, right, (half, half), (one,))),
        ((gap,), (left, right, (half,), (beside,))),
        ((gap,), (left, right, (half,), (2 * one,))),
        ((gap,), (left, right, (), ())),
        ((gap,), (Named("Rademacher", ()), right, (half,), (one,))),
        ((gap,), (Named("StudentT", (one,)), right, (half,), (one,))),
        ((gap,), (Named("Nonsense", (one,)), right, (half,), (one,))),
        ((gap,), (Named("Logistic", (one,)), right, (half,), (one,))),
    ):
        with pytest.raises(RuleError, match=r"quantile|contrast"):
            builder.add("differ-quantile", premises, args)


def test_logarithms_of_negative_logarithms_are_left_whole() -> None:
    builder = Builder(claim("eps ~ Normal(0, 1)"))
    size, k = -log(Rational(2, 3)), Symbol("k", positive=True)
    found = log_of(builder, size ** (1 / k) / (k * size))
    assert found == log(size) / k - log(k) - log(size)
    assert log_of(builder, k**size) == size * log(k)
