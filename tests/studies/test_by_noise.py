"""Distances by the noise: no law of the expression is needed where the map is one to one."""

from __future__ import annotations

from math import sqrt

import numpy
import pytest
from scipy import stats

from symreparam.pipeline import Options, check_text
from symreparam.studies.by_noise import gap_by_noise
from symreparam.studies.examine import examined
from symreparam.studies.masses import NoDistribution
from symreparam.studies.noise import needed_noise

NORMAL, EXPONENTIAL = stats.norm, stats.expon


@pytest.mark.parametrize(
    ("noise", "goal", "mine", "other"),
    [
        ("Normal(0, 1)", "X + tanh(X) ~ Normal(0, 1)", NORMAL.cdf,
         lambda x: NORMAL.cdf(x + numpy.tanh(x))),
        ("Normal(0, 1)", "-X - tanh(X) ~ Normal(0, 1)", NORMAL.cdf,
         lambda x: NORMAL.cdf(x + numpy.tanh(x))),
        ("Exponential(1)", "X + log(1 + X) ~ Exponential(1)", EXPONENTIAL.cdf,
         lambda x: EXPONENTIAL.cdf(x + numpy.log1p(numpy.maximum(x, 0)))),
    ],
)  # fmt: skip
def test_enclosures_hold(noise: str, goal: str, mine: object, other: object) -> None:
    [outcome] = check_text(f"let X ~ {noise}\nprove {goal}", options=Options(explain=False))
    assert outcome.claim is not None
    needed = needed_noise(outcome.claim)
    assert not isinstance(needed, str)
    (low, high), _, variation = gap_by_noise(outcome.claim, needed, ())
    grid = numpy.linspace(-8, 12, 200001)
    gap = float(numpy.max(numpy.abs(mine(grid) - other(grid))))  # type: ignore[operator]
    assert float(low) - 1e-6 <= gap <= float(high) + 1e-6 and float(high - low) < 1e-4
    assert float(variation[1]) >= gap - 1e-6


def test_a_cubic_map_of_uniform_noise() -> None:
    text = "let U ~ Uniform(0, 1)\nprove -U^3 - U ~ Uniform(-2, 0)"
    [outcome] = check_text(text, options=Options(explain=False))
    found = examined(outcome)
    assert found.law is None and found.form is not None and found.distance is not None
    low, high = map(float, found.distance.sup or ("1", "0"))
    assert low <= 1 / (3 * sqrt(3)) <= high and high - low < 1e-4
    assert abs(float(found.distance.where) + 4 / (3 * sqrt(3))) < 0.02
    assert found.member is not None and not found.member.nowhere


def test_a_map_that_takes_values_twice_is_refused() -> None:
    text = "let X ~ Normal(0, 1)\nprove X^2 ~ ChiSquared(2)"
    [outcome] = check_text(text, options=Options(explain=False))
    assert outcome.claim is not None
    needed = needed_noise(outcome.claim)
    assert not isinstance(needed, str) and not needed.unique
    with pytest.raises(NoDistribution):
        gap_by_noise(outcome.claim, needed, ())
