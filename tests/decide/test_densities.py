"""Densities under affine, exp, log, power, logit and reciprocal transforms are proved equal."""

from __future__ import annotations

import pytest
from sympy import (
    Expr,
    Integer,
    Rational,
    Symbol,
    beta,
    cosh,
    exp,
    gamma,
    log,
    oo,
    pi,
    sqrt,
)
from zero_cases import (
    COUNT,
    NONNEGATIVE,
    POSITIVE,
    REALS,
    Z,
    cauchy,
    context,
    gamma_density,
    laplace,
    logistic,
    lognormal,
    normal,
    symbols,
)

from symreparam.decide.answer import Proved, Refuted
from symreparam.decide.zero import equal

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


TRANSFORMED = [
    ("affine Normal", normal((Z - b) / a, mu, s) / a, normal(Z, a * mu + b, a * s), LINE),
    ("reflected Normal", normal(-Z, mu, s), normal(Z, -mu, s), LINE),
    ("affine Laplace", laplace((Z - b) / a, mu, s) / a, laplace(Z, a * mu + b, a * s), LINE),
    ("affine Logistic", logistic((Z - b) / a, mu, s) / a, logistic(Z, a * mu + b, a * s), LINE),
    ("logistic sech", logistic(Z, mu, s), 1 / (4 * s * cosh((Z - mu) / (2 * s)) ** 2), LINE),
    ("affine Cauchy", cauchy((Z - b) / a, mu, s) / a, cauchy(Z, a * mu + b, a * s), LINE),
    ("reciprocal Cauchy", cauchy(1 / Z, 0, s) / Z**2, cauchy(Z, 0, 1 / s), HALF),
    ("scaled Gamma", gamma_density(Z / a, k, s) / a, gamma_density(Z, k, a * s), HALF),
    (
        "reciprocal Gamma",
        gamma_density(1 / Z, k, s) / Z**2,
        (1 / s) ** k / gamma(k) * Z ** (-k - 1) * exp(-1 / (s * Z)),
        HALF,
    ),
    (
        "root of Gamma",
        gamma_density(Z**2, k, s / k) * 2 * Z,
        2 * k**k / (gamma(k) * s**k) * Z ** (2 * k - 1) * exp(-k * Z**2 / s),
        HALF,
    ),
    (
        "log of Gamma",
        gamma_density(exp(Z), k, s) * exp(Z),
        exp(k * Z - exp(Z) / s) / (gamma(k) * s**k),
        LINE,
    ),
    ("exp of Normal", normal(log(Z), mu, s) / Z, lognormal(Z, mu, s), HALF),
    (
        "power of LogNormal",
        lognormal(Z ** (1 / a), mu, s) * Z ** (1 / a - 1) / a,
        lognormal(Z, a * mu, a * s),
        HALF,
    ),
    ("reciprocal LogNormal", lognormal(1 / Z, mu, s) / Z**2, lognormal(Z, -mu, s), HALF),
    ("log of LogNormal", lognormal(exp(Z), mu, s) * exp(Z), normal(Z, mu, s), LINE),
    (
        "sigmoid of Normal",
        normal(-log(1 / Z - 1), mu, s) / (Z - Z**2),
        exp(-((log(Z / (1 - Z)) - mu) ** 2) / (2 * s**2)) / (s * sqrt(2 * pi) * Z * (1 - Z)),
        UNIT,
    ),
    ("sigmoid of Logistic", logistic(log(Z / (1 - Z)), 0, 1) / (Z * (1 - Z)), Integer(1), UNIT),
    (
        "logit of Uniform",
        exp((Z - mu) / s) / (s * (1 + exp((Z - mu) / s)) ** 2),
        logistic(Z, mu, s),
        LINE,
    ),
    (
        "power of Exponential",
        exp(-((Z / s) ** k)) * k * (Z / s) ** k / Z,
        k / s * (Z / s) ** (k - 1) * exp(-((Z / s) ** k)),
        HALF,
    ),
    (
        "Kumaraswamy",
        (1 - Z**a) ** b * a * Z**a / (Z * (1 - Z**a)),
        a * Z ** (a - 1) * (1 - Z**a) ** (b - 1),
        UNIT,
    ),
    (
        "folded Normal",
        normal(Z, mu, s) + normal(-Z, mu, s),
        sqrt(2 / pi) / s * exp(-(Z**2 + mu**2) / (2 * s**2)) * cosh(mu * Z / s**2),
        HALF,
    ),
    ("arcsine", 1 / (pi * sqrt(Z) * sqrt(1 - Z)), 1 / (pi * sqrt(Z * (1 - Z))), UNIT),
    (
        "Beta prime to Beta",
        (Z / (1 - Z)) ** (a - 1) * (1 / (1 - Z)) ** (-a - k) / (1 - Z) ** 2 / beta(a, k),
        Z ** (a - 1) * (1 - Z) ** (k - 1) * gamma(a + k) / (gamma(a) * gamma(k)),
        UNIT,
    ),
]


@pytest.mark.parametrize(
    ("left", "right", "ends"), [row[1:] for row in TRANSFORMED], ids=[row[0] for row in TRANSFORMED]
)
def test_density_of_a_transform(left: Expr, right: Expr, ends: tuple[object, object]) -> None:
    where = context(*ALL, over=over(ends))
    answer = equal(left, right, where)
    assert isinstance(answer, Proved), answer
    assert not answer.divisors
    assert isinstance(equal(left, right * Rational(10**12 + 1, 10**12), where), Refuted)
