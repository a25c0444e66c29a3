"""Moyal(mu, sigma): location and scale."""

from __future__ import annotations

from sympy import EulerGamma, Integer, Rational, erfc, erfinv, exp, gamma, log, oo, pi, sqrt

from symreparam.families.family import Family, Parameter
from symreparam.terms.law import Piece
from symreparam.terms.region import interval
from symreparam.terms.scope import REALS, Domain, parameter, variable

_POSITIVE = Domain(lower=Integer(0))
_mu = parameter("mu", REALS)
_sigma = parameter("sigma", _POSITIVE)
_t, _p, _w = variable("t"), variable("p"), variable("w")

MOYAL = Family(
    name="Moyal",
    parameters=(
        Parameter("mu", _mu, REALS, "location"),
        Parameter("sigma", _sigma, _POSITIVE, "scale"),
    ),
    conditions=(),
    variable=_t,
    pieces=(
        Piece(
            interval(_t, -oo, oo),
            exp(-(exp(-(_t - _mu) / _sigma) + (_t - _mu) / _sigma) / 2) / (sqrt(2 * pi) * _sigma),
        ),
    ),
    atoms=(),
    log_density=(
        -(exp(-(_t - _mu) / _sigma) + (_t - _mu) / _sigma) / 2 - log(2 * pi) / 2 - log(_sigma),
    ),
    cdf=(erfc(exp(-(_t - _mu) / (2 * _sigma)) / sqrt(2)),),
    probability=_p,
    quantile=_mu - _sigma * log(2 * erfinv(1 - _p) ** 2),
    mean=_mu + _sigma * (log(2) + EulerGamma),
    variance=pi**2 * _sigma**2 / 2,
    frequency=_w,
    mgf=exp(_mu * _w) * 2 ** (-_sigma * _w) * gamma(Rational(1, 2) - _sigma * _w) / sqrt(pi),
    mgf_range=(-oo, 1 / (2 * _sigma)),
    mellin=None,
    mellin_range=None,
    characteristic=None,
    sampler=None,
    latex=(r"\mathrm{Moyal}\left(%s, %s\right)", (_mu, _sigma)),
    reference="Moyal (1955), Philosophical Magazine 46; Walck (1996), ch. 26",
)
