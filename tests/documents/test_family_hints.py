"""Hints for laws whose name is no family's, and that what they say is true."""

from __future__ import annotations

import pytest

from symreparam import check
from symreparam.documents.family_hints import IMAGES, WITHOUT_PARAMETERS
from symreparam.families.table import FAMILY_NAMES, family

LETS = "let m, a, b2 real\nlet b, s, k, nu > 0\n"


def reason(text: str) -> str:
    [found] = check(text)
    assert found.verdict == "error"
    return found.text()


def test_families_without_parameters() -> None:
    none = [name for name in sorted(FAMILY_NAMES) if not family(name).parameters]  # type: ignore[union-attr]
    assert tuple(none) == WITHOUT_PARAMETERS
    assert "write Rademacher()" in reason("let X ~ Rademacher\nprove X ~ X")
    assert "write Normal(..)" in reason("let X ~ Normal\nprove X ~ X")


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("InverseGamma", "did you mean `GammaInverse`?"),
        ("Arcsine", "did you mean `Arcsin`?"),
        ("DoubleExponential", "did you mean `Laplace`?"),
        ("Fisk", "did you mean `LogLogistic`?"),
        ("Student", "did you mean `StudentT`?"),
        ("HalfLogistic", "it is the law of `abs(X)` with `let X ~ Logistic(0, s)`"),
        ("LogLaplace", "it is the law of `exp(X)` with `let X ~ Laplace(m, b)`"),
        ("Qwertz", "no family has a name like it"),
    ],
)
def test_hints(name: str, hint: str) -> None:
    claimed = f"let Y ~ Normal(0, 1)\nprove Y ~ {name}(1)"
    for text in (f"let X ~ {name}(1, 2)\nprove X ~ X", claimed):
        assert hint in reason(text)


def test_no_image_is_a_family() -> None:
    assert not set(IMAGES) & set(FAMILY_NAMES)


@pytest.mark.parametrize(
    "claim",
    [
        "let X ~ Logistic(0, s)\n"
        "prove abs(X) has density 2*exp(-x/s)/(s*(1 + exp(-x/s))^2) for x > 0",
        "let X ~ Laplace(m, b)\nprove log(exp(X)) ~ Laplace(m, b)",
        "let X ~ Weibull(b, s)\nprove P(-X <= -1) = exp(-(1/b)^s)",
        "let X ~ ChiSquared(k)\nprove 1/X ~ GammaInverse(k/2, 1/2)",
        "let X ~ ChiSquared(k)\nprove k*s^2/X ~ GammaInverse(k/2, k*s^2/2)",
    ],
)
def test_images_have_the_laws_that_are_meant(claim: str) -> None:
    [found] = check(LETS + claim)
    assert found.verdict == "proved"
