"""Equality denied or left open: terms that are not equal, terms that are refused."""

from __future__ import annotations

import pytest
from sympy import (
    Abs,
    Expr,
    Float,
    I,
    Integer,
    LambertW,
    Max,
    Rational,
    Symbol,
    atan,
    besselk,
    beta,
    cos,
    erf,
    exp,
    gamma,
    log,
    lowergamma,
    oo,
    pi,
    polygamma,
    sign,
    sqrt,
    tanh,
)
from zero_cases import context, normal
from zero_letters import ALL, a, b, k, m, mu, part, s, share

from symreparam.decide.answer import Context, Proved, Refuted, Unknown
from symreparam.decide.zero import equal
from symreparam.terms.region import interval
from symreparam.terms.scope import Domain, Relation, Scope, parameter, variable

NOT_EQUAL = [
    (sqrt(m**2), m),
    (log(m**2), 2 * log(Abs(m) + Rational(1, 10**20))),
    (gamma(a + 1), (a + 1) * gamma(a)),
    (gamma(2 * a), 2 ** (2 * a) * gamma(a) * gamma(a + Rational(1, 2)) / sqrt(pi)),
    (normal(m, mu, s), normal(m, mu, s**2)),
    (s**a * s**k, s ** (a * k)),
    (Abs(m - mu), m - mu),
    (atan(m) + atan(s), atan(m + s)),
    (erf(m), tanh(Rational(9, 8) * m)),
    (exp(-s), exp(-s) + exp(-(10**6) * s) / 10**6),
    (s, s * (1 + Rational(1, 10**1000))),
    (Max(m, mu), m),
    (cos(2 * m), 2 * cos(m) ** 2),
    (besselk(0, s), besselk(1, s)),
    (lowergamma(a + 1, s), a * lowergamma(a, s) + s**a * exp(-s)),
    (share(a, s, part), share(s, a, part)),
    (share(a + 1, s, part), share(a, s, part) + part**a * (1 - part) ** s / (a * beta(a, s))),
    (share(a + 1, s, part), share(a, s, part)),
    (share(a, Integer(1), part), part ** (a + 1)),
    (log(sqrt(2 + m**2) + m) + log(sqrt(2 + m**2) - m), Integer(0)),
    (2**a, 3**a),
    (polygamma(0, a + 1), polygamma(0, a)),
    (polygamma(2, a + 1), polygamma(2, a) - 2 / a**3),
    (LambertW(s) * exp(LambertW(s)), 2 * s),
    (log(LambertW(s)), log(s) + LambertW(s)),
    (LambertW(s * exp(s)), 2 * s),
    (sign(m), Integer(1)),
    (log(s), log(s) + Rational(1, 10**50)),
    (pi * m, Rational(3141592653589793238462643383279502884197, 10**39) * m),
]


@pytest.mark.parametrize(("left", "right"), NOT_EQUAL, ids=lambda term: str(term)[:40])
def test_refuted_with_a_witness(left: Expr, right: Expr) -> None:
    answer = equal(left, right, context(*ALL))
    assert isinstance(answer, Refuted), answer
    assert answer.witness


REFUSED = [
    (Float(0.1) * s, s / 10, "floating"),
    (I * s, s, "complex"),
    (Symbol("stranger") * s, s, "undeclared"),
    (log(m), log(m) + s - s * a / a + m - m * a / a + exp(log(m)) - m, "log"),
    (oo * s, s, "infinite"),
]


@pytest.mark.parametrize(("left", "right", "why"), REFUSED[:3] + REFUSED[4:])
def test_refused_terms(left: Expr, right: Expr, why: str) -> None:
    answer = equal(left, right, context(*ALL))
    assert isinstance(answer, Unknown)
    assert why in answer.why


def test_unknown_names_the_kernel() -> None:
    from sympy import besselj

    answer = equal(besselj(0, s) + 1, 1 + besselj(0, s) * (1 + s) / (s + 1) + s - s, context(*ALL))
    assert isinstance(answer, Proved | Unknown)
    if isinstance(answer, Unknown):
        assert "besselj" in answer.why


def test_never_raises() -> None:
    assert isinstance(equal(gamma(m), gamma(m) + s, context(*ALL)), Refuted | Unknown)
    big = (s + a + k + m + mu + b) ** 200
    assert isinstance(equal(big, big + s, context(*ALL)), Refuted | Unknown)
    assert isinstance(equal(exp(exp(exp(exp(s)))), exp(s), context(*ALL)), Refuted | Unknown)


def test_exponents_of_a_root_that_is_too_fine_take_two_letters() -> None:
    tiny = 1 + Rational(1, 10**6)
    both = exp(s) * exp(s / 10**6)
    assert isinstance(equal(exp(tiny * s), both, context(*ALL)), Proved)
    assert isinstance(equal(exp(tiny * s), exp(s), context(*ALL)), Refuted | Unknown)
    assert isinstance(equal(exp(tiny * s), both * exp(s / 10**6), context(*ALL)), Refuted)
    # the letters are independent to the normal form, and nothing is proved from that
    assert isinstance(equal(exp(s / 10**6) ** 500 * exp(tiny * s), exp(s), context(*ALL)), Refuted)


def test_relations_are_left_out_where_fuel_is_used_up() -> None:
    z = variable("z")
    c, nu, d = (parameter(name, Domain(Integer(0))) for name in ("c", "nu", "d"))
    symbols = tuple((symbol, Domain(Integer(0))) for symbol in (c, nu, d))
    scope = Scope(symbols, (Relation(nu, "<", d),))
    over = Context(scope, interval(z, Integer(0), oo))
    share = -nu / 2 - Rational(1, 2)
    left = (1 + c * z / nu) ** share
    right = (c / nu) ** share * z**share * (1 + nu / (c * z)) ** share
    assert isinstance(equal(left, right, over), Proved)
    # nothing is refuted without them
    assert not isinstance(equal(left, right * (1 + z), over), Proved)
    assert isinstance(equal(sqrt((d - nu) ** 2), d - nu, Context(scope)), Proved)
