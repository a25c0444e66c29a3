"""Hints for laws whose name is no family's, and that what they say is true."""

from __future__ import annotations

import pytest

from symreparam import check
from symreparam.documents.advice_words import LAWS, TERMS
from symreparam.documents.family_hints import IMAGES, WITHOUT_PARAMETERS
from symreparam.documents.names import CALLABLE
from symreparam.families.table import FAMILY_NAMES, family

LETS = "let m, a, b2 real\nlet b, s, k, nu > 0\n"


def reason(text: str) -> str:
    return next(each for each in check(text) if each.verdict == "error").text()


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
        ("t", "did you mean `StudentT`?"),
        ("U", "did you mean `Uniform`?"),
        ("chi2", "did you mean `ChiSquared`?"),
        ("Qwertz", "no family has a name like it; `symreparam families` lists them all"),
    ],
)
def test_hints(name: str, hint: str) -> None:
    claimed = f"let Y ~ Normal(0, 1)\nprove Y ~ {name}(1)"
    for text in (f"let X ~ {name}(1, 2)\nprove X ~ X", claimed):
        assert hint in reason(text)


@pytest.mark.parametrize(
    ("term", "hint"),
    [
        ("std(X)", "write sqrt(Var(x))"),
        ("mode(X)", "modes are not claimed"),
        ("median(X, X^2, 1)", "the middle of three is x + y + z"),
        ("E(X, X)", "of a product E(x*y)"),
        ("atan2(X)", "write atan2(x, y)"),
        ("exp(X, X)", "write exp(x)"),
        ("mean(X)", "did you mean `E`?"),
        ("log2(X)", "write log(x)/log(2)"),
        ("clip(X, 0, 1)", "write min(max(x, a), b)"),
        ("quux(X)", "no function or family has a name like it"),
    ],
)
def test_hints_for_functions(term: str, hint: str) -> None:
    assert hint in reason(f"let X ~ Normal(0, 1)\nprove {term} = 1")


def test_a_law_after_an_equals_sign_and_a_variable_that_is_missing() -> None:
    assert "write let X ~ Uniform(..)" in reason("let X = Uniform(0, 1)\nprove 1 = 1")
    assert "let X ~ Normal(0, 1)" in reason("prove X ~ Normal(0, 1)")


def test_arguments_that_no_parameter_values_mend() -> None:
    lets = "let a real\nlet X ~ Uniform({})\nprove X ~ X"
    assert "give other arguments" in reason(lets.format("a, a"))
    assert "give other arguments" in reason(lets.format("a + 1, a"))
    assert "`let a > 0`" in reason(lets.format("0, a"))


def test_short_names_are_none_of_ours() -> None:
    assert set(LAWS.values()) <= {*FAMILY_NAMES, "Dirichlet", "MultivariateNormal"}
    assert not set(LAWS) & set(FAMILY_NAMES)
    assert not (set(TERMS) | set(LAWS)) & set(CALLABLE)


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
