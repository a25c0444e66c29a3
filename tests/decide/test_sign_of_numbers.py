"""Signs of numbers by their enclosure: mpmath agrees, and what is undefined has none."""

from __future__ import annotations

import mpmath
import pytest
from sympy import (
    Expr,
    LambertW,
    Pow,
    Rational,
    asin,
    besselk,
    cos,
    exp,
    gamma,
    lambdify,
    log,
    pi,
    sin,
    sqrt,
    tan,
)

from symreparam import check
from symreparam.decide.answer import Context, Proved
from symreparam.decide.sign import sign
from symreparam.terms.scope import Scope

NOWHERE = Context(Scope())
FINE = Rational(884279719003555, 2392537302040576)
NUMBERS = [
    sin(FINE) * cos(FINE / 3) - cos(7 * FINE),
    -sin(FINE) * cos(FINE / 2) * exp(-FINE),
    sin(FINE) ** 3 * cos(5 * FINE) + sin(FINE / 7) / 40,
    log(2 + sin(3 * FINE)) - sqrt(2),
]
UNDEFINED = [
    log(-2) + 10,
    asin(2) + 3,
    gamma(-1, evaluate=False),
    Pow(-2, Rational(1, 3), evaluate=False) + 3,
    tan(pi / 2),
    sqrt(FINE - 1) + 4,
    besselk(0, -1),
    LambertW(-2),
]


@pytest.mark.parametrize("number", NUMBERS, ids=str)
def test_the_sign_is_that_of_the_value(number: Expr) -> None:
    with mpmath.workdps(50):
        above = lambdify((), number, "mpmath")() > 0
    assert isinstance(sign(number, "+" if above else "-", NOWHERE), Proved)
    assert not isinstance(sign(number, "-" if above else "+", NOWHERE), Proved)


@pytest.mark.parametrize("number", UNDEFINED, ids=str)
@pytest.mark.parametrize("want", ["+", "-", "!=", ">=", "<="])
def test_what_is_undefined_has_no_sign(number: Expr, want: str) -> None:
    assert not isinstance(sign(number, want, NOWHERE), Proved)


@pytest.mark.parametrize("want", ["+", "-", "!="])
def test_a_hidden_zero_has_no_strict_sign(want: str) -> None:
    zero = sin(FINE) ** 2 + cos(FINE) ** 2 - 1
    assert not isinstance(sign(zero, want, NOWHERE), Proved)


def test_false_determinants_of_spherical_coordinates() -> None:
    lets = "let r > 0\nlet 0 < ph < pi\nlet 0 < th < 2*pi\n"
    point = "(r*sin(ph)*cos(th), r*sin(ph)*sin(th), r*cos(ph))"
    for value in ("r^2*cos(ph)", "r^2*sin(th)", "r*sin(ph)"):
        [outcome] = check(f"{lets}refute jacobian({point}; r, ph, th) = {value}")
        assert outcome.verdict == "refuted", outcome.reason
