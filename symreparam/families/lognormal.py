"""LogNormal(mean, std): mean and standard deviation of the logarithm."""

from __future__ import annotations

from sympy import Integer, erf, erfinv, exp, log, oo, pi, sqrt

from symreparam.families.family import Family, Parameter
from symreparam.terms.law import Piece
from symreparam.terms.region import interval
from symreparam.terms.scope import REALS, Domain, parameter, variable

_POSITIVE = Domain(lower=Integer(0))
_mu = parameter("mean", REALS)
_sigma = parameter("std", _POSITIVE)
_t, _p, _w = variable("t"), variable("p"), variable("w")


LOGNORMAL = Family(
    name="LogNormal",
    parameters=(
        Parameter("mean", _mu, REALS, "mean of the logarithm"),
        Parameter("std", _sigma, _POSITIVE, "standard deviation of the logarithm"),
    ),
    conditions=(),
    variable=_t,
    pieces=(
        Piece(
            interval(_t, Integer(0), oo),
            exp(-((log(_t) - _mu) ** 2) / (2 * _sigma**2)) / (_t * _sigma * sqrt(2 * pi)),
        ),
    ),
    atoms=(),
    log_density=(
        -((log(_t) - _mu) ** 2) / (2 * _sigma**2) - log(_t) - log(_sigma) - log(2 * pi) / 2,
    ),
    cdf=((1 + erf((log(_t) - _mu) / (_sigma * sqrt(2)))) / 2,),
    probability=_p,
    quantile=exp(_mu + _sigma * sqrt(2) * erfinv(2 * _p - 1)),
    mean=exp(_mu + _sigma**2 / 2),
    variance=(exp(_sigma**2) - 1) * exp(2 * _mu + _sigma**2),
    frequency=_w,
    mgf=None,
    mgf_range=None,
    mellin=exp(_mu * (_w - 1) + _sigma**2 * (_w - 1) ** 2 / 2),
    mellin_range=(-oo, oo),
    characteristic=None,
    sampler=("lognormal", (_mu, _sigma)),
    latex=(r"\mathrm{LogNormal}\left(%s, %s\right)", (_mu, _sigma**2)),
    reference="Johnson, Kotz & Balakrishnan (1994), vol. 1, ch. 14",
)
