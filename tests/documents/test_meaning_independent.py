"""Joint laws of independent components some of which have masses, by new variables."""

from __future__ import annotations

import pytest

from symreparam.pipeline import check_text

THIN = "let lam > 0\nlet 0 < p < 1\nlet N ~ Poisson(lam)\nlet X ~ Binomial(N, p)\n"
SIGNS = "let X, Y ~ Rademacher()\n"
RACE = "let a, b > 0\nlet X ~ Exponential(a)\nlet Y ~ Exponential(b)\n"
COIN = "let 0 < p < 1\nlet X, Y ~ Bernoulli(p)\n"
PAIR = "let X, Y ~ Normal(0, 1)\n"
TRUE = [
    (THIN, "(X, N - X) ~ Independent(Poisson(lam*p), Poisson(lam*(1 - p)))"),
    (SIGNS, "(X, X*Y) ~ Independent(Rademacher(), Rademacher())"),
    (RACE, "(min(X, Y), indicator(X < Y)) ~ Independent(Exponential(a + b), Bernoulli(a/(a + b)))"),
    (COIN, "(X, Y) ~ Independent(Bernoulli(p), Bernoulli(p))"),
    (PAIR, "(X - X, Y) ~ Independent(Point(0), Normal(0, 1))"),
    (
        "let D ~ Die(6)\n",
        "(mod(D, 2), mod(D, 3)) ~ Independent(Bernoulli(1/2), DiscreteUniform(0, 2))",
    ),
]
FALSE = [
    (THIN, "(X, N - X) ~ Independent(Poisson(lam*(1 - p)), Poisson(lam*p))"),
    (SIGNS, "(X, X) ~ Independent(Rademacher(), Rademacher())"),
    # independent two by two alone
    (SIGNS, "(X, Y, X*Y) ~ Independent(Rademacher(), Rademacher(), Rademacher())"),
    (PAIR, "(sign(X), X) ~ Independent(Rademacher(), Normal(0, 1))"),
    (PAIR, "(X, Y) ~ Independent(Point(0), Normal(0, 1))"),
    (PAIR, "(X, Y) ~ Independent(Laplace(0, 1), Bernoulli(1/2))"),
]
ERRORS = [
    (COIN, "(X, Y) ~ Independent(Bernoulli(p), Bernoulli(2*p))", "let 2*p <= 1"),
    (COIN, "(X, Y) ~ Independent(Bernoulli(p), Bernoulli(p), Point(1))", "one law for each"),
    (PAIR, "(X, Y) ~ Independent(N(0, -1), Bernoulli(1/2))", "does not exist"),
]


@pytest.mark.parametrize(("lets", "goal"), TRUE)
def test_true_claims(lets: str, goal: str) -> None:
    [found] = check_text(f"{lets}prove {goal}")
    assert found.verdict == "proved", found.reason


@pytest.mark.parametrize(("lets", "goal"), FALSE)
def test_false_claims(lets: str, goal: str) -> None:
    [found] = check_text(f"{lets}refute {goal}")
    assert found.verdict == "refuted", found.reason


@pytest.mark.parametrize(("lets", "goal", "words"), ERRORS)
def test_laws_that_do_not_exist(lets: str, goal: str, words: str) -> None:
    [found] = check_text(f"{lets}prove {goal}")
    assert found.verdict == "error"
    assert words in found.reason


def test_random_parameters_are_told() -> None:
    [found] = check_text(f"{COIN}prove (X, Y) ~ Independent(Bernoulli(p), Bernoulli(X))")
    assert found.verdict == "unsupported"
    assert "random parameters" in found.reason
