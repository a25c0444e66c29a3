"""Square factors under roots on intervals with irrational ends, products, and the whole line."""

from __future__ import annotations

import pytest
from sympy import (
    Abs,
    Expr,
    Integer,
    Rational,
    beta,
    catalan,
    cos,
    expand,
    gamma,
    pi,
    sin,
    sqrt,
    tan,
)
from zero_cases import POSITIVE, REALS, Z, context

from symreparam.decide import zero
from symreparam.decide.answer import Proved
from symreparam.decide.kernels import powers, square_factors
from symreparam.decide.sign import sign
from symreparam.decide.zero import equal
from symreparam.terms.scope import parameter

R = parameter("r", POSITIVE)
M = parameter("m", REALS)
FIVE = sqrt(5)
T5 = 16 * Z**5 - 20 * Z**3 + 5 * Z
U4 = 16 * Z**4 - 12 * Z**2 + 1
# the zeros of U_4 cut (-1, 1)
ZEROS = (-1, (-1 - FIVE) / 4, (1 - FIVE) / 4, (FIVE - 1) / 4, (1 + FIVE) / 4, 1)
HALF = 1 / sqrt(2)


def on(low: Expr, high: Expr):
    return context(("r", POSITIVE), ("m", REALS), over=(Z, Integer(0) + low, Integer(0) + high))


@pytest.mark.parametrize("index", range(5))
def test_the_sign_of_the_root_is_that_of_the_interval(index: int) -> None:
    where = on(ZEROS[index], ZEROS[index + 1])
    root = sqrt(1 - T5**2)
    way = (-1) ** index
    assert isinstance(equal(root, way * sqrt(1 - Z**2) * U4, where), Proved)
    assert not isinstance(equal(root, -way * sqrt(1 - Z**2) * U4, where), Proved)
    assert isinstance(equal(1 / root, way / U4 / sqrt(1 - Z**2), where), Proved)


def test_roots_that_cancel_are_read() -> None:
    double = 2 * Z * sqrt(1 - Z**2)
    assert isinstance(equal(sqrt(1 - double**2), 1 - 2 * Z**2, on(-HALF, HALF)), Proved)
    assert isinstance(equal(sqrt(1 - double**2), 2 * Z**2 - 1, on(HALF, 1)), Proved)
    assert not isinstance(equal(sqrt(1 - double**2), 1 - 2 * Z**2, on(HALF, 1)), Proved)
    scaled = 2 * Z * sqrt(R**2 - Z**2) / R
    assert isinstance(equal(sqrt(R**2 - scaled**2), R - 2 * Z**2 / R, on(0, R * HALF)), Proved)


@pytest.mark.parametrize(
    ("left", "right", "low", "high"),
    [
        # the square is not all of it
        (sqrt((2 * Z**2 - 1) ** 2 * (2 - Z)), 1 - 2 * Z**2, Integer(0), HALF),
        # the rest may be negative
        (sqrt((2 * Z**2 - 1) ** 2 * (Z - M)), (1 - 2 * Z**2) * sqrt(Z - M), Integer(0), HALF),
        (sqrt((2 * Z**2 - 1) ** 2), 1 - 2 * Z**2, Integer(0), 2 * HALF),
        (((2 * Z**2 - 1) ** 2) ** Rational(3, 2), (2 * Z**2 - 1) ** 3, Integer(0), HALF),
        # two roots, or a cube root, are not read
        (sqrt((Z * sqrt(2 - Z) - sqrt(Z)) ** 2), Z * sqrt(2 - Z) - sqrt(Z), HALF / 2, HALF),
    ],
    ids=str,
)
def test_what_is_false_or_open_is_not_proved(
    left: Expr, right: Expr, low: Expr, high: Expr
) -> None:
    assert not isinstance(equal(left, right, on(low, high)), Proved)


def test_dividing_by_the_square_excludes_its_zeros() -> None:
    where = on(Integer(0), 2 * HALF)
    inside = expand((2 * Z**2 - 1) ** 2 * (2 - Z))
    answer = equal(inside ** Rational(-1, 2), 1 / (Abs(2 * Z**2 - 1) * sqrt(2 - Z)), where)
    assert isinstance(answer, Proved)
    assert answer.divisors


def test_a_planted_root_without_its_sign_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the absolute value the second lock sees that the sides differ."""
    monkeypatch.setattr(powers, "absolute_value", lambda space, value: value)
    found = equal(sqrt((2 * Z**2 - 1) ** 2), 2 * Z**2 - 1, on(Integer(0), HALF))
    assert not isinstance(found, Proved)


def test_a_planted_square_that_keeps_its_factor_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    right = square_factors.split_squares

    def wrong(space, base):
        found = right(space, base)
        return None if found is None else (found[0], space.one)

    monkeypatch.setattr(powers, "split_squares", wrong)
    left, low = sqrt((2 * Z**2 - 1) ** 2 * (2 - Z)), on(Integer(0), HALF)
    assert not isinstance(equal(left, 1 - 2 * Z**2, low), Proved)


# --- signs of products -------------------------------------------------------------------------
def test_a_product_has_the_signs_of_its_factors() -> None:
    product = (4 * Z**2 - 2 * Z - 1) * (4 * Z**2 + 2 * Z - 1)
    for index in range(5):
        where = on(ZEROS[index], ZEROS[index + 1])
        good, bad = ("+", "-") if index % 2 == 0 else ("-", "+")
        assert isinstance(sign(product, good, where), Proved)
        assert not isinstance(sign(product, bad, where), Proved)
    wide = on(ZEROS[1], ZEROS[3])
    for want in ("+", "-", "!="):
        assert not isinstance(sign(product, want, wide), Proved)


# --- circular functions on the whole line ------------------------------------------------------
def test_circular_functions_agree_beyond_the_interval() -> None:
    wave = cos(pi * Z)
    fifth = 16 * wave**5 - 20 * wave**3 + 5 * wave
    for k in range(5):
        where = on(Rational(k, 5), Rational(k + 1, 5))
        assert isinstance(equal(fifth, cos(5 * pi * Z), where), Proved)
        assert not isinstance(equal(fifth, cos(3 * pi * Z), where), Proved)
    # true on the interval alone, so not by that way
    assert not isinstance(equal(Abs(sin(Z)), -sin(Z), on(Rational(1, 7), Integer(1))), Proved)


def test_a_divisor_on_the_whole_line_is_returned() -> None:
    found = zero._on_the_line(tan(Z) * cos(Z), sin(Z), on(Integer(0), Integer(1)))
    assert found, "cos(z) has zeros on the line"
    assert zero._on_the_line(Abs(cos(Z)), cos(Z), on(Integer(0), Integer(1))) is None


# --- Catalan numbers, which SymPy makes of some beta functions ------------------------------------
def test_catalan_numbers_are_gammas() -> None:
    a, where = parameter("a", POSITIVE), context(("a", POSITIVE))
    assert beta(Rational(1, 2), Rational(3, 2)).has(catalan), "else this kernel is of no use"
    assert isinstance(equal(beta(Rational(1, 2), Rational(3, 2)), pi / 2, where), Proved)
    value = 4**a * gamma(a + Rational(1, 2)) / (sqrt(pi) * gamma(a + 2))
    assert isinstance(equal(catalan(a), value, where), Proved)
    assert not isinstance(equal(catalan(a), 2 * value, where), Proved)
    assert isinstance(equal(catalan(a + 1) * (a + 2), (4 * a + 2) * catalan(a), where), Proved)
