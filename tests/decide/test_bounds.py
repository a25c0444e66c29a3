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
from symreparam.decide.bounds import ANY, NEGATIVE, POSITIVE, ZERO, Bounds, bound_signs, bounds
from symreparam.decide.orthant import plan
from symreparam.terms.region import interval
from symreparam.terms.scope import Domain, Scope, parameter, variable

U = variable("u")
UNIT = Context(Scope(), interval(U, Integer(0), Integer(1)))
HALF_LINE = Context(Scope(), interval(U, Integer(0), oo))

M = parameter("m", Domain(Integer(0), oo, lower_closed=True, integer=True))
COUNTS = Context(
    Scope(((M, Domain(Integer(0), oo, lower_closed=True, integer=True)),)),
    interval(U, Integer(0), Integer(1)),
)

PROVED = [
    (1 - 2 * log(1 - U) / 3, POSITIVE, UNIT),
    (1 - U - log(1 - U), POSITIVE, UNIT),
    (log(1 - U) - 1, NEGATIVE, UNIT),
    (log(1 + U), POSITIVE, HALF_LINE),
    (exp(U) - 1, POSITIVE, HALF_LINE),
    (1 - exp(-U), POSITIVE, HALF_LINE),
    (log(log(1 + exp(U) * 2) + 1), POSITIVE, UNIT),
    (1 - U ** (M + 1), POSITIVE, COUNTS),
    (1 - (1 - U) ** (M + 1), POSITIVE, COUNTS),
    (1 - (1 - exp(-U)) ** (M + 1), POSITIVE, COUNTS),
    ((2 - U) ** (M + 1) - 1, POSITIVE, COUNTS),
    ((2 - U) ** (-M - 1) - 1, NEGATIVE, COUNTS),
    (U ** (-M - 1) - 1, POSITIVE, COUNTS),
    (1 - U**M, POSITIVE | ZERO, COUNTS),  # M may be 0
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
    (1 - (2 * U) ** (U + 1), UNIT),
    (1 - U ** (U - Rational(1, 2)), UNIT),
    ((2 - U) ** (U - 1) - 1 + U, UNIT),
    ((1 - 2 * U) ** (U + 1) - 1, UNIT),
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


def test_powers_beside_one_reach_it_only_where_said() -> None:
    for term, place in ((cos(U) ** 2) ** M, COUNTS), ((2 - cos(U)) ** M, COUNTS):
        found = bounds(term, plan(place))
        assert found is None or not (found.high == 1 and found.high_strict)
    closed = Bounds(Fraction(1, 2), Fraction(1), False, False)
    count = Bounds(Fraction(1), None, False, True)
    here = module._power(closed, count, M + 1)
    assert here == Bounds(Fraction(0), Fraction(1), True, False)  # at x = 1
    from_zero = module._power(Bounds(Fraction(0), Fraction(1)), Bounds(Fraction(0), None, False), M)
    assert from_zero == Bounds(Fraction(0), Fraction(1), True, False)  # at e = 0
    up = module._power(Bounds(Fraction(1), None, False, True), count, M + 1)
    assert up == Bounds(Fraction(1), None, False, True)


@given(
    st.fractions(Fraction(1, 9), 4, max_denominator=50),
    st.fractions(Fraction(0), 3, max_denominator=50),
    st.fractions(Fraction(-3), 3, max_denominator=50),
    st.fractions(Fraction(0), 3, max_denominator=50),
)
def test_powers_lie_within_their_bounds(
    low: Fraction, width: Fraction, start: Fraction, length: Fraction
) -> None:
    base = Bounds(low, low + width, False, False)
    size = Bounds(start, start + length, False, False)
    found = module._power(base, size, M)
    assert found is not None
    for x in (low, low + width):
        for e in (start, start + length):
            value = float(x) ** float(e)
            assert found.low is None or value >= float(found.low) - 1e-12
            assert found.high is None or value <= float(found.high) + 1e-12
            assert value != 1 or not (found.low == 1 and found.low_strict)
            assert value != 1 or not (found.high == 1 and found.high_strict)
