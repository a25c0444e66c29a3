"""Balls of special functions against mpmath; what is undefined has no ball."""

from __future__ import annotations

import mpmath
import pytest
from flint import arb
from sympy import polygamma

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
