"""LogCauchy(mu, sigma): location and scale of the logarithm."""

from __future__ import annotations

from sympy import Integer, Rational, atan, exp, log, oo, pi, tan

from symreparam.families.family import Family, Parameter
from symreparam.terms.law import Piece
from symreparam.terms.region import interval
from symreparam.terms.scope import REALS, Domain, parameter, variable

_POSITIVE = Domain(lower=Integer(0))
_mu = parameter("mu", REALS)
_sigma = parameter("sigma", _POSITIVE)
_t, _p, _w = variable("t"), variable("p"), variable("w")

LOG_CAUCHY = Family(
    name="LogCauchy",
    parameters=(
        Parameter("mu", _mu, REALS, "median of the logarithm"),
        Parameter("sigma", _sigma, _POSITIVE, "scale of the logarithm"),
    ),
    conditions=(),
    variable=_t,
    pieces=(
        Piece(
            interval(_t, Integer(0), oo), _sigma / (pi * _t * ((log(_t) - _mu) ** 2 + _sigma**2))
        ),
    ),
    atoms=(),
    log_density=(log(_sigma / pi) - log(_t) - log((log(_t) - _mu) ** 2 + _sigma**2),),
    cdf=(Rational(1, 2) + atan((log(_t) - _mu) / _sigma) / pi,),
    probability=_p,
    quantile=exp(_mu + _sigma * tan(pi * (_p - Rational(1, 2)))),
    mean=None,
    variance=None,
    frequency=_w,
    mgf=None,
    mgf_range=None,
    mellin=None,
    mellin_range=None,
    characteristic=None,
    sampler=None,
    latex=(r"\mathrm{LogCauchy}\left(%s, %s\right)", (_mu, _sigma)),
    reference="Marshall & Olkin (2007), Life Distributions, p. 443",
)
