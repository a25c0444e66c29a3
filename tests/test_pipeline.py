"""Claims through the whole engine: true ones proved, false ones refuted, bad ones errors."""

from __future__ import annotations

import pytest

from symreparam.pipeline import check_text

PARAMETERS = "let mu real\nlet sigma > 0\nlet c != 0\nlet k > 0\n"
VARIABLES = """let X ~ Normal(0, 1)
let U ~ Uniform(0, 1)
let L ~ Laplace(0, 1)
let G ~ Gamma(k, sigma)
"""

TRUE = [
    "mu + sigma*X ~ Normal(mu, sigma)",
    "mu + sigma*X ~ N(mu, sigma^2)",
    "mu - sigma*X ~ Normal(mu, sigma)",
    "c*X ~ Normal(0, abs(c))",
    "c*L ~ Laplace(0, abs(c))",
    "exp(mu + sigma*X) ~ LogNormal(mu, sigma)",
    "-log(U)/sigma ~ Exponential(sigma)",
    "mu + sigma*log(U/(1 - U)) ~ Logistic(mu, sigma)",
    "X^2 ~ Gamma(1/2, 2)",
    "abs(L) ~ Exponential(1)",
    "3*G ~ Gamma(k, 3*sigma)",
    "U has density 1 for 0 < t < 1/2, 1 for 1/2 < t < 1",
    "U has density if(t = 1/2, 5, 1) for 0 < t < 1",
    "U^k has density t^(1/k - 1)/k for 0 < t < 1",
    "X - X ~ Point(0)",
    "X + X ~ Normal(0, 2)",
    "0.1*X ~ Normal(0, 1/10)",
]
FALSE = [
    "mu + sigma*X ~ Normal(mu, sigma^2)",
    "mu^2 + sigma*X/2 ~ Normal(mu, sigma)",
    "mu + sigma*L ~ Normal(mu, sigma)",
    "c*X ~ Normal(0, c)",
    "X - X ~ Normal(0, sqrt(2))",
    "X + X ~ Normal(0, sqrt(2))",
    "U has density 1 for 0 < t < 2",
    "-log(U)/sigma ~ Exponential(1/sigma)",
    "sqrt(3)*(2*U - 1) ~ Normal(0, 1)",
    "X has density (1 + 10^(-40))*exp(-t^2/2)/sqrt(2*pi) for t real",
    "abs(L) has density exp(-abs(t))/2 for t real",
    "X^2 has density exp(-t/2)/(2*sqrt(2*pi*t)) for t > 0",
    "mu + sigma*X ~ X",
]
NOT_CLAIMS = [
    ("log(X) ~ Normal(0, 1)", "log"),
    ("0*log(X) ~ Point(0)", "log"),
    ("X + 0/(X - X) ~ X", "division by zero"),
    ("X/(sqrt(2)*sqrt(2) - 2) ~ X", "division by zero"),
    ("X/(mu - mu) ~ X", "division by zero"),
    ("X/mu ~ Normal(0, 1/abs(mu))", "mu = 0"),
    ("sqrt(mu)*X ~ Normal(0, sqrt(mu))", "root of a negative"),
    ("X ~ Normal(0)", "Normal(mean, std)"),
    ("X ~ Normal(mu=0, sigma=1)", "Normal(mean, std)"),
    ("X ~ Nromal(0, 1)", "Normal"),
    ("sqr(X) ~ X", "sqrt"),
    ("Y ~ Normal(0, 1)", "Y"),
    ("(X, U) ~ Normal(0, 1)", "tuple"),
    ("U has density 1/2 for 0 < t < 1, 1/2 for 0 < t < 1", "overlap"),
    ("U has density 1 for 1 < t < 0", "empty"),
    ("X*factorial(10^9) ~ X", "too large"),
    ("exp(exp(exp(exp(99))))*X ~ X", "too large"),
]


def outcome(goal: str):
    [found] = check_text(PARAMETERS + VARIABLES + goal)
    return found


@pytest.mark.parametrize("claim", TRUE)
def test_true_claims_are_proved(claim: str) -> None:
    found = outcome("prove " + claim)
    assert (found.verdict, found.ok) == ("proved", True), found.reason
    assert not outcome("refute " + claim).ok


@pytest.mark.parametrize("claim", FALSE)
def test_false_claims_are_refuted(claim: str) -> None:
    found = outcome("refute " + claim)
    assert (found.verdict, found.ok) == ("refuted", True), found.reason
    assert not outcome("prove " + claim).ok


@pytest.mark.parametrize(("claim", "words"), NOT_CLAIMS)
def test_what_is_no_claim_is_an_error(claim: str, words: str) -> None:
    found = outcome("prove " + claim)
    assert (found.verdict, found.ok) == ("error", False)
    assert words in found.reason


@pytest.mark.parametrize(
    ("lets", "words"),
    [
        ("let a > 0\nlet b < 0\nlet a < b", "no parameter values"),
        ("let n integer\nlet 0 < n\nlet n < 1", "no parameter values"),
        ("let s real\nlet X ~ Normal(0, s)", "does not exist"),
        ("let a real\nlet X ~ Uniform(a, a)", "does not exist"),
        ("let X ~ Gumbel(0, 1)", "does not exist unless 0 < beta: here 0 < 0"),
        ("let X ~ Uniform(2, 1)", "does not exist unless left < right: here 2 < 1"),
        ("let X ~ GeneralizedExtremeValue(1, 0, 1)", "unless 0 < sigma: here 0 < 0"),
        ("let n integer >= 1\nlet X ~ Gamma(n - 1, 1)", "n = 1"),
    ],
)
def test_lets_that_cannot_be(lets: str, words: str) -> None:
    name = "X" if "X" in lets else "Z"
    more = "" if name == "X" else "\nlet Z ~ Normal(0, 1)"
    [found] = check_text(f"{lets}{more}\nprove {name} ~ Normal(0, 1)")
    assert found.verdict == "error"
    assert words in found.reason


def test_a_law_that_exists_for_no_such_value_refutes() -> None:
    [found] = check_text("let s real\nlet X ~ Normal(0, 1)\nprove s*X ~ Normal(0, s)")
    assert found.verdict == "refuted"


def test_derive() -> None:
    [found] = check_text("let X ~ Normal(0, 1)\nderive exp(X)")
    assert found.ok
    assert found.law is not None


def test_a_gradient_goes_through_the_quick_search_for_a_counterexample() -> None:
    text = (
        f"{PARAMETERS}let X ~ Normal(0, 1)\nlet f function\n"
        "prove grad(mu, E(f(mu + sigma*X))) = E(f'(mu + sigma*X))\n"
        "prove grad(mu, E(f(mu + sigma*X))) = E(X*f'(mu + sigma*X))\n"
    )
    first, second = check_text(text)
    assert first.verdict == "proved", first.reason
    assert second.verdict != "proved"
