"""What the records claim is proved through the rules, and a false record is not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sympy import Integer, Rational, exp

from symreparam.derivation.record_facts import record_facts
from symreparam.families.exponential import EXPONENTIAL
from symreparam.families.laplace import LAPLACE
from symreparam.families.table import family

SLOPE = "the density is the derivative of the cdf"
ENDS = "the cdf goes from 0 to 1"
INVERSE = "the quantile inverts the cdf"


def proved(record) -> set[str]:
    return {fact.statement for fact in record_facts(record) if fact.proved}


@pytest.mark.parametrize(
    "name",
    ["Normal", "Uniform", "Exponential", "Laplace", "Logistic", "LogNormal", "Weibull", "Pareto"],
)
def test_cdf_and_quantile_are_proved(name: str) -> None:
    assert proved(family(name)) == {SLOPE, ENDS, INVERSE}


@pytest.mark.parametrize("name", ["Gamma", "Cauchy", "GammaInverse", "Chi", "FoldedNormal"])
def test_cdf_is_proved(name: str) -> None:
    assert proved(family(name)) >= {SLOPE, ENDS}


def test_moments_are_axioms() -> None:
    facts = {fact.statement: fact.proved for fact in record_facts(family("Gamma"))}
    assert facts["the mean"] is False
    assert facts["the characteristic function"] is False
    others = {fact.statement for fact in record_facts(family("Weibull"))}
    assert "the characteristic function" not in others


# a record with one field spoilt ------------------------------------------------------------------
def test_a_wrong_cdf_is_not_proved() -> None:
    [cdf] = EXPONENTIAL.cdf
    assert SLOPE not in proved(replace(EXPONENTIAL, cdf=(cdf * 2,)))
    assert ENDS not in proved(replace(EXPONENTIAL, cdf=(cdf * 2,)))


def test_a_shifted_cdf_has_wrong_ends() -> None:
    [cdf] = EXPONENTIAL.cdf
    spoilt = proved(replace(EXPONENTIAL, cdf=(cdf + Rational(1, 10),)))
    assert SLOPE in spoilt and ENDS not in spoilt


def test_a_wrong_density_is_not_the_slope() -> None:
    [piece] = EXPONENTIAL.pieces
    wrong = replace(piece, density=piece.density * exp(-Integer(1)))
    assert SLOPE not in proved(replace(EXPONENTIAL, pieces=(wrong,)))


def test_a_jump_at_a_kink_is_seen() -> None:
    [cdf] = LAPLACE.cdf
    mu = LAPLACE.parameters[0].symbol
    from sympy import sign

    jump = cdf + sign(LAPLACE.variable - mu) / 10
    assert ENDS not in proved(replace(LAPLACE, cdf=(jump,)))


def test_a_wrong_quantile_does_not_invert() -> None:
    assert INVERSE not in proved(replace(EXPONENTIAL, quantile=EXPONENTIAL.quantile * 2))
    assert INVERSE not in proved(replace(EXPONENTIAL, quantile=-EXPONENTIAL.quantile))


def test_an_inner_jump_with_right_ends_is_seen() -> None:
    # slope right on both sides and ends 0 and 1, but mass is lost at the kink
    from sympy import sign

    [cdf] = LAPLACE.cdf
    mu = LAPLACE.parameters[0].symbol
    flat = cdf * Rational(9, 10) + (1 + sign(LAPLACE.variable - mu)) / 20
    assert ENDS not in proved(replace(LAPLACE, cdf=(flat,)))
