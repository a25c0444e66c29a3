"""Means that are infinite sums over masses: claims, and each obligation of the rule."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from sympy import Integer, Rational

from symreparam.checker.replay import replay
from symreparam.logic.codec import proof_from_json, proof_to_json
from symreparam.logic.errors import ProofError
from symreparam.logic.proof import Step
from symreparam.pipeline import check_text

MASSES = """let p > 0
let p < 1
let G ~ Geometric(1/2)
let H ~ Geometric(p)
let N ~ Poisson(1)
let Z ~ Zeta(2)
"""


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("prove E(2^G) = oo", "proved"),  # the game of Saint Petersburg
        ("prove E(3^G) = oo", "proved"),
        ("prove E((1 - p)^(-H)) = oo", "proved"),
        ("prove E(factorial(N)) = oo", "proved"),
        ("prove E(Z) = oo", "proved"),
        ("prove E(2^G) = 4", "refuted"),
        ("prove E(-Z) = 0", "refuted"),
        ("prove E(N) = oo", "refuted"),
        ("prove E((3/2)^G) = oo", "refuted"),
        ("prove E(sqrt(Z)) = oo", "refuted"),
    ],
)
def test_sums_over_masses(claim: str, verdict: str) -> None:
    [found] = check_text(MASSES + claim)
    assert found.verdict == verdict, found.reason
    if found.proof is not None:
        again = proof_from_json(proof_to_json(found.proof))
        assert replay(again, found.claim).refuted == (verdict == "refuted")


def spoilt_masses(change: Callable[[Step], Step], claim: str = "prove E(2^G) = oo") -> None:
    proof = check_text(MASSES + claim)[0].proof
    index = next(i for i, step in enumerate(proof.steps) if step.rule == "mean-infinite-masses")
    changed = change(proof.steps[index])
    assert changed != proof.steps[index]
    with pytest.raises(ProofError):
        replay(replace(proof, steps=(*proof.steps[:index], changed, *proof.steps[index + 1 :])))


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (1, 1),
        (1, -1),
        (2, Integer(-1)),
        (2, Integer(2)),
        (3, Integer(0)),
        (3, Integer(-1)),
        (3, Integer(5)),
        (4, Integer(0)),
        (4, Rational(3, 2)),
        (4, Integer(7)),
    ],
)
def test_other_arguments_are_rejected(place: int, value: object) -> None:
    spoilt_masses(
        lambda step: replace(step, args=(*step.args[:place], value, *step.args[place + 1 :]))
    )


@pytest.mark.parametrize("left_out", [0, 1, 2, 3])
def test_each_premise_is_needed(left_out: int) -> None:
    def change(step: Step) -> Step:
        rest = (*step.premises[:left_out], *step.premises[left_out + 1 :])
        return replace(step, premises=rest)

    spoilt_masses(change)


def test_a_share_with_parameters_must_be_positive() -> None:
    spoilt_masses(
        lambda step: replace(step, premises=step.premises[:-1]), "prove E((1 - p)^(-H)) = oo"
    )


def test_another_function_of_masses_is_rejected() -> None:
    spoilt_masses(
        lambda step: replace(
            step,
            args=(replace(step.args[0], body=step.args[0].variable ** 2), *step.args[1:]),
        )
    )
