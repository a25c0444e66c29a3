"""Independence of functions of two order statistics of several values, by their joint density."""

from __future__ import annotations

import pytest

from symreparam.checker.replay import replay
from symreparam.logic.codec import proof_from_json, proof_to_json
from symreparam.pipeline import check_text

TRUE = [
    ("X, Y, Z ~ Exponential(a)", "max(X, Y, Z) - min(X, Y, Z), min(X, Y, Z)"),
    ("X, Y, Z ~ Uniform(0, 1)", "max(X, Y, Z), min(X, Y, Z)/max(X, Y, Z)"),
    ("X, Y, Z ~ Pareto(a, 2)", "max(X, Y, Z)/min(X, Y, Z), min(X, Y, Z)"),
    ("X, Y, Z, W ~ Exponential(a)", "min(X, Y, Z, W), max(X, Y, Z, W) - min(X, Y, Z, W)"),
]
FALSE = [
    ("X, Y, Z ~ Uniform(0, 1)", "max(X, Y, Z) - min(X, Y, Z), min(X, Y, Z)"),
    ("X, Y, Z ~ Exponential(1)", "max(X, Y, Z) - min(X, Y, Z), max(X, Y, Z)"),
    ("X, Y, Z, W ~ Uniform(0, 1)", "X + Y + Z, max(X, Y, Z, W)"),
    ("X, Y, Z ~ Weibull(1, 2)", "max(X, Y, Z)/min(X, Y, Z), min(X, Y, Z)"),
]


@pytest.mark.parametrize(("laws", "terms"), TRUE)
def test_true_claims(laws: str, terms: str) -> None:
    [found] = check_text(f"let a > 0\nlet {laws}\nprove {terms} independent")
    assert found.verdict == "proved", found.reason
    assert found.proof is not None
    replay(proof_from_json(proof_to_json(found.proof)))


@pytest.mark.parametrize(("laws", "terms"), FALSE)
def test_false_claims(laws: str, terms: str) -> None:
    [found] = check_text(f"let {laws}\nrefute {terms} independent")
    assert found.verdict == "refuted", found.reason
    assert found.proof is not None
    replay(proof_from_json(proof_to_json(found.proof)))
