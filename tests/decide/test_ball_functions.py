"""Balls of special functions against mpmath; what is undefined has no ball."""

from __future__ import annotations

import mpmath
import pytest
from flint import arb
from sympy import Expr, Integer, Rational, besseli, besselk, polygamma

from symreparam.decide.ball import enclose
from symreparam.terms.scope import variable

x = variable("x")


@pytest.mark.parametrize("order", range(6))
@pytest.mark.parametrize("at", ["0.01", "0.7", "1.5", "30"])
def test_polygamma_contains_the_value(order: int, at: str) -> None:
    ball = enclose(polygamma(order, x), {x: arb(at)}, 96)
    assert ball is not None
    with mpmath.workdps(25):
        value = mpmath.polygamma(order, mpmath.mpf(at))
    assert abs(float(ball.mid()) - float(value)) <= 1e-12 * max(1.0, abs(float(value)))


def test_polygamma_of_a_wide_ball_contains_both_ends_and_the_middle() -> None:
    for order in range(4):
        wide = enclose(polygamma(order, x), {x: arb("1.5", "0.4")}, 96)
        for at in ("1.1001", "1.5", "1.8999"):
            narrow = enclose(polygamma(order, x), {x: arb(at)}, 96)
            assert wide is not None and narrow is not None and wide.contains(narrow)


@pytest.mark.parametrize("ball", [arb("0.1", "0.2"), arb(-3), arb(0)])
def test_polygamma_is_left_alone_where_it_may_have_a_pole(ball: arb) -> None:
    assert enclose(polygamma(1, x), {x: ball}, 96) is None


@pytest.mark.parametrize("order", [Integer(0), Integer(1), Rational(1, 3), Rational(5, 2)])
@pytest.mark.parametrize(("mid", "rad"), [("2.5", "0.4"), ("9", "0.125"), ("24", "1")])
def test_bessel_functions_of_a_wide_ball_hold_all_values(
    order: Expr, mid: str, rad: str
) -> None:
    for function, at in ((besseli, mpmath.besseli), (besselk, mpmath.besselk)):
        wide = enclose(function(order, x), {x: arb(mid, rad)}, 96)
        assert wide is not None
        for share in (-0.999, -0.3, 0, 0.4, 0.999):
            with mpmath.workdps(25):
                place = mpmath.mpf(mid) + mpmath.mpf(rad) * share
                value = at(mpmath.mpf(order.p) / order.q, place)
                assert wide.contains(arb(mpmath.nstr(value, 20), 1e-12 * float(value)))


def test_the_first_bessel_function_does_not_rise_for_every_negative_order() -> None:
    """I_{-3/2} falls near 0: the ends of a ball do not enclose it there, the library does."""
    wide = enclose(besseli(Rational(-3, 2), x), {x: arb("1", "0.9")}, 96)
    inner = enclose(besseli(Rational(-3, 2), x), {x: arb("1.2")}, 96)
    assert inner is not None and (wide is None or wide.contains(inner))
    assert enclose(besseli(Integer(0), x), {x: arb("0.1", "0.2")}, 96) is None
