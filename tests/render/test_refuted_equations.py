"""Refuted equations, gradients and divergences of vectors read like text, in each target."""

from __future__ import annotations

import pytest

from symreparam.pipeline import check_text
from symreparam.render.html import html_fragment
from symreparam.render.latex import latex_document
from symreparam.render.text import outcome_text

LETS = """let mu, a, b real
let s, k, c > 0
let 0 < p < 1
let 0 < r < 1
let eps ~ Normal(0, 1)
let z = mu + s*eps
let x ~ Normal(mu, s)
let U ~ Uniform(0, 1)
let G ~ Gamma(k, 1)
"""
REFUTED = [
    ("grad(mu, E(z^2)) = mu", ("grad(μ, E((μ + s·ε)²)) = 2μ", "= 6", "= 3")),
    ("KL(Normal(mu, s), Normal(0, 1)) = mu^2/2", ("≈", "μ²/2 ", "two sides are")),
    ("grad(mu, E(f(z))) = E(f(eps))", ("Take f(t) = t", "= 1", "= 0")),
    ("grad(p, E(indicator(U < p))) = 0", ("grad(p, P(U < p)) = 1", "right side")),
    ("entropy(Gamma(k, 1)) = k", ("entropy(", "≈")),
    ("E(G) = k + 1", ("E(G)  = ", "two different numbers")),
    ("KL(Normal(mu, s), Uniform(0, 1)) = 3", ("infinite",)),
    ("KL(Bernoulli(p), Bernoulli(1/2)) = oo", ("a number, and not infinite",)),
    ("KL(Dirichlet(k, c), Dirichlet(1, 1)) = 0", ("joint density", "right side")),
    ("E(eps*f(eps)) = E(f(eps))", ("Take f(t) =",)),
]


@pytest.mark.parametrize(("claim", "wanted"), REFUTED)
def test_refuted_equations_are_told(claim: str, wanted: tuple[str, ...]) -> None:
    [found] = check_text(LETS + "refute " + claim)
    assert found.ok, found.reason
    text = outcome_text(found)
    assert "The steps, in order" not in text and "So the claim is false" in text
    for words in wanted:
        assert words in text
    assert "enumerate" not in latex_document(found)
    assert "<ol" not in html_fragment(found)


PROVED = [
    ("grad(mu, E(f(x))) = E(f(x)*(x - mu)/s^2)", ("The density of x depends on μ", "(x - μ)/s²")),
    ("grad(mu, E(f(z))) = E(f(z)*eps/s)", ("Only what stands inside", "p'/p = -ε")),
    ("grad(k, E(f(G))) = E(f(G)*(log(G) - digamma(k)))", ("log(G) - ψ_0(k)",)),
    (
        "KL(MultivariateNormal((a, b), ((1, r), (r, 1))), MultivariateNormal((0, 0), ((1, 0), "
        "(0, 1)))) = (a^2 + b^2 - log(1 - r^2))/2",
        ("has the joint density", "E(e_1·e_2) = 0"),
    ),
]


@pytest.mark.parametrize(("claim", "wanted"), PROVED)
def test_gradients_and_vectors_are_told(claim: str, wanted: tuple[str, ...]) -> None:
    [found] = check_text(LETS + "prove " + claim)
    assert found.ok, found.reason
    text = outcome_text(found)
    assert "The steps, in order" not in text
    for words in wanted:
        assert words in text
    assert "enumerate" not in latex_document(found)
