"""Whether an integral is infinite: mpmath's partial integrals grow, or the answer is open."""

from __future__ import annotations

import mpmath
import pytest
from sympy import Abs, Expr, Integer, Max, Min, Rational, exp, lambdify, log, oo, sin, sqrt

from symreparam.decide.answer import Context, Proved
from symreparam.decide.tails import moments_converge, tail_converges, tail_diverges
from symreparam.terms.region import interval
from symreparam.terms.scope import REALS, Domain, Scope, parameter, variable

t = variable("t")
k = parameter("k", Domain(lower=Integer(0)))
SCOPE = Scope(((k, Domain(lower=Integer(0))),))


def diverges(expr: Expr, end: str, low: Expr, high: Expr) -> bool:
    return isinstance(tail_diverges(expr, t, end, Context(SCOPE, interval(t, low, high))), Proved)


INFINITE = [
    (1 / t, "lower", Integer(0), Integer(1)),
    (t / (1 + t**2), "upper", Integer(0), oo),
    (t / (1 + t**2), "lower", -oo, oo),
    (Abs(t) / (1 + t**2), "lower", -oo, oo),
    (1 / (t * log(t)), "upper", Integer(2), oo),
    (exp(t) / t**9, "upper", Integer(1), oo),
    (t ** (-1 - k), "lower", Integer(0), Integer(1)),
    (t ** (k - 1), "upper", Integer(1), oo),
    (1 / (t - 1) ** 2, "lower", Integer(1), Integer(2)),
    (1 / sqrt(t**2 + t), "upper", Integer(1), oo),
]


@pytest.mark.parametrize(("expr", "end", "low", "high"), INFINITE, ids=str)
def test_infinite_integrals(expr: Expr, end: str, low: Expr, high: Expr) -> None:
    assert diverges(expr, end, low, high)
    number = lambdify((t, k), expr, "mpmath")
    at = low if end == "lower" else high
    values = []
    for size in (10**3, 10**6):
        if at in (oo, -oo):
            ends = sorted((3 * (1 if at == oo else -1), size * (1 if at == oo else -1)))
        else:
            base = mpmath.mpf(int(at))
            ends = [base + mpmath.mpf(1) / size, base + mpmath.mpf(1) / 2]
        marks = [mpmath.mpf(ends[0]), mpmath.mpf(ends[1])]
        inner = lambda x: abs(number(x, mpmath.mpf("0.5")))  # noqa: E731
        values.append(mpmath.quad(inner, mpmath.linspace(*marks, 40)))
    assert values[1] > values[0] + Rational(1, 10)


@pytest.mark.parametrize(
    ("expr", "end", "low", "high"),
    [
        (1 / sqrt(t), "lower", Integer(0), Integer(1)),
        (1 / t**2, "upper", Integer(1), oo),
        (1 / (t * log(t) ** 2), "upper", Integer(2), oo),
        (exp(-t) * t**9, "upper", Integer(0), oo),
        (t ** (k - 1), "lower", Integer(0), Integer(1)),
        (t ** (-k), "upper", Integer(1), oo),  # depends on k
        (sin(t) / t, "upper", Integer(1), oo),  # no growth is known
        (1 / t, "lower", Integer(1), Integer(2)),
        (log(t), "lower", Integer(0), Integer(1)),
        (Integer(0) * t, "upper", Integer(0), oo),
    ],
    ids=str,
)
def test_finite_or_open(expr: Expr, end: str, low: Expr, high: Expr) -> None:
    assert not diverges(expr, end, low, high)


FINITE = [
    (1 / sqrt(t), "lower", Integer(0), Integer(1)),
    (log(t) / sqrt(t), "lower", Integer(0), Integer(1)),
    (log(t), "upper", Integer(0), Integer(1)),
    (log(t) / (1 - t) ** Rational(3, 2), "upper", Integer(0), Integer(1)),
    (1 / t**2, "upper", Integer(1), oo),
    (log(t) ** 3 / t**2, "upper", Integer(1), oo),
    (t**9 * exp(-(t**2) / 2), "lower", -oo, oo),
    (t ** (k - 1), "lower", Integer(0), Integer(1)),
    (t ** (-1 - k), "upper", Integer(1), oo),
    (exp(-k / t) / t**5, "lower", Integer(0), Integer(1)),
]
NOT_FINITE = [
    *INFINITE,
    (1 / (t * log(t) ** 2), "upper", Integer(2), oo),  # finite, but not by a power
    (t ** (k - 2), "lower", Integer(0), Integer(1)),  # depends on k
    (t ** (-k), "upper", Integer(1), oo),
    (sin(t) / t, "upper", Integer(1), oo),
    (exp(-((k - 1) ** 2) / t) / t**2, "lower", Integer(0), Integer(1)),  # infinite at k = 1
]


@pytest.mark.parametrize(("expr", "end", "low", "high"), FINITE, ids=str)
def test_finite_integrals(expr: Expr, end: str, low: Expr, high: Expr) -> None:
    over = Context(SCOPE, interval(t, low, high))
    assert isinstance(tail_converges(expr, t, end, over), Proved)
    assert not diverges(expr, end, low, high)
    number = lambdify((t, k), expr, "mpmath")
    inner = lambda x: abs(number(x, mpmath.mpf("0.5")))  # noqa: E731
    marks = {
        (Integer(0), Integer(1)): [mpmath.mpf(1) / 2, 0 if end == "lower" else 1],
        (Integer(1), oo): [2, 50, mpmath.inf],
        (-oo, oo): [-2, -mpmath.inf],
    }[low, high]
    assert mpmath.isfinite(mpmath.quad(inner, marks))


@pytest.mark.parametrize(("expr", "end", "low", "high"), NOT_FINITE, ids=str)
def test_not_known_to_be_finite(expr: Expr, end: str, low: Expr, high: Expr) -> None:
    over = Context(SCOPE, interval(t, low, high))
    assert not isinstance(tail_converges(expr, t, end, over), Proved)


def test_a_constant_of_any_sign_is_dominated() -> None:
    mu, x = parameter("mu", REALS), variable("x")
    context = Context(Scope(((mu, REALS),)), interval(x, -oo, oo))
    assert isinstance(tail_diverges((x - mu) / (1 + (x - mu) ** 2), x, "upper", context), Proved)
    # bounded parts may cancel: nothing is said
    for term in (mu + 1 / x, (x - mu) / (1 + x**2) ** 2, mu / x):
        assert not isinstance(tail_diverges(term, x, "upper", context), Proved)


def test_an_exponent_that_may_be_one_diverges() -> None:
    domain = Domain(lower=Integer(0), upper=Integer(1), upper_closed=True)
    c, x = parameter("c", domain), variable("x")
    context = Context(Scope(((c, domain),)), interval(x, Integer(2), oo))
    assert isinstance(tail_diverges(x ** (-c), x, "upper", context), Proved)
    for term in (x ** (-c - 1), x ** (-c) / log(x) ** 2, x ** (-2 * c)):
        assert not isinstance(tail_diverges(term, x, "upper", context), Proved)


def test_a_choice_of_a_term_that_does_not_exist_is_open() -> None:
    # log(t - |t|) is none for t > 0: SymPy raises ValueError where it compares that
    gap = t - Abs(t)
    for choice in (Max(1, log(gap)), Min(1, 1 / gap), Max(0, t * log(gap))):
        for end in ("lower", "upper"):
            over = Context(SCOPE, interval(t, Integer(0), oo))
            assert not isinstance(tail_converges(choice, t, end, over), Proved)
            assert not isinstance(tail_diverges(choice, t, end, over), Proved)


@pytest.mark.parametrize(
    ("expr", "fits"),
    [
        (t**2 * exp(-(t**k)), True),
        (exp(-(log(t) ** 2) / k) / t, True),
        (exp(-3 * log(t)), False),
        (exp(-k * log(t)) * log(t) ** 5, False),
        ((1 + t) ** (-k - 9), False),
        (exp(-t) + t**-9, False),
        (exp(t - t**2 / k), True),
        (exp(k * t - t), False),  # k may exceed 1
        (exp(-(t ** (k - 1))), False),  # the power may be negative
    ],
    ids=str,
)
def test_moments_of_all_orders(expr: Expr, fits: bool) -> None:
    over = Context(SCOPE, interval(t, Integer(0), oo))
    assert isinstance(moments_converge(expr, t, "upper", over), Proved) == fits
    assert not isinstance(moments_converge(expr, t, "lower", over), Proved)
