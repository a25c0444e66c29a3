"""Rational functions and fuel."""

from __future__ import annotations

from fractions import Fraction

import pytest

from symreparam.decide.fraction import Budget, Ring, Undecided, constant_value


def test_field_operations_reduce() -> None:
    ring = Ring(10)
    x, y = ring.letter(0), ring.letter(1)
    a = ring.divide(ring.subtract(ring.power(x, 2), ring.power(y, 2)), ring.subtract(x, y))
    assert a == ring.add(x, y)
    assert ring.subtract(a, a) == ring.zero
    assert ring.multiply(ring.divide(x, y), ring.divide(y, x)) == ring.one


def test_division_writes_down_its_divisor() -> None:
    ring = Ring(10)
    x, y = ring.letter(0), ring.letter(1)
    ring.divide(ring.one, ring.subtract(x, y))
    assert list(ring.divided) == [str(x[0] - y[0])]


def test_numbers_are_no_divisors() -> None:
    ring = Ring(10)
    ring.divide(ring.letter(0), ring.number(7))
    assert not ring.divided


def test_denominators_have_positive_lead() -> None:
    ring = Ring(10)
    a = ring.inverse(ring.negative(ring.letter(0)))
    assert a[1].leading_coefficient() > 0


def test_factor_signs_multiply_back() -> None:
    ring = Ring(10)
    x, y = ring.letters[:2]
    p = -6 * (y - x) ** 3 * (x + 1)
    content, factors = ring.factor(p)
    q = ring.context.constant(content)
    for factor, multiplicity in factors:
        assert factor.leading_coefficient() > 0
        q = q * factor**multiplicity
    assert q == p


def test_constant_value() -> None:
    ring = Ring(10)
    assert constant_value(ring.number(Fraction(3, 4))) == Fraction(3, 4)
    assert constant_value(ring.zero) == 0
    assert constant_value(ring.letter(0)) is None


def test_division_by_zero_is_refused() -> None:
    ring = Ring(10)
    with pytest.raises(Undecided, match="division by zero"):
        ring.inverse(ring.zero)


def test_large_powers_are_refused() -> None:
    ring = Ring(10)
    total = ring.one
    for index in range(8):
        total = ring.add(total, ring.letter(index))
    with pytest.raises(Budget, match="budget: power"):
        ring.power(total, 200)
    with pytest.raises(Budget, match="budget"):
        ring.power(ring.letter(0), 10**9)
    with pytest.raises(Budget, match="bits"):
        ring.power(ring.number(10), 10**6)


def test_large_numbers_are_refused() -> None:
    with pytest.raises(Budget, match="bits"):
        Ring(10).number(1 << 100_000)


def test_fuel_runs_out() -> None:
    ring = Ring(10)
    ring.fuel = 30
    with pytest.raises(Budget, match="fuel"):
        for _ in range(100):
            ring.multiply(ring.letter(0), ring.add(ring.letter(1), ring.one))
