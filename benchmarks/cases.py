"""Cases as SymPy users write them: a map of sympy.stats variables and the law that it has."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sympy import Abs, Rational, Symbol, exp, log, sqrt, stats, tan

mu, b = Symbol("mu", real=True), Symbol("b", real=True)
s, a, g, k, theta, nu, c = (
    Symbol(name, positive=True) for name in ("s", "a", "g", "k", "theta", "nu", "c")
)
p, q = Symbol("p", positive=True), Symbol("q", positive=True)
half = Rational(1, 2)


def _uniform() -> Any:
    return stats.Uniform("X", 0, 1)


def _exponential() -> Any:
    return stats.Exponential("X", 1)


def _logit(u: Any) -> Any:
    return log(u / (1 - u))


Case = tuple[str, Callable[[], Any], Callable[[], Any]]
CASES: tuple[Case, ...] = (
    (
        "affine Normal",
        lambda: a * stats.Normal("X", mu, s) + b,
        lambda: stats.Normal("Z", a * mu + b, a * s),
    ),
    (
        "affine Laplace",
        lambda: a * stats.Laplace("X", mu, g) + b,
        lambda: stats.Laplace("Z", a * mu + b, a * g),
    ),
    (
        "affine Logistic",
        lambda: a * stats.Logistic("X", mu, s) + b,
        lambda: stats.Logistic("Z", a * mu + b, a * s),
    ),
    (
        "affine Gumbel",
        lambda: a * stats.Gumbel("X", g, mu) + b,
        lambda: stats.Gumbel("Z", a * g, a * mu + b),
    ),
    (
        "affine Cauchy",
        lambda: a * stats.Cauchy("X", mu, g) + b,
        lambda: stats.Cauchy("Z", a * mu + b, a * g),
    ),
    (
        "exp of Normal",
        lambda: exp(stats.Normal("X", mu, s)),
        lambda: stats.LogNormal("Z", mu, s),
    ),
    ("-log(U)/a", lambda: -log(_uniform()) / a, lambda: stats.Exponential("Z", a)),
    ("a*E^(1/k)", lambda: a * _exponential() ** (1 / k), lambda: stats.Weibull("Z", a, k)),
    ("s*sqrt(2 E)", lambda: s * sqrt(2 * _exponential()), lambda: stats.Rayleigh("Z", s)),
    ("a*exp(E/k)", lambda: a * exp(_exponential() / k), lambda: stats.Pareto("Z", a, k)),
    ("logit of U", lambda: mu + s * _logit(_uniform()), lambda: stats.Logistic("Z", mu, s)),
    (
        "-log(-log(U))",
        lambda: mu - g * log(-log(_uniform())),
        lambda: stats.Gumbel("Z", g, mu),
    ),
    (
        "tan(pi*(U - 1/2))",
        lambda: mu + g * tan(_pi() * (_uniform() - half)),
        lambda: stats.Cauchy("Z", mu, g),
    ),
    ("N^2", lambda: stats.Normal("X", 0, 1) ** 2, lambda: stats.ChiSquared("Z", 1)),
    (
        "1/Gamma",
        lambda: 1 / stats.Gamma("X", k, theta),
        lambda: stats.GammaInverse("Z", k, 1 / theta),
    ),
    ("X/(1 + X)", lambda: _odds(stats.BetaPrime("X", p, q)), lambda: stats.Beta("Z", p, q)),
    (
        "scaled Gamma",
        lambda: c * stats.Gamma("X", k, theta),
        lambda: stats.Gamma("Z", k, c * theta),
    ),
    (
        "sqrt of Gamma",
        lambda: sqrt(stats.Gamma("X", k + half, theta / (k + half))),
        lambda: stats.Nakagami("Z", k + half, theta),
    ),
    (
        "E^(-1/a)",
        lambda: s * _exponential() ** (-1 / a),
        lambda: stats.Frechet("Z", a, s, 0),
    ),
    ("c/N^2", lambda: c / stats.Normal("X", 0, 1) ** 2, lambda: stats.Levy("Z", 0, c)),
    ("|Laplace|", lambda: Abs(stats.Laplace("X", 0, g)), lambda: stats.Exponential("Z", 1 / g)),
)


def _pi() -> Any:
    from sympy import pi

    return pi


def _odds(x: Any) -> Any:
    return x / (1 + x)
