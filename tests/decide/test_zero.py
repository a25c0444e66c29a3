"""Equality: identities, and the divisors that they need."""

from __future__ import annotations

import pytest
from sympy import (
    Abs,
    E,
    Expr,
    Integer,
    LambertW,
    Max,
    Min,
    Piecewise,
    Rational,
    acos,
    asin,
    asinh,
    atan,
    atanh,
    besselk,
    beta,
    binomial,
    cos,
    cosh,
    erf,
    erfc,
    exp,
    factorial,
    gamma,
    log,
    loggamma,
    lowergamma,
    pi,
    polygamma,
    sign,
    sin,
    sinh,
    sqrt,
    tan,
    tanh,
    uppergamma,
)
from zero_cases import X, Z, context
from zero_letters import ALL, UNIT, a, m, mu, n, over, part, s, share, w

from symreparam.decide.answer import Proved
from symreparam.decide.zero import equal
from symreparam.terms.scope import Relation

IDENTITIES = [
    (sqrt(m**2), Abs(m)),
    (Abs(m) * Abs(mu), Abs(m * mu)),
    (exp(a * log(s)), s**a),
    (log(a**2 - s**2 + 2 * s**2 + 2 * a * s), 2 * log(a + s)),
    (2 ** log(3), 3 ** log(2)),
    (s ** log(a), a ** log(s)),
    (log(1 + exp(m)) - m, log(1 + exp(-m))),
    (log(12), 2 * log(2) + log(3)),
    (sqrt(6) * sqrt(15) / sqrt(10), Integer(3)),
    (1 / (sqrt(s + 1) - sqrt(s)), sqrt(s + 1) + sqrt(s)),
    (gamma(a + 3), (a + 2) * (a + 1) * a * gamma(a)),
    (gamma(2 * a), 2 ** (2 * a - 1) * gamma(a) * gamma(a + Rational(1, 2)) / sqrt(pi)),
    (beta(a + 1, s), a / (a + s) * beta(a, s)),
    (gamma(Rational(1, 3)) * gamma(Rational(2, 3)), 2 * pi / sqrt(3)),
    (loggamma(a), log(gamma(a))),
    (polygamma(0, a + 2), polygamma(0, a) + 1 / a + 1 / (a + 1)),
    (polygamma(1, a + 1), polygamma(1, a) - 1 / a**2),
    (polygamma(2, a + 2), polygamma(2, a) + 2 / a**3 + 2 / (a + 1) ** 3),
    (gamma(n + 1), factorial(n)),
    (binomial(n + 2, 2), (n + 2) * (n + 1) / 2),
    (lowergamma(a + 1, s), a * lowergamma(a, s) - s**a * exp(-s)),
    (lowergamma(a, s) + uppergamma(a, s), gamma(a)),
    (share(a, s, part), 1 - share(s, a, 1 - part)),
    (share(a + 1, s, part), share(a, s, part) - part**a * (1 - part) ** s / (a * beta(a, s))),
    (
        share(a, s + 2, part),
        share(a, s + 1, part) + part**a * (1 - part) ** (s + 1) / (beta(a, s + 1) * (s + 1)),
    ),
    (share(a, Integer(1), part), part**a),
    (share(Integer(1), a, part), 1 - (1 - part) ** a),
    (share(a, s, Integer(1)), Integer(1)),
    (log(sqrt(1 + m**2) + m) + log(sqrt(1 + m**2) - m), Integer(0)),
    (log(1 + m / sqrt(s + m**2)) + log(1 - m / sqrt(s + m**2)), log(s) - log(s + m**2)),
    (lowergamma(Rational(1, 2), s), sqrt(pi) * erf(sqrt(s))),
    (1 - erf(m / sqrt(2)), erfc(m / sqrt(2))),
    (erf((m - mu) / (s * sqrt(2))), -erf((mu - m) / sqrt(2 * s**2))),
    (besselk(-a, s), besselk(a, s)),
    (besselk(Rational(1, 2), s), sqrt(pi / (2 * s)) * exp(-s)),
    (sin(m) ** 2 + cos(m) ** 2, Integer(1)),
    (cos(3 * m), 4 * cos(m) ** 3 - 3 * cos(m)),
    (sin(m + mu), sin(m) * cos(mu) + cos(m) * sin(mu)),
    (2 * sin(m + pi / 6), sqrt(3) * sin(m) + cos(m)),
    (sin(atan(m)), m / sqrt(1 + m**2)),
    (cosh(m) ** 2 - sinh(m) ** 2, Integer(1)),
    (tanh(m), 1 - 2 / (exp(2 * m) + 1)),
    (asinh(m), log(m + sqrt(1 + m**2))),
    (Max(m, mu), (m + mu + Abs(m - mu)) / 2),
    (Max(m, mu) + Min(m, mu), m + mu),
    (Piecewise((s, s > 0), (-s, True)), s),
    ((-1) ** (2 * n + 1), Integer(-1)),
    ((-1) ** n * (-1) ** (n + 1), Integer(-1)),
    (exp(s / 3) ** 3 * exp(-s / 2), exp(s / 2)),
    (E * exp(Rational(-1, 2)), sqrt(E)),
    (exp(sqrt(2) * (log(s) - log(a))), (s / a) ** sqrt(2)),
    (LambertW(s) * exp(LambertW(s)), s),
    (exp(-2 * LambertW(s)), LambertW(s) ** 2 / s**2),
    (sqrt(LambertW(s)) * exp(LambertW(s) / 2), sqrt(s)),
    (log(LambertW(exp(m))), m - LambertW(exp(m))),
    (LambertW(m**2 * exp(m**2)), m**2),
    (LambertW(s * exp(s) / 3 * 3), s),
]


@pytest.mark.parametrize(("left", "right"), IDENTITIES, ids=lambda term: str(term)[:40])
def test_identity(left: Expr, right: Expr) -> None:
    answer = equal(left, right, context(*ALL))
    assert isinstance(answer, Proved), answer
    assert not answer.divisors


UNIT_IDENTITIES = [
    (atanh(Z), log((1 + Z) / (1 - Z)) / 2),
    (cos(asin(Z)), sqrt(1 - Z**2)),
    (acos(Z) + asin(Z), pi / 2),
    (gamma(Z) * gamma(1 - Z), pi / sin(pi * Z)),
    (Abs(log(Z)), -log(Z)),
    (Abs(1 - Z**a), 1 - Z**a),
    (sqrt((1 - Z) ** 2), 1 - Z),
    (tan(pi * (Z - Rational(1, 2))), -cos(pi * Z) / sin(pi * Z)),
    (sign(1 - Z), Integer(1)),
]


@pytest.mark.parametrize(("left", "right"), UNIT_IDENTITIES, ids=lambda term: str(term)[:40])
def test_identity_on_the_unit_interval(left: Expr, right: Expr) -> None:
    answer = equal(left, right, context(*ALL, over=over(UNIT)))
    assert isinstance(answer, Proved), answer
    assert not answer.divisors


DIVIDED = [
    ((a**2 - s**2) / (a - s), a + s, {a - s}),
    (sign(m) * Abs(m), m, {m}),
    (m**2 / m**3, 1 / m, set()),
    (1 / (m - mu) + 1 / (mu - m) + m, m, {m - mu}),
    (w ** (a + 1) / w**a, w, {w}),
    (sqrt(w) / w, 1 / sqrt(w), {w}),
    (1 / (1 + sqrt(w) - 1) + w, w + 1 / sqrt(w), {w}),
    (tan(m) * cos(m), sin(m), {cos(m)}),
    (log((m - mu) ** 2), 2 * log(Abs(m - mu)), {m - mu}),
    (a * s / (a - s), a * s * (a + s) / (a**2 - s**2), {a - s}),
]


@pytest.mark.parametrize(("left", "right", "expected"), DIVIDED, ids=lambda term: str(term)[:40])
def test_divisors_are_returned(left: Expr, right: Expr, expected: set[Expr]) -> None:
    answer = equal(left, right, context(*ALL))
    assert isinstance(answer, Proved), answer
    if expected and left != right:
        assert set(answer.divisors) == expected


def test_a_relation_removes_a_divisor() -> None:
    left, right = (a**2 - s**2) / (a - s), a + s
    for relation in (Relation(a, "<", s), Relation(a, "!=", s)):
        answer = equal(left, right, context(*ALL, relations=(relation,)))
        assert answer == Proved("normal form")


def test_divisor_of_a_bound_variable_has_no_fractions() -> None:
    where = context(*ALL, over=over(UNIT, X))
    answer = equal((4 * X**2 - 1) / (2 * X - 1), 2 * X + 1, where)
    assert isinstance(answer, Proved)
    assert answer.divisors == (2 * X - 1,)
