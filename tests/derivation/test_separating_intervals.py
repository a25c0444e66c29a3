"""Where two densities are compared first: where they are high, and never at an end."""

from __future__ import annotations

import pytest
from sympy import Rational, Symbol, exp, oo, pi, sqrt

from symreparam.derivation.separating_intervals import separating_intervals
from symreparam.pipeline import check_text
from symreparam.terms.law import Law, Piece
from symreparam.terms.region import interval

z = Symbol("z", real=True)


def normal(mean: int, deviation: int) -> Law:
    density = exp(-((z - mean) ** 2) / (2 * deviation**2)) / (deviation * sqrt(2 * pi))
    return Law(z, (Piece(interval(z, -oo, oo), density),))


def test_the_first_interval_lies_where_the_densities_are_high() -> None:
    low, high = separating_intervals(normal(3, 2), normal(3, 4))[0]
    assert (low, high) == (Rational(299, 100), Rational(301, 100))


def test_the_widest_relative_gap_is_tried_too() -> None:
    middles = [(low + high) / 2 for low, high in separating_intervals(normal(3, 2), normal(3, 4))]
    assert -8 in middles and len(middles) > 8


def test_equal_densities_have_none() -> None:
    assert separating_intervals(normal(3, 2), normal(3, 2)) == []


def test_ends_are_kept_away_from() -> None:
    one = Law(z, (Piece(interval(z, Rational(0), Rational(1)), Rational(1)),))
    two = Law(z, (Piece(interval(z, Rational(0), Rational(2)), Rational(1, 2)),))
    found = separating_intervals(one, two)
    assert found and all(not low <= end <= high for low, high in found for end in (0, 1, 2))


@pytest.mark.parametrize(
    "claim",
    ["2*X ~ Normal(0, 4)", "X ~ Normal(0, 1.001)", "X + 1 ~ Normal(1, 3)", "X ~ Cauchy(0, 1)"],
)
def test_refuted_still(claim: str) -> None:
    [outcome] = check_text(f"let X ~ Normal(0, 1)\nrefute {claim}")
    assert outcome.ok
