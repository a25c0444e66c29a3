"""Bounds read off a term, and those that are not."""

from __future__ import annotations

import pytest
from sympy import Abs, Expr, Symbol, asinh, cos, cosh, exp, log, sin, sqrt, tanh

from symreparam.terms.growth import Growth, NoBoundError, Reading

x, y, c, d = (Symbol(name, real=True) for name in "xycd")


def read(term: Expr, parameter: Symbol | None = c) -> Growth:
    """The growth in x and y; every number is taken to be smooth."""
    return Reading((x, y), parameter, lambda _: None).growth(term)


@pytest.mark.parametrize(
    ("term", "value", "slope"),
    [
        (c**3, 0, 0),
        (d * x, 1, None),
        (c * x**2 + y, 2, 2),
        (tanh(x + c * y), 0, 1),
        (x * sin(c * y**2), 1, 3),
        (asinh(c * x), 1, 1),
        (exp(-((x + c) ** 2)), 0, 0),
        (log(1 + exp(c * x)), 1, 1),
        (log(cosh(x)) + c, 1, 0),
        (1 / (1 + (c + x) ** 2), 0, 0),
        (sqrt(2 + (c + x) ** 2), 1, 0),
        (x / (1 + x**2), 0, None),
        (c * x**3 / (1 + x**2), 1, 1),
        ((x - c) / (1 + x**2), 0, 0),
        (x**2 / (1 + x**2) ** 2, 0, None),
        ((x + c) / (1 + (x + c) ** 2), 0, 0),
    ],
)
def test_bounds(term: Expr, value: int, slope: int | None) -> None:
    assert read(term) == Growth(value, slope)
    assert read(term, None) == Growth(value, None)


@pytest.mark.parametrize(
    "term",
    [
        exp(c * x),
        exp((c + x) ** 2),
        exp(-1 - (c + x) ** 2),
        Abs(x + c),
        1 / (x + c) ** 2,
        x / x**4,
        1 / (2 - cos(x)),
        log((x + c) ** 2),
        sqrt(1 + exp(x)),
        sqrt((x + c) ** 2 + c),
        (1 + x**2) ** c,
    ],
)
def test_no_bound(term: Expr) -> None:
    with pytest.raises(NoBoundError):
        read(term)


def test_a_number_with_the_parameter_is_asked_for() -> None:
    asked: list[Expr] = []
    Reading((x,), c, asked.append).growth(sin(c) * x + d + exp(-((x - c**2) ** 2)))
    assert set(asked) == {sin(c), -(c**2)}
