"""Distribution functions of monotone images of the noise, against scipy."""

from __future__ import annotations

from typing import Any

import numpy
import pytest
from scipy import stats
from sympy import Rational

from symreparam.pipeline import Options, check_text
from symreparam.shell.examined import Examined, of_outcome
from symreparam.studies import image
from symreparam.studies.image import of_expression

IMAGES: list[tuple[str, str, Any]] = [
    ("Logistic(0, 1)", "tanh(e)", lambda z: stats.logistic.cdf(numpy.arctanh(z))),
    ("Laplace(0, 1)", "sigmoid(e)", lambda z: stats.laplace.cdf(numpy.log(z / (1 - z)))),
    ("Logistic(0, 1)", "1 - tanh(e)", lambda z: stats.logistic.sf(numpy.arctanh(1 - z))),
]


def examination(noise: str, goal: str) -> Examined:
    [outcome] = check_text(f"let e ~ {noise}\nprove {goal}", options=Options(explain=False))
    return of_outcome(outcome)


@pytest.mark.parametrize(("noise", "body", "oracle"), IMAGES)
def test_the_noise_of_a_monotone_map_tells_the_distances(
    noise: str, body: str, oracle: Any
) -> None:
    found = examination(noise, f"{body} ~ Uniform(0, 1)")
    assert found.law is not None and found.distance is not None and found.distance.sup is not None
    one = of_expression(found.claim, found.law, ())
    grid = numpy.linspace(-1.5, 2.5, 400_001)[1:-1]
    with numpy.errstate(all="ignore"):
        there = oracle(grid)
    inside = numpy.isfinite(there)
    for point in (Rational(1, 10), Rational(3, 7), Rational(9, 10)):
        assert abs(float(one.at(point).mid()) - oracle(float(point))) < 1e-12
    gap = numpy.abs(there[inside] - stats.uniform.cdf(grid[inside])).max()
    low, high = map(float, found.distance.sup)
    assert low - 1e-4 <= gap <= high + 1e-9
    # both ends of the enclosure, not only a wide one
    assert high - low < 1e-3


@pytest.mark.parametrize(
    ("noise", "goal"),
    [
        ("Normal(0, 1)", "e^2 ~ Exponential(1)"),  # falls and rises
        ("Cauchy(0, 1)", "1/(1 + e) ~ Normal(0, 1)"),  # falls on both sides of a pole
    ],
)
def test_a_map_that_is_not_monotone_is_not_inverted(
    noise: str, goal: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: Any) -> Any:
        raise AssertionError("one inverse for all values")

    monkeypatch.setattr(image, "through", never)
    found = examination(noise, goal)
    assert found.law is not None
    one = of_expression(found.claim, found.law, ())
    if goal.startswith("e^2"):
        assert abs(float(one.at(Rational(1)).mid()) - stats.chi2(1).cdf(1)) < 1e-3
    else:  # 1/(1 + e) is Cauchy(1/2, 1/2)
        assert abs(float(one.at(Rational(2)).mid()) - stats.cauchy(0.5, 0.5).cdf(2)) < 1e-3
