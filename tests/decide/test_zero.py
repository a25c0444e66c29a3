"""Equality: identities, divisors, and terms that are not equal."""

from __future__ import annotations

import pytest
from sympy import (
    Abs,
    E,
    Expr,
    Float,
    I,
    Integer,
    LambertW,
    Max,
    Min,
    Piecewise,
    Rational,
    Symbol,
    acos,
    asin,
    asinh,
    atan,
    atanh,
    besselk,
    beta,
    betainc_regularized,
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
    oo,
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
from zero_cases import (
    COUNT,
    NONNEGATIVE,
    POSITIVE,
    REALS,
    X,
    Z,
    context,
    normal,
    symbols,
)

from symreparam.decide.answer import Context, Proved, Refuted, Unknown
from symreparam.decide.zero import equal
from symreparam.terms.region import interval
from symreparam.terms.scope import Domain, Relation, Scope, parameter, variable

ALL = (
    ("mu", REALS),
    ("m", REALS),
    ("b", REALS),
    ("s", POSITIVE),
    ("a", POSITIVE),
    ("k", POSITIVE),
    ("w", NONNEGATIVE),
    ("n", COUNT),
)
mu, m, b, s, a, k, w, n = symbols(*ALL)
LINE, HALF, UNIT = (-oo, oo), (0, oo), (0, 1)


def over(ends: tuple[object, object], variable: Symbol = Z) -> tuple[Symbol, Expr, Expr]:
    return (variable, Integer(ends[0]) if ends[0] in (0, 1) else ends[0],
            Integer(ends[1]) if ends[1] in (0, 1) else ends[1])


part = k / (1 + k)


def share(first: Expr, second: Expr, x: Expr) -> Expr:
    """The regularized incomplete beta function I_x(first, second)."""
    return betainc_regularized(first, second, 0, x)


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
