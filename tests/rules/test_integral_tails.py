"""Integrals of terms that change their sign: accepts, quadrature, a reject for each obligation."""

from __future__ import annotations

import math

import pytest
from plain_builder import builder
from scipy.integrate import quad
from sympy import Expr, Integer, Rational, cos, diff, exp, lambdify, log, oo, sin, sqrt

from symreparam import check
from symreparam.derivation.partial_moments import partial_moments
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import Derivative, Integral, Judgement, Limit
from symreparam.rules.integral_tails import integral_tails_rule
from symreparam.terms.mapping import Map
from symreparam.terms.region import interval
from symreparam.terms.scope import variable

x = variable("x")
ZERO, ONE = Integer(0), Integer(1)


def steps(primitive: Expr, low: Expr, high: Expr, ends: tuple[Expr, Expr]) -> tuple[Judgement, ...]:
    """The premises as they would be, whether they hold or not."""
    mapping = Map(x, primitive, interval(x, low, high))
    limits = [Limit(mapping, name, at) for name, at in zip(("lower", "upper"), ends, strict=True)]  # type: ignore[arg-type]
    return Derivative(mapping, diff(primitive, x)), *limits


def apply(premises: tuple[Judgement, ...]) -> Judgement:
    return integral_tails_rule(builder().setting, premises, ())


@pytest.mark.parametrize(
    ("primitive", "low", "high", "ends"),
    [
        (x * exp(-x), ZERO, oo, (ZERO, ZERO)),
        (-exp(-(x**2)), Integer(-1), oo, (-exp(-1), ZERO)),
        (x / (1 + x**2), -oo, oo, (ZERO, ZERO)),
        (x**2 * (x - 1), Integer(-1), Integer(2), (Integer(-2), Integer(4))),
        (sqrt(x) * (x - 1), ZERO, Integer(2), (ZERO, sqrt(2))),
    ],
)
def test_the_value_is_the_integral(
    primitive: Expr, low: Expr, high: Expr, ends: tuple[Expr, Expr]
) -> None:
    known = apply(steps(primitive, low, high, ends))
    assert isinstance(known, Integral)
    assert known.value == ends[1] - ends[0]
    number, _ = quad(lambdify(x, known.integrand, "math"), float(low), float(high))
    assert math.isclose(number, float(known.value), abs_tol=1e-7)


@pytest.mark.parametrize(
    ("primitive", "low", "high", "ends", "code"),
    [
        # the integral exists as a limit alone: |f| has an infinite one
        (sin(x) / x, ONE, oo, (sin(1), ZERO), "upper-tail"),
        (x * sin(1 / x), ZERO, ONE, (ZERO, sin(1)), "lower-tail"),
        # a jump inside: the limits at the ends say nothing of the integral
        (-1 / x, -ONE, ONE, (ONE, -ONE), "continuous"),
        (-1 / x, ONE, oo, (-ONE, -oo), "finite"),
        (log(x), ONE, oo, (ZERO, ONE), "upper-tail"),
        (x, ONE, ZERO, (ONE, ZERO), "empty"),
        (cos(x), ZERO, oo, (ONE, ZERO), "upper-tail"),
    ],
)
def test_what_is_no_integral(
    primitive: Expr, low: Expr, high: Expr, ends: tuple[Expr, Expr], code: str
) -> None:
    with pytest.raises(RuleError, match=rf"integral-tails\.{code}"):
        apply(steps(primitive, low, high, ends))


def test_each_premise_is_needed() -> None:
    known = steps(x * exp(-x), ZERO, oo, (ZERO, ZERO))
    other = steps(x * exp(-x), ONE, oo, (exp(-1), ZERO))
    for place in range(3):
        with pytest.raises(RuleError, match=r"integral-tails\."):
            apply((*known[:place], *known[place + 1 :]))
        with pytest.raises(RuleError, match=r"integral-tails\."):
            apply((*known[:place], other[place], *known[place + 1 :]))
    with pytest.raises(RuleError, match=r"integral-tails\.upper"):
        apply((known[0], known[1], known[1]))


@pytest.mark.parametrize(
    "density",
    [
        x * exp(-(x**2) / 2),
        (x**3 - 2 * x) * exp(-((x - 1) ** 2) / 3),
        x**2 * exp(-(x**2) + x),
        3 * x * exp(-x) / (1 + exp(-x)) ** 2,
        x * exp((x - 1) / 2) / (1 + exp((x - 1) / 2)) ** 2,
    ],
    ids=str,
)
def test_guesses_have_the_derivative(density: Expr) -> None:
    found = list(partial_moments(density, x))
    assert found
    for each in found:
        gap = lambdify(x, diff(each, x) - density, "math")
        assert all(abs(gap(float(at))) < 1e-9 for at in (-2, Rational(1, 3), 1, 4))


NORMAL = "let c real\nlet X ~ Normal(0, 1)\n"
ANY = "let mu real\nlet s > 0\nlet X ~ Normal(mu, s)\n"
CLIP = "let a, b real\nlet a < b\nlet X ~ Normal(0, 1)\n"
WAVE = "let mu real\nlet s > 0\nlet X ~ Logistic(mu, s)\n"
CLAIMS = [
    (NORMAL, "prove E(min(X, c)) = c*(1 - Phi(c)) - exp(-c^2/2)/sqrt(2*pi)"),
    (NORMAL, "prove E(max(X - c, 0)) = exp(-c^2/2)/sqrt(2*pi) - c*(1 - Phi(c))"),
    (NORMAL, "prove E(indicator(X > c)*X^2) = 1 - Phi(c) + c*exp(-c^2/2)/sqrt(2*pi)"),
    (NORMAL, "refute E(min(X, c)) = c*Phi(c) - exp(-c^2/2)/sqrt(2*pi)"),
    (ANY, "prove E(relu(X)) = mu*Phi(mu/s) + s*exp(-mu^2/(2*s^2))/sqrt(2*pi)"),
    (ANY, "refute E(relu(X)) = mu*Phi(mu/s)"),
    (CLIP, "prove P(min(max(X, a), b) = a) = Phi(a)"),
    (CLIP, "refute P(min(max(X, a), b) = a) = Phi(b)"),
    (WAVE, "prove E(max(0, X)) = s*log(1 + exp(mu/s))"),
    (WAVE, "refute E(max(0, X)) = s*log(1 + exp(-mu/s))"),
]


@pytest.mark.parametrize(("lets", "goal"), CLAIMS)
def test_means_of_clipped_variables(lets: str, goal: str) -> None:
    [outcome] = check(lets + goal)
    assert outcome.ok, outcome.reason
