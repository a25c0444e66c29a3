"""A claim is about the parameters that it speaks of, not about all that its block introduces."""

from __future__ import annotations

import pytest

from symreparam.checker.replay import replay
from symreparam.logic.errors import ProofError
from symreparam.logic.verdict import Outcome
from symreparam.pipeline import check_text

LETS = "let m real\nlet s > 0\nlet a > 0\nlet b > a\nlet n integer >= 2\nlet X ~ Normal(m, s)\n"


def outcome(goal: str, lets: str = LETS) -> Outcome:
    [found] = check_text(lets + goal)
    assert found.claim is not None
    return found


def names(found: Outcome) -> list[str]:
    assert found.claim is not None
    return [str(symbol) for symbol in found.claim.scope.names]


@pytest.mark.parametrize(
    ("goal", "verdict", "used"),
    [
        ("prove X - m ~ Normal(0, s)", "proved", ["m", "s"]),
        ("refute X ~ Normal(m, s^2)", "refuted", ["m", "s"]),
        ("refute E(X) = m + b", "refuted", ["m", "s", "a", "b"]),  # b is tied to a
        ("derive X/n", "proved", ["m", "s", "n"]),
        ("refute E(X^2) = m^2", "refuted", ["m", "s"]),
    ],
)
def test_the_parameters_of_the_claim(goal: str, verdict: str, used: list[str]) -> None:
    found = outcome(goal)
    assert (found.verdict, names(found)) == (verdict, used)
    assert found.proof is not None and set(dict(found.proof.at)) <= set(found.claim.scope.names)
    assert replay(found.proof, found.claim).steps == len(found.proof.steps)


def test_relations_among_the_others_are_kept_from_the_lets_alone() -> None:
    # they still have to be satisfiable, and what the lets need is still asked for
    [empty] = check_text("let a > 0\nlet a < -1\nlet X ~ Normal(0, 1)\nprove X ~ Normal(0, 1)")
    assert empty.verdict == "error"
    [undefined] = check_text(
        "let c real\nlet X, Y ~ Normal(0, 1)\nlet Z = Y/c\nprove Z/Y + X ~ Normal(1/c, 1)"
    )
    assert undefined.verdict == "error" and "c = 0" in undefined.reason


def test_a_relation_through_another_parameter_is_kept() -> None:
    tied = "let a, b, c, d real\nlet a < b\nlet b < c\nlet X ~ Normal(0, 1)\n"
    found = outcome("prove X + a ~ Normal(a, 1)", tied)
    assert names(found) == ["a", "b", "c"] and len(found.claim.scope.relations) == 2
    kept = outcome("prove (c - a)*X ~ Normal(0, c - a)", tied)
    assert kept.verdict == "proved"  # c - a > 0 follows from both


def test_the_proof_is_of_the_claim_without_them() -> None:
    found, other = outcome("prove X - m ~ Normal(0, s)"), outcome("prove n*X ~ Normal(n*m, n*s)")
    with pytest.raises(ProofError):
        replay(found.proof, other.claim)
