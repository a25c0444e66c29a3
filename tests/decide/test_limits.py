"""One-sided limits: mpmath beside the end agrees, and an open form has none."""

from __future__ import annotations

from functools import partial

import mpmath
import pytest
from sympy import (
    Abs,
    Expr,
    Integer,
    Rational,
    Symbol,
    betainc_regularized,
    cos,
    erf,
    erfc,
    exp,
    gamma,
    lambdify,
    log,
    lowergamma,
    oo,
    pi,
    polygamma,
    sin,
    sinh,
    sqrt,
    uppergamma,
)
from sympy import sign as sign_function

from symreparam.decide.answer import Context
from symreparam.decide.limits import limit
from symreparam.terms.region import interval
from symreparam.terms.scope import Domain, Scope, parameter, variable

t = variable("t")
k = parameter("k", Domain(lower=Integer(0)))
m = parameter("m", Domain())
SCOPE = Scope(((k, Domain(lower=Integer(0))), (m, Domain())))


def at(expr: Expr, end: str, low: Expr = -oo, high: Expr = oo) -> Expr | None:
    return limit(expr, t, end, Context(SCOPE, interval(t, low, high)))


ROWS = [
    (lowergamma(k, t), Integer(0), oo, Integer(0), gamma(k)),
    (uppergamma(k, t), Integer(0), oo, gamma(k), Integer(0)),
    (lowergamma(k, 1 / t), Integer(0), oo, gamma(k), Integer(0)),
    (lowergamma(k, t**2), Integer(1), Integer(2), lowergamma(k, 1), lowergamma(k, 4)),
    (betainc_regularized(k, k + 1, 0, t), Integer(0), Integer(1), Integer(0), Integer(1)),
    (betainc_regularized(k, 2, 0, t / (1 + t)), Integer(0), oo, Integer(0), Integer(1)),
    (sign_function(t) * (2 - t), Integer(0), Integer(1), Integer(2), Integer(1)),
    (sign_function(t) * (2 - t), Integer(-1), Integer(0), Integer(-3), Integer(-2)),
    (t * exp(-t), Integer(0), oo, Integer(0), Integer(0)),
    (polygamma(1, t), Integer(1), oo, pi**2 / 6, Integer(0)),
    (erf(t) + 1, -oo, oo, Integer(0), Integer(2)),
    (log(t) / (1 + log(t)), Integer(0), Rational(1, 4), Integer(1), None),
    (Abs(t + 1) / (t + 1), Integer(0), Integer(3), Integer(1), Integer(1)),
]


@pytest.mark.parametrize(("expr", "low", "high", "first", "last"), ROWS, ids=str)
def test_limits_agree_with_numbers(
    expr: Expr, low: Expr, high: Expr, first: Expr, last: Expr | None
) -> None:
    assert at(expr, "lower", low, high) == first
    if last is not None:
        found = at(expr, "upper", low, high)
        assert found is not None and (found - last).equals(0)
    incomplete = {"betainc_regularized": partial(mpmath.betainc, regularized=True)}
    number = lambdify((t, k), expr, [incomplete, "mpmath"])
    with mpmath.workdps(60):
        for end, value in ((low, first), (high, last)):
            if value is None:
                continue
            step = mpmath.mpf(10) ** -30
            place = {oo: 1 / step**0.1, -oo: -1 / step**0.1}.get(end)
            near = place if place is not None else mpmath.mpf(end) + (step if end == low else -step)
            wanted = mpmath.mpf(str(value.xreplace({k: Rational(3, 2)}).evalf(50)))
            assert abs(number(near, mpmath.mpf("1.5")) - wanted) < mpmath.mpf("0.05")


@pytest.mark.parametrize(
    ("expr", "end", "low", "high"),
    [
        (betainc_regularized(m, k, 0, t), "lower", Integer(0), Integer(1)),  # m may be negative
        (betainc_regularized(k, t, 0, t), "upper", Integer(0), Integer(1)),  # the order moves
        (betainc_regularized(k, k, 0, m + t), "lower", Integer(0), Integer(1)),  # may lie outside
        (lowergamma(m, t), "upper", Integer(0), oo),  # gamma(m) may have a pole
        (lowergamma(t, k), "lower", Integer(0), oo),  # the shape moves
        (lowergamma(k, m + t), "lower", Integer(0), oo),  # the argument may be negative there
        (sign_function(t - m), "lower", Integer(0), oo),  # the sign of -m is open
        (sin(t), "upper", -oo, oo),
        (polygamma(0, t), "upper", Integer(0), oo),
        (polygamma(k, t), "upper", Integer(0), oo),
        (polygamma(1, -t), "upper", Integer(0), oo),
        (cos(1 / t), "lower", Integer(0), oo),
        (exp(m * t), "upper", -oo, oo),
        (t**m, "lower", Integer(0), oo),
        (sqrt(t) * sin(pi / t), "lower", Integer(0), oo),
        (1 / t + sin(t), "upper", Integer(1), oo),  # what is left does not tend to infinity
        (t + t * sin(t), "upper", Integer(1), oo),  # no bounds
        (t + 2 / sin(t), "upper", Integer(1), oo),
        (t + sin(m * t) ** k, "upper", Integer(1), oo),  # a power of a negative number
        (t + sin(sqrt(m - t)), "upper", -oo, oo),  # not real there
        ((k + m * t) / (m * t + 1), "upper", Integer(1), oo),  # no leading coefficient is known
        ((k + m * t**2) / (k * t + 1), "upper", Integer(1), oo),  # infinite, or finite for m = 0
    ],
    ids=str,
)
def test_an_open_form_has_no_limit(expr: Expr, end: str, low: Expr, high: Expr) -> None:
    assert at(expr, end, low, high) is None


@pytest.mark.parametrize(
    ("expr", "low", "high"),
    [
        ((k + m * t) / (1 - k * t), -m / k, -m / k),
        ((m * t + 1) / (k * t**2 + t), Integer(0), Integer(0)),
        ((m * t**3 + t) / (k * t**3 - m), m / k, m / k),
        ((k + m * exp(t)) / (1 + exp(t)), k, m),
    ],
    ids=str,
)
def test_leading_coefficients_of_numerators_may_vanish(expr: Expr, low: Expr, high: Expr) -> None:
    assert (at(expr, "lower"), at(expr, "upper")) == (low, high)
    number = lambdify((t, k, m), expr, "mpmath")
    for slope in (0, 3):
        for place, value in ((-40, low), (40, high)):
            wanted = value.xreplace({k: Integer(2), m: Integer(slope)})
            assert abs(number(mpmath.mpf(place), 2, slope) - float(wanted)) < 0.1


@pytest.mark.parametrize(
    ("expr", "low", "high"),
    [
        (t + sin(t) / 2, -oo, oo),
        (exp(t) - 3 * cos(t) ** 2, None, oo),
        (5 - t**3 + k * sin(t**2), oo, -oo),
        (k * t - sin(t) * 7 + m * cos(exp(t)), None, oo),
    ],
    ids=str,
)
def test_waves_do_not_keep_a_term_from_infinity(expr: Expr, low: Expr | None, high: Expr) -> None:
    assert at(expr, "upper") == high
    if low is not None:
        assert at(expr, "lower") == low
    number = lambdify((t, k, m), expr, "mpmath")
    assert abs(number(mpmath.mpf(40), 2, 3)) > 30


@pytest.mark.parametrize(
    ("expr", "low", "high"),
    [
        (m * erf(t), -m, m),
        (m * erf(t) + (2 + exp(-t)) * k, None, m + 2 * k),
        (erf(m + exp(-t)) * (1 + erf(t)), None, 2 * erf(m)),
        (m * t, None, None),
        (m * exp(t), Integer(0), None),
        ((m + exp(-t)) * t, None, None),
    ],
    ids=str,
)
def test_the_sign_of_a_factor_matters_to_infinite_limits_alone(
    expr: Expr, low: Expr | None, high: Expr | None
) -> None:
    assert at(expr, "upper") == high
    if low is not None:
        assert at(expr, "lower") == low


def test_another_variable_has_no_end_here() -> None:
    assert limit(Symbol("s", real=True), Symbol("s", real=True), "lower", Context(SCOPE)) is None


# square roots against what they nearly are --------------------------------------------------------
@pytest.mark.parametrize(
    ("expr", "end", "value"),
    [
        (t + sqrt(t**2 + 1), "lower", Integer(0)),
        (sqrt(t**2 + t + 1) - t, "upper", Rational(1, 2)),
        (2 * t - sqrt(4 * t**2 - 3 * t + 5), "upper", Rational(3, 4)),
        (sqrt(t**2 + 1) - 2 * t, "upper", -oo),
        (sqrt(t**2 + k) - t + 1, "upper", Integer(1)),
        (sqrt(t**4 + t) - t, "upper", oo),
        (t + sqrt(t**2 + t), "lower", Rational(-1, 2)),
        (t - sqrt(t**2 + sin(t)), "upper", None),
        (sqrt(t**2 + k * t + 1) - t, "upper", k / 2),
        (m * t - sqrt(t**2 + 1), "upper", None),  # the sign of m - 1 is open
    ],
    ids=str,
)
def test_limits_by_the_conjugate(expr: Expr, end: str, value: Expr | None) -> None:
    assert at(expr, end) == value


# growth: exponentials, powers, logarithms ---------------------------------------------------------
GROWTHS = [
    (t * log(t), Integer(0), Integer(1), "lower"),
    (t**k * log(t) ** 3, Integer(0), Integer(1), "lower"),
    ((t + 1) * exp(-t), Integer(0), oo, "upper"),
    (t**k * exp(-(t**2) / k), Integer(0), oo, "upper"),
    (exp(t) / t**9, Integer(0), oo, "upper"),
    (log(t) ** 2 / sqrt(t), Integer(1), oo, "upper"),
    (t * exp(t), -oo, Integer(0), "lower"),
    (exp(-1 / t) / t**4, Integer(0), oo, "lower"),
    (t * erfc(t), Integer(0), oo, "upper"),
    (exp(t**2) * t * erfc(t), Integer(0), oo, "upper"),
    (exp(t) * t ** (1 - k) * uppergamma(k, t), Integer(0), oo, "upper"),
    (exp(-t) * sinh(t), Integer(0), oo, "upper"),
    (log(t**2 + exp(3 * t)) / t, Integer(0), oo, "upper"),
    (exp(sqrt(t) - t + 3 * log(t)), Integer(1), oo, "upper"),
    (sqrt(t**2 + 1) / t, Integer(0), oo, "upper"),
    (log(2 - t) / log(1 / (2 - t)), Integer(1), Integer(2), "upper"),
    (log(t) / (1 - t), Integer(0), Integer(1), "upper"),
    (log(t) / sqrt(1 - t), Integer(0), Integer(1), "upper"),
    (t * log(1 + 3 / t), Integer(0), oo, "upper"),
    (log(t) ** 2 * exp(-(log(t) ** 2)) / t, Integer(0), oo, "lower"),
    (exp(-(log(t / (1 - t)) ** 2)) / (1 - t) ** 2, Integer(0), Integer(1), "upper"),
    ((1 - (1 - t) ** k) * log(t) / sqrt(t), Integer(0), Integer(1), "lower"),
    ((1 - t**k) ** 2 / (1 - t), Integer(0), Integer(1), "upper"),
    (-log(1 - t**k) / (1 - t) ** (k / 9), Integer(0), Integer(1), "upper"),
]


@pytest.mark.parametrize(("expr", "low", "high", "end"), GROWTHS, ids=str)
def test_growth_agrees_with_numbers(expr: Expr, low: Expr, high: Expr, end: str) -> None:
    found = at(expr, end, low, high)
    assert found is not None
    number = lambdify((t, k), expr, "mpmath")
    place = low if end == "lower" else high
    with mpmath.workdps(400):
        steps = []
        for size in (200, 2000):
            big = mpmath.mpf(size)
            if place in (oo, -oo):
                near = big if place == oo else -big
            else:
                near = mpmath.mpf(int(place)) + (1 if end == "lower" else -1) / big
            steps.append(abs(number(near, mpmath.mpf("1.5"))))
    if found == oo:
        assert steps[1] > steps[0] > 1
    elif found == 0:
        assert steps[1] < steps[0]
    else:
        assert abs(steps[1] - abs(mpmath.mpf(str(found.evalf())))) < mpmath.mpf("0.01")


@pytest.mark.parametrize(
    ("expr", "low", "high", "end"),
    [
        (t**m * exp(-k * t) * exp(m * t), Integer(0), oo, "upper"),  # m may exceed k
        (t**m * log(t), Integer(0), Integer(1), "lower"),  # m may be negative
        (exp(t) - exp(t + exp(-t)), Integer(0), oo, "upper"),  # the leading parts cancel
        (exp(t) * sin(t), Integer(0), oo, "upper"),
        (t * (t**k - t**m), Integer(1), oo, "upper"),  # which power is higher is open
        ((-t) ** k * exp(-t), Integer(0), oo, "upper"),  # no real power
        (log(-t * exp(t)), Integer(1), oo, "upper"),
        (erfc(m * t) * exp(t), Integer(0), oo, "upper"),
        (log(t) * exp(m * log(t) ** 2), Integer(0), Integer(1), "lower"),  # m may be 0 or positive
        ((1 - t**m) / (1 - t) ** 2, Integer(0), Integer(1), "upper"),  # m may be 0
    ],
    ids=str,
)
def test_growth_that_is_open_is_no_limit(expr: Expr, low: Expr, high: Expr, end: str) -> None:
    assert at(expr, end, low, high) is None


def test_products_with_bounded_factors_take_the_rest_together() -> None:
    z = variable("z")
    line = Context(Scope((), ()), interval(z, -oo, oo))
    assert limit(z * erf(z) * exp(-(z**2)), z, "upper", line) == 0
    assert limit(z**2 * erf(z) ** 2 * exp(-z), z, "upper", line) == 0
    assert limit(z * erfc(-z) * exp(z), z, "upper", line) == oo
    assert limit(z * erf(z), z, "lower", line) == oo
