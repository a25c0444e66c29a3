"""A claimed law whose formula is undefined at allowed values: refuted there, and nowhere else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from symreparam.checker.replay import replay
from symreparam.logic.codec import proof_from_json, proof_to_json
from symreparam.logic.errors import ProofError
from symreparam.pipeline import check_text

LETS = """let a > 0
let b > 0
let c real
let X ~ Exponential(a)
let Y ~ Exponential(b)
let Z ~ Normal(0, 1)
"""


@pytest.mark.parametrize(
    "claim",
    [
        "X + Y has density a*b*(exp(-b*t) - exp(-a*t))/(a - b) for t > 0",
        "Z has density exp(-t^2/2)/sqrt(2*pi) for t > 1/c",
        "Z ~ Normal(0, 1/c)",
        "Z has density abs(1/c)*exp(-t^2/2)/sqrt(2*pi) for t real",
    ],
)
def test_refuted_where_it_is_undefined(claim: str) -> None:
    [found] = check_text(LETS + "prove " + claim)
    assert found.verdict == "refuted", found.reason
    again = proof_from_json(proof_to_json(found.proof))
    assert replay(again, found.claim).refuted


@pytest.mark.parametrize(
    "claim",
    [
        "Z/c ~ Normal(0, 1/abs(c))",  # the left side is undefined: no claim about a law
        "exp(Z) + 1/c ~ Normal(0, 1)",
    ],
)
def test_an_undefined_left_side_is_an_error(claim: str) -> None:
    assert check_text(LETS + "prove " + claim)[0].verdict == "error"


def test_where_the_values_are_excluded_it_is_proved() -> None:
    lets = LETS.replace("let c real", "let a != b\nlet c real")
    goal = "prove X + Y has density a*b*(exp(-b*t) - exp(-a*t))/(a - b) for t > 0"
    assert check_text(lets + goal)[0].verdict == "proved"


def undefined_at_equal_rates():
    goal = "prove X + Y has density a*b*(exp(-b*t) - exp(-a*t))/(a - b) for t > 0"
    [found] = check_text(LETS + goal)
    assert [step.rule for step in found.proof.steps] == ["undefined-law", "fails"]
    return found.proof


def test_values_at_which_it_is_defined_are_rejected() -> None:
    proof = undefined_at_equal_rates()
    moved = tuple((s, v if s.name != "a" else v + 1) for s, v in proof.at)
    with pytest.raises(ProofError, match=r"undefined-law\.defined"):
        replay(replace(proof, at=moved))


def test_no_values_are_rejected() -> None:
    with pytest.raises(ProofError):
        replay(replace(undefined_at_equal_rates(), at=()))


@pytest.mark.parametrize("change", [{"args": (1,)}, {"premises": (0,)}])
def test_a_step_of_another_shape_is_rejected(change: dict) -> None:
    proof = undefined_at_equal_rates()
    steps = (replace(proof.steps[0], **change), *proof.steps[1:])
    with pytest.raises(ProofError):
        replay(replace(proof, steps=steps))
