"""What is said beside a refuted claim: neighbours that are proved, and none that are not."""

from __future__ import annotations

import pytest

from symreparam.checker.replay import replay
from symreparam.pipeline import check_text
from symreparam.render.terms_text import law_text

LETS = """let mu real
let sigma, k > 0
let c != 0
let X ~ Normal(0, 1)
let U ~ Uniform(0, 1)
let E ~ Exponential(1)
let G ~ Gamma(k, sigma)
let Q ~ ChiSquared(k)
refute """


@pytest.mark.parametrize(
    ("claim", "words", "law"),
    [
        (
            "mu + sigma*X ~ Normal(mu, sigma^2)",
            "with std = sigma instead of sigma**2",
            "Normal(mu, sigma)",
        ),
        ("G/sigma ~ Gamma(k, 1/sigma)", "with theta = 1 instead of 1/sigma", "Gamma(k, 1)"),
        ("Q ~ ChiSquared(k + 1)", "with degrees of freedom k instead of k + 1", "ChiSquared(k)"),
        ("2*E ~ Exponential(2)", "with rate = 1/2 instead of 2", "Exponential(1/2)"),
        ("U^k ~ Beta(1, 1/k)", "with first shape and second shape exchanged", "Beta(1/k, 1)"),
        ("c*X ~ Normal(0, c)", "when c > 0", "Normal(0, c)"),
        (
            "abs(X) has density exp(-z^2/2)/sqrt(2*pi) for z > 0",
            "with the density multiplied by 2",
            "density sqrt(2)*exp(-z^2/2)/sqrt(pi) for z > 0",
        ),
        (
            "exp(X) has density exp(-log(z)^2/2)/sqrt(2*pi) for z > 0",
            "with the density multiplied by 1/z (is a Jacobian missing?)",
            "density sqrt(2)*exp(-log(z)^2/2)/(2*sqrt(pi)*z) for z > 0",
        ),
        (
            "U^2 has density 1/(2*sqrt(z)) for 0 < z < 2",
            "with the support (0, 1)",
            "density 1/(2*sqrt(z)) for 0 < z < 1",
        ),
    ],
)
def test_shown_and_proved(claim: str, words: str, law: str) -> None:
    [found] = check_text(LETS + claim)
    assert found.verdict == "refuted"
    [near] = found.near_misses
    assert (near.words, law_text(near.law)) == (words, law)
    replay(near.proof)


@pytest.mark.parametrize(
    "claim",
    ["X^3 ~ Normal(0, 1)", "E - U ~ Normal(0, 1)", "X^2 has density exp(-z) for z < 0"],
)
def test_nothing_is_shown_where_nothing_near_is_true(claim: str) -> None:
    [found] = check_text(LETS + claim)
    assert found.verdict != "proved"
    assert found.near_misses == ()


def test_a_near_miss_that_is_not_proved_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """With every proposal taken for plausible, what is shown is still what the checker accepts."""
    from symreparam.pipeline import near_misses

    monkeypatch.setattr(near_misses, "_plausible", lambda neighbour, law, claim: True)
    [found] = check_text(LETS + "2*E ~ Exponential(3)")
    for near in found.near_misses:
        replay(near.proof)
        assert law_text(near.law) == "Exponential(1/2)"


SUMS = {
    "let s, t > 0\nlet X ~ Normal(0, s)\nlet Y ~ Normal(0, t)\nprove X + Y ~ Normal(0, s + t)": (
        "with std = sqrt(s**2 + t**2) instead of s + t"
    ),
    "let a > 0\nlet X, Y ~ Exponential(a)\nprove X + Y ~ Gamma(2, a)": (
        "with theta = 1/a instead of a"
    ),
    "let a, b > 0\nlet X ~ Poisson(a)\nlet Y ~ Poisson(b)\nprove X + Y ~ Poisson(a*b)": (
        "with lamda = a + b instead of a*b"
    ),
    # no member of the family fits: the moments alone are no proof
    "let U, V ~ Uniform(0, 1)\nprove U + V ~ Normal(1, 1)": "",
    "let a, b > 0\nlet X ~ Exponential(a)\nlet Y ~ Exponential(b)\nprove X + Y ~ Gamma(2, a)": "",
}


@pytest.mark.parametrize("text", SUMS)
def test_sums_by_their_moments(text: str) -> None:
    [found] = check_text(text)
    assert found.verdict == "refuted"
    assert [near.words for near in found.near_misses] == ([SUMS[text]] if SUMS[text] else [])
    for near in found.near_misses:
        assert not replay(near.proof).refuted
