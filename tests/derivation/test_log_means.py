"""Entropies and means of logarithms through the law of a related term; scores of a family."""

from __future__ import annotations

import pytest

from symreparam.pipeline import check_text
from symreparam.pipeline.options import Options

LETS = "let mu, nu real\nlet a, b, k, s > 0\n"
TRUE = [
    "entropy(HalfCauchy(s)) = log(2*pi*s)",
    "entropy(Arcsin(mu, mu + s)) = log(pi*s/4)",
    "entropy(WignerSemicircle(s)) = log(pi*s) - 1/2",
    "entropy(Levy(mu, s)) = (1 + 3*EulerGamma + log(16*pi*s^2))/2",
    "entropy(Frechet(a, s, mu)) = 1 + EulerGamma/a + EulerGamma + log(s/a)",
    "entropy(Kumaraswamy(a, b)) = 1 - 1/b + (1 - 1/a)*(digamma(b + 1) + EulerGamma) - log(a*b)",
    "entropy(VonMises(mu, k)) = log(2*pi*besseli(0, k)) - k*besseli(1, k)/besseli(0, k)",
    "KL(VonMises(mu, k), VonMises(nu, s)) = (k - s*cos(mu - nu))*besseli(1, k)/besseli(0, k) "
    "+ log(besseli(0, s)/besseli(0, k))",
    "KL(VonMises(0, 3), Uniform(0, 2*pi)) = 3*besseli(1, 3)/besseli(0, 3) - log(besseli(0, 3))",
]
FALSE = [
    "entropy(HalfCauchy(s)) = log(4*pi*s)",
    "entropy(Levy(0, s)) = (1 + 3*EulerGamma + log(16*pi*s^2))/3",
    "entropy(VonMises(mu, k)) = log(2*pi*besseli(0, k))",
]


@pytest.mark.parametrize(
    ("goal", "line"), [("prove", x) for x in TRUE] + [("refute", x) for x in FALSE]
)
def test_entropies(goal: str, line: str) -> None:
    options = Options(cross_check=False, explain=False)
    [outcome] = check_text(f"{LETS}{goal} {line}", options=options)
    assert outcome.ok, outcome.reason
