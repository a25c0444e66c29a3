"""The closed Kullback-Leibler divergence is sought where the mean that it is may be found."""

from __future__ import annotations

import pytest

from symreparam.logic.claim import Claim
from symreparam.logic.judgement import HasLaw
from symreparam.pipeline import Options, check_text
from symreparam.studies.divergence import _hopeless
from symreparam.terms.law import Named


def claim(noise: str, goal: str) -> Claim:
    text = f"let X ~ {noise}\nprove {goal}"
    [outcome] = check_text(text, options=Options(cross_check=False, explain=False))
    assert outcome.claim is not None
    return outcome.claim


@pytest.mark.parametrize(
    ("noise", "goal", "hopeless"),
    [
        ("Normal(0, 1)", "X + exp(X) ~ Normal(0, 1)", True),  # E log(1 + exp(X))
        ("Normal(0, 1)", "X^3 ~ Normal(0, 1)", False),
        ("Normal(0, 1)", "-X^3 ~ Normal(0, 1)", False),
        ("Exponential(1)", "X^2 ~ Exponential(1)", False),
        ("Normal(0, 1)", "exp(X) ~ Uniform(0, 1)", False),  # infinite, as it leaves the support
        ("Normal(0, 1)", "X^2 ~ Exponential(1)", False),  # not monotone: nothing is known
        ("StudentT(1)", "2*X ~ Normal(0, 1)", False),
    ],
)
def test_whether_the_mean_is_found(noise: str, goal: str, hopeless: bool) -> None:
    asked = claim(noise, goal)
    target = asked.goal
    assert isinstance(target, HasLaw) and isinstance(target.law, Named)
    assert _hopeless(asked, target.law) == hopeless
