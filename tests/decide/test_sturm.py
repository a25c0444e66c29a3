"""Sturm's chain against SymPy's isolation of roots."""

from __future__ import annotations

import pytest
from flint import fmpq_poly
from hypothesis import given, settings
from hypothesis import strategies as st
from sympy import Poly, Symbol

from symreparam.decide.sturm import rootless

T = Symbol("t")
WHOLE = st.integers(-6, 6)


def _poly(coefficients: list[int]) -> Poly:
    return Poly({(k,): c for k, c in enumerate(coefficients)}, T)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.lists(WHOLE, min_size=2, max_size=4), min_size=1, max_size=3),
    st.sampled_from((None, 0, 1)),
)
def test_the_count_of_roots_is_that_of_sympy(factors: list[list[int]], low: int | None) -> None:
    product = _poly([1])
    for factor in factors:
        product *= _poly(factor)
    if product.degree() < 1:
        return
    coefficients = [int(c) for c in reversed(product.all_coeffs())]
    assert rootless(fmpq_poly(coefficients), low) == (product.count_roots(low, None) == 0)


@pytest.mark.parametrize(
    ("coefficients", "low", "none"),
    [
        ([1, 0, 1], None, True),
        ([1, -2, 1], None, False),  # a double root: no change of sign
        ([1, -2, 1], 0, False),
        ([4, -4, 1], 0, False),
        ([1, 2, 1], 0, True),
        ([1, 2, 1], None, False),
        ([0, 1], 0, False),  # the end itself
        ([-1, 1], 1, False),
        ([-1, 2], 1, True),
        ([1, 0, 2, 0, 1], None, True),  # (t^2 + 1)^2: the chain ends in a common factor
        ([-6, 11, -6, 1], 0, False),
        ([1, 0, 0, 0, 0, 0, 0, 0, -1], 0, False),
    ],
)
def test_known_roots(coefficients: list[int], low: int | None, none: bool) -> None:
    assert rootless(fmpq_poly(coefficients), low) is none
