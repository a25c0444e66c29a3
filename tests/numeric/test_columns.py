"""Terms on columns: the values of the evaluator, and nan where it has none."""

from __future__ import annotations

import math
from typing import Any

import numpy
import pytest
from sympy import (
    Abs,
    Eq,
    Expr,
    Function,
    LambertW,
    Max,
    Min,
    Not,
    Or,
    Piecewise,
    Rational,
    Symbol,
    acos,
    asin,
    atan2,
    ceiling,
    erf,
    erfinv,
    exp,
    floor,
    gamma,
    log,
    pi,
    sign,
    sin,
    sqrt,
    tan,
    tanh,
)

from symreparam.numeric.columns import column_of
from symreparam.numeric.evaluate import joint
from symreparam.numeric.workspace import NoNumber, UnknownHead, Workspace

x, y, a = Symbol("x", real=True), Symbol("y", real=True), Symbol("a", real=True)
XS = [-800.0, -3.5, -2.0, -1.0, -0.25, -0.0, 0.0, 1e-9, 0.3, 0.5, 1.0, 2.0, 7.25, 800.0]
YS = [1.5, -2.0, 3.0, 0.0, 2.0, -1.0, 0.0, 4.0, -0.5, 0.5, 1.0, -3.0, 0.25, 2.0]
VALUES: dict[Symbol, Any] = {a: 1.75}


def by_rows(term: Expr) -> list[float]:
    body = joint(term, (x, y), VALUES, Workspace(0))
    found = []
    for row in zip(XS, YS, strict=True):
        try:
            found.append(float(body(row)))
        except NoNumber:
            found.append(math.nan)
    return found


def by_columns(term: Expr) -> list[float]:
    found: list[float] = column_of(term, (x, y), (XS, YS), VALUES, Workspace(0)).tolist()
    return found


@pytest.mark.parametrize(
    "term",
    [
        Rational(3, 7),
        a,
        x,
        a * x + y - pi,
        2 * x * y**2 / (1 + x**2),
        exp(x) * exp(-(y**2)),
        sin(x) + tan(y) * tanh(x),
        Abs(x) ** y,
        Abs(x) ** (-y / 2),
        x**3 + y**-2,
        x**y,
        y**x,
        2**x,
        sqrt(x) * log(y),
        x ** Rational(-3, 2),
        log(x - 2),
        1 / (x - y),
        asin(x) + acos(y),
        atan2(y, x),
        Max(x, y, a) - Min(x, y),
        floor(x) + ceiling(y) * sign(x),
        erf(x) + erfinv(y),
        gamma(x) / gamma(y),
        LambertW(x),
        exp(exp(x)),
        exp(-1 / x**2),
        Piecewise((1 / x, x > 0), (sqrt(-x), y > 1), (log(y), True)),
        Piecewise((x, Or(x < -1, x > 1)), (y, Not(Eq(y, 0)))),
        Piecewise((x, (x > y) & (y > 0)), (exp(x * 900), True)),
        Piecewise((1, log(x) > 0), (2, True)),
    ],
)
def test_a_column_is_what_the_rows_are(term: Expr) -> None:
    for wanted, found in zip(by_rows(term), by_columns(term), strict=True):
        assert (math.isnan(wanted) and math.isnan(found)) or found == pytest.approx(wanted, 1e-11)


@pytest.mark.parametrize(
    "term", [log(x), sqrt(x), 1 / x, exp(1000 * x), asin(3 * x), x ** (y - 1), erfinv(4 * x)]
)
def test_where_there_is_no_value_there_is_nan_and_no_infinity(term: Expr) -> None:
    found = numpy.array(by_columns(term))
    assert numpy.isnan(found).any()
    assert not numpy.isinf(found).any()


@pytest.mark.parametrize(
    "term", [exp(-1 / x), exp(-1 / x**2), 1 / (1 + 1 / x), Max(1 / x, 3), 1 / (1 + exp(1 / x))]
)
def test_no_finite_number_comes_of_an_infinite_one(term: Expr) -> None:
    assert math.isnan(by_columns(term)[XS.index(0.0)])


@pytest.mark.parametrize(
    "term", [Function("f")(x), Symbol("b", real=True) * x, Piecewise((x, Symbol("q")), (y, True))]
)
def test_what_the_evaluator_does_not_know_is_refused(term: Expr) -> None:
    with pytest.raises(UnknownHead):
        by_columns(term)
