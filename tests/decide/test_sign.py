"""Signs and relations that hold everywhere, and those that do not."""

from __future__ import annotations

import pytest
from sympy import (
    Abs,
    Expr,
    Float,
    Integer,
    Max,
    Rational,
    asin,
    atan,
    besseli,
    besselk,
    cos,
    cosh,
    erf,
    erfc,
    exp,
    gamma,
    log,
    oo,
    pi,
    sin,
    sqrt,
    tan,
    tanh,
)
from zero_cases import NONNEGATIVE, POSITIVE, REALS, UNIT, X, context, symbols

from symreparam.decide.answer import Proved, Refuted, Unknown
from symreparam.decide.sign import holds, sign
from symreparam.terms.scope import Domain, Relation

ALL = (
    ("m", REALS),
    ("mu", REALS),
    ("s", POSITIVE),
    ("a", POSITIVE),
    ("w", NONNEGATIVE),
    ("p", UNIT),
)
m, mu, s, a, w, p = symbols(*ALL)

TRUE = [
    (s, "+"),
    (-s, "-"),
    (w, ">="),
    (s + w, "+"),
    (s * w, ">="),
    (m**2, ">="),
    (m**2 + 1, "+"),
    (m**2 + m * mu + mu**2 + 1, "+"),
    (m**2 + m + 1, "+"),
    (m**2 - 2 * m * mu + mu**2, ">="),
    (s**2 - 2 * s + 2, "+"),
    (s**4 - 3 * s + 3, "+"),
    (1 - p, "+"),
    (p * (1 - p), "+"),
    (p - p**2 - 1, "-"),
    (p**a - 1, "-"),
    (1 - p**a * p**s, "+"),
    (exp(s) - 1, "+"),
    (exp(-s) - 1, "-"),
    (exp(m), "+"),
    (log(1 + s), "+"),
    (log(p), "-"),
    (-log(p), "+"),
    (-log(1 - p) / s, "+"),
    (log(p) ** 2, "+"),
    (Abs(m), ">="),
    (Abs(m) + s, "+"),
    (sqrt(m**2 + s) - m, "+"),
    (sqrt(1 + m**2) + m, "+"),
    (sqrt(1 + m**2) - Abs(m), "+"),
    (gamma(a), "+"),
    (gamma(a + 1) / gamma(a), "+"),
    (erf(s), "+"),
    (1 - erf(m), "+"),
    (erfc(m), "+"),
    (1 + erf(m), "+"),
    (1 - tanh(m), "+"),
    (2 - cos(m), "+"),
    (1 + sin(m), ">="),
    (cosh(m), "+"),
    (sin(pi * p), "+"),
    (cos(pi * p / 2), "+"),
    (tan(pi * p / 2), "+"),
    (pi - 3, "+"),
    (pi - Rational(355, 113), "-"),
    (exp(Integer(1)) - Rational(271828, 100000), "+"),
    (log(2) + log(3) - log(6) + 1, "+"),
    (atan(s), "+"),
    (atan(m) - 2, "-"),
    (besselk(0, s), "+"),
    ((s + a) ** p - s**p, "+"),
    (log(s + a) - log(s), "+"),
    (1 / (s + w), "+"),
    (Max(m, s), "+"),
    (s**m, "+"),
    (1 + exp(-m) * s, "+"),
    (exp(-m) / (1 + exp(-m)) ** 2 / s, "+"),
]


@pytest.mark.parametrize(("expr", "want"), TRUE, ids=lambda v: str(v)[:40])
def test_true_at_every_point(expr: Expr, want: str) -> None:
    answer = sign(expr, want, context(*ALL))
    assert isinstance(answer, Proved), answer


FALSE = [
    (m, "+"),
    (-s, "+"),
    (m**2 - 1, "+"),
    (s**2 - 3 * s + 2, "+"),
    (s - a, "+"),
    (p - Rational(1, 2), "+"),
    (exp(m) - 1, "+"),
    (log(s), "+"),
    (1 - s**a, "+"),
    (Abs(m) - 1, ">="),
    (sin(m), ">="),
    (erf(m), "+"),
    (m * mu, ">="),
    (gamma(a) - 1, "+"),
    (cos(pi * p), "+"),
    (pi - 4, "+"),
    (atan(m) - 1, "-"),
    (w - 1, "-"),
    (sqrt(m**2 + s) - 2 * m, "+"),
    (m + mu, "<="),
]


@pytest.mark.parametrize(("expr", "want"), FALSE, ids=lambda v: str(v)[:40])
def test_false_is_refuted(expr: Expr, want: str) -> None:
    answer = sign(expr, want, context(*ALL))
    assert isinstance(answer, Refuted), answer
    assert answer.witness or not expr.free_symbols


BOUNDARY = [
    (w, "+"),
    (w * s, "+"),
    (w * s, "!="),
    (m**2, "+"),
    (m**2, "!="),
    (m, "!="),
    ((m - mu) ** 2, "+"),
    (Abs(m), "+"),
    (s - a, "!="),
    ((s - 1) ** 2, "+"),
    (1 + cos(m), "+"),
    (w + m**2, "+"),
    ((m**2 - mu**2) / (m - mu) - m - mu + 1, "+"),
    (m / m**2, ">="),
    (1 / w, "+"),
    (log(w), "<="),
    (s**2 - 2 * s + 1, "!="),
    (sin(m) ** 2 + cos(m) ** 2 - 1, "!="),
]


@pytest.mark.parametrize(("expr", "want"), BOUNDARY, ids=lambda v: str(v)[:40])
def test_true_almost_everywhere_is_not_proved(expr: Expr, want: str) -> None:
    assert not isinstance(sign(expr, want, context(*ALL)), Proved)


def test_refused() -> None:
    assert isinstance(sign(Float(1.5) * s, "+", context(*ALL)), Unknown)
    assert isinstance(sign(asin(s), "+", context(*ALL)), Refuted | Unknown)
    assert isinstance(sign(gamma(m), "+", context(*ALL)), Refuted | Unknown)


def test_a_function_at_order_zero() -> None:
    # the zero polynomial has degrees of its own
    for order in (0, 1):
        gap = besseli(Integer(order), Integer(2)) - 1
        assert isinstance(sign(gap, "+" if order == 0 else "!=", context()), Proved)
    assert isinstance(sign(besseli(Integer(0), Integer(2)), "-", context()), Refuted)


def test_relations_between_parameters() -> None:
    (left, r) = symbols(("l", REALS), ("r", REALS))
    names, order = (("l", REALS), ("r", REALS)), Relation(left, "<", r)
    where = context(*names, relations=(order,), over=(X, left, r))
    inside = (X - left, r - X, (X - left) / (r - left), (r - X) * (X - left))
    for expr in (r - left, *inside, exp(r) - exp(left)):
        assert isinstance(sign(expr, "+", where), Proved), expr
    assert isinstance(sign(r + left, "+", where), Refuted)
    assert isinstance(sign(X, "+", where), Refuted)


def test_weak_relations_stay_weak() -> None:
    (left, r) = symbols(("l", REALS), ("r", REALS))
    where = context(("l", REALS), ("r", REALS), relations=(Relation(left, "<=", r),))
    assert isinstance(sign(r - left, ">=", where), Proved)
    assert not isinstance(sign(r - left, "+", where), Proved)
    assert not isinstance(sign(r - left, "!=", where), Proved)


def test_nonzero_facts() -> None:
    where = context(*ALL, relations=(Relation(m, "!=", Integer(0)),))
    assert isinstance(sign(m, "!=", where), Proved)
    assert isinstance(sign(m**2, "+", where), Proved)
    assert isinstance(sign(Abs(m), "+", where), Proved)
    assert isinstance(sign(m, "+", where), Refuted)
    assert not isinstance(sign(m + mu, "!=", where), Proved)


def test_facts_beyond_intervals() -> None:
    where = context(*ALL, relations=(Relation(m**2, "<", s),))
    assert isinstance(sign(s - m**2, "+", where), Proved)
    assert isinstance(sign(s - m**2 + a, "+", where), Proved)
    assert isinstance(sign(sqrt(s - m**2), "+", where), Proved)
    assert not isinstance(sign(s - 2 * m**2, "+", where), Proved)


def test_closed_intervals() -> None:
    domain = Domain(Integer(0), Integer(1), True, True)
    (c,) = symbols(("c", domain))
    where = context(("c", domain))
    assert isinstance(sign(c * (1 - c), ">=", where), Proved)
    assert not isinstance(sign(c * (1 - c), "+", where), Proved)
    assert isinstance(sign(2 - c, "+", where), Proved)
    assert not isinstance(sign(1 - c, "+", where), Proved)


HALF_CLOSED = [
    (Domain(Integer(0), Integer(1), True, False), True, False),
    (Domain(Integer(0), Integer(1), False, True), False, True),
]


@pytest.mark.parametrize(("domain", "lower", "upper"), HALF_CLOSED)
def test_half_closed_intervals(domain: Domain, lower: bool, upper: bool) -> None:
    (c,) = symbols(("c", domain))
    where = context(("c", domain))
    assert isinstance(sign(c, "+", where), Proved) != lower
    assert isinstance(sign(1 - c, "+", where), Proved) != upper
    assert isinstance(sign(c, ">=", where), Proved)
    assert isinstance(sign(1 - c, ">=", where), Proved)


def test_subdivision() -> None:
    where = context(over=(X, Integer(0), Integer(1)))
    assert isinstance(sign(exp(X) - X - Rational(1, 2), "+", where), Proved)
    assert isinstance(sign(cos(X) - X / 3, "+", where), Proved)
    assert isinstance(sign(cos(X) - X, "+", where), Refuted)


HOLDS = [
    (-oo, "<", oo, True),
    (-oo, "<", m, True),
    (m, "<", oo, True),
    (m, "<=", m + w, True),
    (Integer(0), "<", s, True),
    (log(2) + log(3), "=", log(6), True),
    (m, "!=", m + s, True),
    (oo, "<", m, False),
    (m, "<", -oo, False),
    (oo, "<", oo, False),
    (m, "<", mu, False),
    (m, "=", mu, False),
    (Integer(1), "<", Integer(1), False),
    (m, "<", m + w, False),
    ((s**2 - a**2) / (s - a), "=", s + a, False),
]


@pytest.mark.parametrize(("left", "name", "right", "truth"), HOLDS)
def test_holds(left: Expr, name: str, right: Expr, truth: bool) -> None:
    answer = holds(Relation(left, name, right), context(*ALL))
    assert isinstance(answer, Proved) == truth, answer
