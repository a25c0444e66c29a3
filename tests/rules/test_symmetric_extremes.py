"""Means of the largest and the least of three terms by symmetry: claims, and each obligation."""

from __future__ import annotations

import pytest
from settled import fails, holds, unfinished
from sympy import Integer, Max, Min

from symreparam.logic.errors import RuleError

LETS = """let mu real
let a, b, s > 0
let -1 < r < 1
let X, Y, Z ~ Normal(mu, s)
let A ~ Normal(0, a)
let B ~ Normal(0, b)
let (P, Q) ~ MultivariateNormal((0, 0), ((1, r), (r, 1)))
let L, M, N ~ Laplace(0, 1)
"""
TRUE = [
    "E(max(X, Y, Z)) = mu + 3*s/(2*sqrt(pi))",
    "E(max(X, Y, Z) - min(X, Y, Z)) = 3*s/sqrt(pi)",
    "E(max(A, B, 0)) = (a + b + sqrt(a^2 + b^2))/(2*sqrt(2*pi))",
    "E(max(0, P, Q)) = (sqrt(2/pi) + sqrt((1 - r)/pi))/2",
    "E(max(L, M, N)) = 9/8",
]
FALSE = [
    "E(max(X, Y, Z)) = mu + s/sqrt(pi)",
    "E(min(A, B, 0)) = (a + b + sqrt(a^2 + b^2))/(2*sqrt(2*pi))",
]
GOAL = "E(max(X, Y, Z)) = mu + 3*s/(2*sqrt(pi))"


@pytest.mark.parametrize("goal", TRUE)
def test_true_claims(goal: str) -> None:
    holds(LETS, goal)


@pytest.mark.parametrize("goal", FALSE)
def test_false_claims(goal: str) -> None:
    fails(LETS, goal)


def test_every_part_is_needed() -> None:
    builder, proof = unfinished(LETS, GOAL, "prove")
    step = next(s for s in proof.steps if s.rule == "expectation-extreme")
    builder.add(step.rule, step.premises, step.args)
    body, centres = step.args
    x = builder.claim.variables[0]
    for place in range(len(step.premises)):
        fewer = step.premises[:place] + step.premises[place + 1 :]
        other = step.premises[(place + 1) % len(step.premises)]
        swapped = (*step.premises[:place], other, *step.premises[place + 1 :])
        for premises in (fewer, swapped):
            with pytest.raises(RuleError, match="expectation-extreme"):
                builder.add(step.rule, premises, step.args)
    for wrong in (
        (body + 1, centres),
        (2 * body, centres),
        (Max(*body.args[:2]), centres),
        (Max(*body.args, Integer(0)), centres),
        (Max(*body.args[:2], 2 * body.args[2]), centres),
        (Max(*body.args[:2], body.args[2] ** 2), centres),
        (body, centres[:2]),
        (body, (centres[0] + 1, *centres[1:])),
        (body, (x, *centres[1:])),
        (body,),
    ):
        with pytest.raises(RuleError, match=r"expectation-extreme|form"):
            builder.add(step.rule, step.premises, wrong)


def test_the_least_is_on_the_other_side() -> None:
    builder, proof = unfinished(LETS, GOAL, "prove")
    step = next(s for s in proof.steps if s.rule == "expectation-extreme")
    body, centres = step.args
    least = builder.conclusion(builder.add(step.rule, step.premises, (Min(*body.args), centres)))
    most = builder.conclusion(builder.add(step.rule, step.premises, step.args))
    mu = centres[0]
    assert (least.value + most.value - 2 * mu).expand() == 0  # type: ignore[union-attr]
    assert least.value != most.value  # type: ignore[union-attr]
