"""Emitted moments and derivatives of a continuous Bernoulli law keep their digits near p = 1/2."""

from __future__ import annotations

from pathlib import Path

import mpmath
import pytest
from emitted import load
from sympy import Integer, Symbol, exp

from symreparam.studies.emit import source_code
from symreparam.studies.near_removable import near_removable
from symreparam.studies.reparameterize import reparameterize

P = Symbol("p", positive=True)
GAPS = [0.2, 0.0079, 0.0078, 0.00196, 0.00194, 1e-6, 1e-8, -1e-12, -0.0078]


@pytest.fixture(scope="module")
def module(tmp_path_factory: pytest.TempPathFactory):
    found = reparameterize("ContinuousBernoulli(p)", ["0 < p < 1", "p != 1/2"])
    return load(source_code(found, "numpy"), Path(tmp_path_factory.mktemp("emitted")))


@pytest.mark.parametrize("gap", GAPS)
def test_moments_and_derivative_near_one_half(module, gap: float) -> None:
    with mpmath.workdps(60):
        p = mpmath.mpf(0.5 + gap)
        odds = mpmath.log(p / (1 - p))
        mean = float(p / (2 * p - 1) - 1 / odds)
        variance = float(1 / odds**2 - p * (1 - p) / (2 * p - 1) ** 2)

        def sample(x: mpmath.mpf) -> mpmath.mpf:
            return mpmath.log(1 + mpmath.mpf(0.3) * (2 * x - 1) / (1 - x)) / mpmath.log(x / (1 - x))

        slope = float(mpmath.diff(sample, p, h=mpmath.mpf(10) ** -25))
    assert module.mean(0.5 + gap) == pytest.approx(mean, abs=1e-14)
    assert module.variance(0.5 + gap) == pytest.approx(variance, abs=3e-13)
    assert module.pathwise(0.3, 0.5 + gap)[0] == pytest.approx(slope, abs=3e-13)


def test_terms_without_the_symbol_or_a_polynomial_stay_as_they_are() -> None:
    assert near_removable(Integer(3), P, Integer(1), P) == 3
    pole = exp(P) / (P - 1)  # it is not removable there
    assert near_removable(pole, P, Integer(1), P) == pole
