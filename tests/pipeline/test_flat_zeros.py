"""Denominators and logarithms that are 0 on an open set are errors, whatever stands around them."""

from __future__ import annotations

import pytest

import symreparam

LETS = """
let X, Y ~ Normal(0, 1)
let E ~ Exponential(1)
let U ~ Uniform(1, 4)
let V ~ Uniform(0, 4)
let B ~ Bernoulli(1/2)
"""


def outcome(claim: str) -> symreparam.Outcome:
    [found] = symreparam.check(f"{LETS}{claim}")
    return found


@pytest.mark.parametrize(
    ("claim", "words"),
    [
        ("refute 1/max(X, 0) ~ Normal(0, 1)", "X = -"),
        ("refute 1/relu(X) ~ Normal(0, 1)", "X = -"),
        ("refute 1/(abs(X) - X) ~ Normal(0, 1)", "X = 1/2"),
        ("refute tan(X)/floor(tan(X)) ~ Normal(0, 1)", "X = 1/2"),
        ("refute V/floor(V) ~ Normal(0, 1)", "V = "),
        ("refute 1/max(B*X, -X) ~ Normal(0, 1)", "X = "),
        ("prove log(X + abs(X)) ~ Normal(0, 1)", "X = -1/2"),
        ("prove log((X - Y)^2*indicator(X > Y)) ~ Normal(0, 1)", "X = "),
        ("prove max(X - Y, 0)/max(X - Y, 0) ~ Point(1)", "X = "),
        ("prove relu(X)/relu(X), Y independent", "X = -"),
        ("prove 1/relu(X) ~ 1/relu(Y)", "X = -"),
        ("prove median(1/(X + abs(X))) = 1", "X = -"),
    ],
)
def test_errors(claim: str, words: str) -> None:
    found = outcome(claim)
    assert found.verdict == "error" and words in str(found.reason), found.reason
    assert "internal" not in str(found.reason)


@pytest.mark.parametrize(
    "claim",
    [
        "prove max(X, -X)/abs(X) ~ Point(1)",
        "prove max(E, 0)/E ~ Point(1)",
        "prove (E + abs(E))^2/(E + abs(E)) ~ Exponential(1/2)",
        "prove U*floor(U)/floor(U) ~ Uniform(1, 4)",
        "prove if(X > 0, X^2/max(X, 0), X) ~ Normal(0, 1)",
        "refute X/max(X, -1) ~ Normal(0, 1)",
    ],
)
def test_settled(claim: str) -> None:
    found = outcome(claim)
    assert found.ok, found.reason


def test_a_choice_that_is_not_taken_divides_by_zero() -> None:
    found = outcome("prove P(if(X > 0, 1/max(X, 0), 1) > 0) = 1")
    assert "internal" not in str(found.reason)
