"""Antiderivatives by undetermined coefficients: the derivative is the integrand, or None."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sympy import Expr, Integer, Rational, Symbol, diff, exp, log, sin, sqrt

from symreparam.derivation.by_parts import by_parts

x = Symbol("x", positive=True)
k = Symbol("k", positive=True)
a = Symbol("a", positive=True)
AT = {x: Rational(13, 10), k: Rational(17, 10), a: Rational(4, 5)}


def agrees(found: Expr | None, density: Expr) -> bool:
    return found is not None and abs((diff(found, x) - density).xreplace(AT).evalf(30)) < 1e-25


@pytest.mark.parametrize(
    "density",
    [
        x * log(x),
        x**k * log(x),
        log(x) ** 3 / x,
        x**2 * exp(-3 * x**2 / 2),
        x * exp(a * x - x**2 / 2),
        x ** (k + 1) * exp(-x / a),
        x**3 * exp(-(x**2)) + exp(-(x**2)),
        x * (x - a) ** 2 * exp(-k * x),
        x ** (k - 1) * exp(-(x**a)),
        sqrt(x) * log(x) ** 2,
    ],
    ids=str,
)
def test_the_derivative_is_the_integrand(density: Expr) -> None:
    assert agrees(by_parts(density, x), density)


@pytest.mark.parametrize(
    "density",
    [exp(-x) * log(x), exp(-x) / x, sin(x), exp(-log(x) ** 2), exp(exp(x)), 1 / log(x), x**x],
    ids=str,
)
def test_outside_the_class_there_is_none(density: Expr) -> None:
    assert by_parts(density, x) is None


powers = st.integers(0, 4)
coefficients = st.integers(-3, 3).filter(bool)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(coefficients, powers, powers), min_size=1, max_size=3), st.integers(0, 2))
def test_any_polynomial_in_the_class(rows: list[tuple[int, int, int]], kind: int) -> None:
    factor = [Integer(1), exp(-2 * x), exp(-(x**2) / 3)][kind]
    logs = kind == 0
    density = sum(c * x**p * (log(x) ** q if logs else 1) * factor for c, p, q in rows)
    if density != 0:
        assert agrees(by_parts(density, x), density)
