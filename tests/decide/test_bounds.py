"""Structural interval bounds: rational ends that hold, and are attained only where said."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sympy import Expr, Integer, Rational, cos, exp, log, oo, sqrt

from symreparam.decide import bounds as module
from symreparam.decide.answer import Context
from symreparam.decide.bounds import ANY, NEGATIVE, POSITIVE, Bounds, bound_signs, bounds
from symreparam.decide.orthant import plan
from symreparam.terms.region import interval
from symreparam.terms.scope import Scope, variable

U = variable("u")
UNIT = Context(Scope(), interval(U, Integer(0), Integer(1)))
HALF_LINE = Context(Scope(), interval(U, Integer(0), oo))

PROVED = [
    (1 - 2 * log(1 - U) / 3, POSITIVE, UNIT),
    (1 - U - log(1 - U), POSITIVE, UNIT),
    (log(1 - U) - 1, NEGATIVE, UNIT),
    (log(1 + U), POSITIVE, HALF_LINE),
    (exp(U) - 1, POSITIVE, HALF_LINE),
    (1 - exp(-U), POSITIVE, HALF_LINE),
    (log(log(1 + exp(U) * 2) + 1), POSITIVE, UNIT),
]
OPEN = [
    (log(1 - U), Context(Scope(), interval(U, Integer(0), Integer(2)))),
    (log(U) + 1, UNIT),
    (log(1 + U) - U, HALF_LINE),  # the same letter twice is out of reach
    (1 - log(U), HALF_LINE),
    (2 - exp(U), UNIT),
    (log(1 + cos(U)) - 1, UNIT),
    (1 - log(U - Rational(1, 2)), UNIT),
    (log(sqrt(U) - 1) + 5, HALF_LINE),
]


@pytest.mark.parametrize(("term", "signs", "context"), PROVED)
def test_what_bounds_settle(term: Expr, signs: int, context: Context) -> None:
    assert bound_signs(term, context) == signs


@pytest.mark.parametrize(("term", "context"), OPEN)
def test_what_bounds_leave_open(term: Expr, context: Context) -> None:
    assert bound_signs(term, context) == ANY


def test_an_attained_end_is_no_strict_one() -> None:
    found = bounds(log(2 + cos(U)), plan(UNIT))
    assert found is not None and found.low == 0 and not found.low_strict
    there = bounds(exp(cos(U) - 1), plan(UNIT))
    assert there is not None and there.high == 1 and not there.high_strict


RATIONAL = st.fractions(Fraction(1, 50), 50)


@given(RATIONAL, RATIONAL, st.booleans(), st.booleans())
def test_logarithm_and_exponential_stay_inside(
    a: Fraction, b: Fraction, low_strict: bool, high_strict: bool
) -> None:
    low, high = min(a, b), max(a, b)
    found = module._logarithm(Bounds(low, high, low_strict, high_strict))
    assert found is not None and found.low is not None and found.high is not None
    for x in (low, (low + high) / 2, high):
        assert float(found.low) - 1e-12 <= math.log(x) <= float(found.high) + 1e-12
    for inner in (Bounds(low - 25, high - 25, low_strict, high_strict), Bounds(-high, -low)):
        assert inner.low is not None and inner.high is not None
        whole = module._exponential(inner)
        for x in (inner.low, inner.high):
            assert whole.low is not None and float(whole.low) <= math.exp(x) + 1e-12
            assert whole.high is None or math.exp(x) <= float(whole.high) * (1 + 1e-12)


def test_bounds_without_ends() -> None:
    assert module._logarithm(Bounds(Fraction(0), None, False)) is None
    assert module._logarithm(Bounds(None, Fraction(3))) is None
    found = module._logarithm(Bounds(Fraction(0), Fraction(1)))
    assert found == Bounds(None, Fraction(0))
    assert module._exponential(Bounds()) == Bounds(Fraction(0), None)
