"""Equations by cases: distribution functions in pieces, choices on both sides, what is refuted."""

from __future__ import annotations

import pytest

from symreparam.checker.replay import replay
from symreparam.logic.codec import proof_from_json, proof_to_json
from symreparam.pipeline import check_text

PIECES = "if(t < a, 0, if(t < b, (t - a)/(b - a), 1))"
TRUE = [
    "let t real\nlet X ~ Uniform(0, 1)\nprove P(X <= t) = min(max(t, 0), 1)",
    f"let t, a real\nlet b > a\nlet X ~ Uniform(a, b)\nprove P(X <= t) = {PIECES}",
    "let t real\nlet X ~ Exponential(2)\nprove P(X > t) = min(1, exp(-2*t))",
    "let 0 < p < 1\nlet t real\nlet X ~ Bernoulli(p)\n"
    "prove P(X <= t) = if(t < 0, 0, if(t < 1, 1 - p, 1))",
    "let c real\nlet X ~ Uniform(0, 1)\n"
    "prove E(abs(X - c)) = if(c < 0, 1/2 - c, if(c < 1, c^2 - c + 1/2, c - 1/2))",
]
FALSE = [
    # each is right in all cases but one
    "let t real\nlet X ~ Uniform(0, 1)\nprove P(X <= t) = max(t, 0)",
    "let t, a real\nlet b > a\nlet X ~ Uniform(a, b)\n"
    "prove P(X <= t) = if(t < a, 0, (t - a)/(b - a))",
    "let t real\nlet X ~ Exponential(2)\nprove P(X > t) = exp(-2*t)",
    "let 0 < p < 1\nlet t real\nlet X ~ Bernoulli(p)\n"
    "prove P(X <= t) = if(t <= 0, 0, if(t < 1, 1 - p, 1))",
    "let c real\nlet X ~ Uniform(0, 1)\n"
    "prove E(abs(X - c)) = if(c < 0, 1/2 - c, if(c < 1, c^2 - c + 1/2, c + 1/2))",
]


@pytest.mark.parametrize("text", TRUE)
def test_proved(text: str) -> None:
    [found] = check_text(text)
    assert found.verdict == "proved", found.reason
    assert not replay(proof_from_json(proof_to_json(found.proof)), found.claim).refuted


@pytest.mark.parametrize("text", FALSE)
def test_refuted(text: str) -> None:
    [found] = check_text(text)
    assert found.verdict == "refuted", found.reason


@pytest.mark.parametrize("term", ["indicator(U <= p)", "if(U < p, 1, 0)"])
def test_both_ends_of_a_closed_range(term: str) -> None:
    lets = "let 0 <= p <= 1\nlet U ~ Uniform(0, 1)\n"
    [found] = check_text(f"{lets}prove {term} ~ Bernoulli(p)")
    assert found.verdict == "proved", found.reason
    [false] = check_text(f"{lets}prove {term} ~ Bernoulli(p^2)")
    assert false.verdict == "refuted"
