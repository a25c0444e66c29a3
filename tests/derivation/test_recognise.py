"""Derived laws get the name of a family when one is proved to fit, and none when none fits."""

from __future__ import annotations

import pytest

from symreparam.pipeline import check_text
from symreparam.render.terms_text import law_text
from symreparam.terms.law import Law, Named

LETS = """let mu real
let sigma > 0
let k > 0
let X ~ Normal(0, 1)
let U ~ Uniform(0, 1)
let G ~ Gamma(k, sigma)
let C ~ Cauchy(0, 1)
derive """


@pytest.mark.parametrize(
    ("expression", "name"),
    [
        ("mu + sigma*X", "Normal(mu, sigma)"),
        ("mu^2 + sigma*X/2", "Normal(mu^2, sigma/2)"),
        ("exp(mu + sigma*X)", "LogNormal(mu, sigma)"),
        ("-log(U)/sigma", "Exponential(sigma)"),
        ("3*G", "Gamma(k, 3*sigma)"),
        ("mu + sigma*C", "Cauchy(mu, sigma)"),
        ("sqrt(-2*log(U))", "Rayleigh(1)"),
        ("2 + 3*U", "Uniform(2, 5)"),
        ("U^2", "Beta(1/2, 1)"),
        ("X - X", "Point(0)"),
    ],
)
def test_names(expression: str, name: str) -> None:
    [found] = check_text(LETS + expression)
    assert found.ok
    assert isinstance(found.law, Named)
    assert law_text(found.law) == name


@pytest.mark.parametrize(
    "expression",
    ["X^3", "1/(1 + G)", "X^2 - X", "exp(-1/U)", "exp(exp(X))", "log(U)", "-exp(X)", "1/X"],
)
def test_no_name_is_better_than_a_wrong_one(expression: str) -> None:
    [found] = check_text(LETS + expression)
    assert not isinstance(found.law, Named) or found.verdict != "proved"
    assert found.law is None or isinstance(found.law, Law)
