"""The rule `expectation-error`: means of the error function of a normal term; rejects."""

from __future__ import annotations

import math

import pytest
from plain_builder import claim_of
from scipy.integrate import quad
from scipy.stats import norm
from settled import fails, holds
from sympy import Integer, erf

from symreparam.derivation.builder import Builder
from symreparam.logic.errors import RuleError
from symreparam.rules.error_means import error_mean
from symreparam.terms.region import NUMBERS

LETS = """let a, b, m real
let s > 0
let z ~ Normal(m, s)
let X ~ Normal(1, 1)
let Y ~ Normal(2, 3)
let W ~ Exponential(1)
"""
TRUE = [
    "E(Phi(z)) = Phi(m/sqrt(1 + s^2))",
    "E(z*Phi(z)) = m*Phi(m/sqrt(1 + s^2)) + s^2*exp(-m^2/(2*(1 + s^2)))/sqrt(2*pi*(1 + s^2))",
    "E(erfc(a - b*z)) = erfc((a - b*m)/sqrt(1 + 2*b^2*s^2))",
    "E(Phi(X - Y)) = Phi(-1/sqrt(11))",
]
FALSE = [
    "E(Phi(z)) = Phi(m/sqrt(1 + s))",
    "E(Phi(z)) = Phi(m)",
    "E(z*Phi(z)) = m*Phi(m/sqrt(1 + s^2))",
    "E(erf(a + b*z)) = erf((a + b*m)/sqrt(1 + b^2*s^2))",
    "E(Phi(X - Y)) = Phi(-1/sqrt(10))",
]


@pytest.mark.parametrize("claim", TRUE)
def test_true(claim: str) -> None:
    holds(LETS, claim)


@pytest.mark.parametrize("claim", FALSE)
def test_false(claim: str) -> None:
    fails(LETS, claim)


@pytest.mark.parametrize("power", [0, 1])
@pytest.mark.parametrize(("m", "s", "a", "b"), [(0, 1, 1, 1), (-1, 2, 0, 3), (2, 1, -1, -2)])
def test_the_value_is_that_of_quadrature(power: int, m: int, s: int, a: int, b: int) -> None:
    known = error_mean(*map(Integer, (m, s)), power, Integer(a), Integer(b))

    def integrand(x: float) -> float:
        return float(x**power * math.erf(a + b * x) * norm.pdf(x, m, s))

    found, _ = quad(integrand, m - 12 * s, m + 12 * s, limit=200)
    assert float(known) == pytest.approx(found, abs=1e-9)


def steps() -> tuple[Builder, int, int]:
    """A builder, the law of z, and that the value at erf(1 + z) is defined."""
    one = Builder(claim_of(f"{LETS}prove E(erf(a + b*z) + X + W) = 0"))
    given = one.add("hypothesis", (), (0,))
    m, s = one.conclusion(given).law.arguments  # type: ignore[union-attr]
    value = error_mean(m, s, 0, Integer(1), Integer(1))
    return one, given, one.add("defined", (), (value, NUMBERS))


def rejected(one: Builder, premises: tuple[int, ...], args: tuple[object, ...], code: str) -> None:
    with pytest.raises(RuleError) as caught:
        one.add("expectation-error", premises, args)  # type: ignore[arg-type]
    assert caught.value.code == f"expectation-error.{code}"


def test_obligations() -> None:
    one, given, known = steps()
    args = (0, Integer(1), Integer(1))
    found = one.conclusion(one.add("expectation-error", (given, known), args))
    z = one.claim.variables[0]
    assert found.body == erf(1 + z)  # type: ignore[union-attr]
    rejected(one, (given,), args, "defined")
    rejected(one, (given, known), (1, *args[1:]), "defined")
    rejected(one, (given, known), (0, Integer(1), Integer(2)), "defined")
    rejected(one, (given, known), (2, *args[1:]), "power")
    rejected(one, (given, known), (Integer(0), *args[1:]), "args")
    rejected(one, (given, known), args[:2], "args")
    rejected(one, (given, known), (0, z, Integer(1)), "random")
    rejected(one, (given, known), (0, Integer(1), one.claim.variables[1]), "random")
    rejected(one, (known, given), args, "law")
    rejected(one, (), args, "premises")
    other = one.add("hypothesis", (), (2,))
    rejected(one, (other, known), args, "law")
