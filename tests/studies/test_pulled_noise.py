"""The needed noise by the target's density at the map, where no plain inverse is at hand."""

from __future__ import annotations

import pytest
from sympy import Rational, exp, oo, pi, sqrt

from symreparam.checker.replay import replay
from symreparam.logic.claim import Claim
from symreparam.pipeline import Options, check_text
from symreparam.studies.noise import form_of, needed_noise
from symreparam.studies.noise_inverse import SPANS
from symreparam.studies.pulled_noise import pulled
from symreparam.terms.law import Law, Named
from symreparam.terms.scope import variable

T = variable("t")


def claim(noise: str, goal: str) -> Claim:
    [outcome] = check_text(f"let X ~ {noise}\nprove {goal}", options=Options(explain=False))
    assert outcome.claim is not None
    return outcome.claim


@pytest.mark.parametrize(
    ("noise", "goal", "density", "ends"),
    [
        ("Uniform(0, 1)", "X^3 + X ~ Uniform(0, 2)", 3 * T**2 / 2 + Rational(1, 2), (0, 1)),
        ("Uniform(0, 1)", "1 - X^3 - X ~ Uniform(-1, 1)", 3 * T**2 / 2 + Rational(1, 2), (0, 1)),
        (
            "Normal(0, 1)",
            "X + exp(X) ~ Normal(0, 1)",
            (exp(T) + 1) * exp(-((T + exp(T)) ** 2) / 2) / sqrt(2 * pi),
            (-oo, oo),
        ),
    ],
)
def test_the_density_at_the_map(noise: str, goal: str, density: object, ends: object) -> None:
    asked = claim(noise, goal)
    found = pulled(asked, asked.variables[0], T, SPANS)
    assert found is not None and isinstance(found.law, Law)
    [piece] = found.law.pieces
    assert (piece.density - density).simplify() == 0
    assert piece.region.bounds[0][1:] == ends
    assert replay(found.works.proof, found.works.claim, densities_known=True).refuted is False
    noise_found = needed_noise(asked)
    assert not isinstance(noise_found, str)
    assert noise_found.law == found.law and noise_found.unique and noise_found.free


def test_the_noise_has_its_name() -> None:
    asked = claim("Normal(0, 1)", "X^3 + X has density exp(-t)/(1 + exp(-t))^2 for t real")
    assert needed_noise(asked) is not None
    cube = claim("Exponential(1)", "2*X + 1 ~ Uniform(1, 3)")
    found = pulled(cube, cube.variables[0], T, SPANS)
    assert found is not None and found.law == Named("Uniform", (0, 1))


@pytest.mark.parametrize(
    "goal",
    [
        "X^3 - X ~ Normal(0, 1)",  # not monotone
        "atan(X) + X^3/(1 + X^2)^2 ~ Normal(0, 1)",  # does not reach all values
        "X + tanh(X) ~ Exponential(1)",  # a noise on (0, oo) does
        "X ~ Poisson(2)",  # no density
    ],
)
def test_what_is_not_inverted(goal: str) -> None:
    asked = claim("Normal(0, 1)", goal)
    found = pulled(asked, asked.variables[0], T, SPANS)
    if "tanh" in goal:
        assert found is not None and found.law.pieces[0].region.bounds[0][1:] == (0, oo)  # type: ignore[union-attr]
    else:
        assert found is None


def test_the_law_at_the_values_of_the_map() -> None:
    asked = claim("Normal(0, 1)", "X + tanh(X) ~ Normal(0, 1)")
    known = form_of(asked)
    assert known is not None and replay(known.proof, known.claim).refuted is False
    assert form_of(claim("Normal(0, 1)", "sin(X) + X^2 ~ Normal(0, 1)")) is None
