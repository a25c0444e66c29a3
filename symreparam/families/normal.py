"""Normal(mu, sigma): mean and standard deviation."""

from __future__ import annotations

from sympy import Rational, cos, erf, erfinv, exp, log, oo, pi, sin, sqrt

from symreparam.families.family import Family, Parameter
from symreparam.terms.law import Piece
from symreparam.terms.region import interval
from symreparam.terms.scope import REALS, Domain, parameter, variable

_POSITIVE = Domain(lower=Rational(0))
_mu = parameter("mean", REALS)
_sigma = parameter("std", _POSITIVE)
_t, _p, _w = variable("t"), variable("p"), variable("w")
_z = (_t - _mu) / _sigma

NORMAL = Family(
    name="Normal",
    parameters=(
        Parameter("mean", _mu, REALS, "mean"),
        Parameter("std", _sigma, _POSITIVE, "standard deviation"),
    ),
    conditions=(),
    variable=_t,
    pieces=(Piece(interval(_t, -oo, oo), exp(-(_z**2) / 2) / (_sigma * sqrt(2 * pi))),),
    atoms=(),
    log_density=(-(_z**2) / 2 - log(_sigma) - log(2 * pi) / 2,),
    cdf=((1 + erf(_z / sqrt(2))) / 2,),
    probability=_p,
    quantile=_mu + _sigma * sqrt(2) * erfinv(2 * _p - 1),
    mean=_mu,
    variance=_sigma**2,
    frequency=_w,
    mgf=exp(_mu * _w + _sigma**2 * _w**2 / 2),
    mgf_range=(-oo, oo),
    mellin=None,
    mellin_range=None,
    characteristic=(
        exp(-(_sigma**2) * _w**2 / 2) * cos(_mu * _w),
        exp(-(_sigma**2) * _w**2 / 2) * sin(_mu * _w),
    ),
    sampler=("normal", (_mu, _sigma)),
    latex=(r"\mathcal{N}\left(%s, %s\right)", (_mu, _sigma**2)),
    reference="Johnson, Kotz & Balakrishnan (1994), vol. 1, ch. 13",
    absolute=(_mu - _w) * erf((_mu - _w) / (_sigma * sqrt(2)))
    + _sigma * sqrt(2 / pi) * exp(-((_mu - _w) ** 2) / (2 * _sigma**2)),
)
