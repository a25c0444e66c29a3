"""RaisedCosine(mu, s): mean and half width."""

from __future__ import annotations

from sympy import Integer, Rational, cos, log, pi, sin

from symreparam.families.family import Family, Parameter
from symreparam.terms.law import Piece
from symreparam.terms.region import interval
from symreparam.terms.scope import REALS, Domain, parameter, variable

_POSITIVE = Domain(lower=Integer(0))
_mu = parameter("mu", REALS)
_s = parameter("s", _POSITIVE)
_t, _p, _w = variable("t"), variable("p"), variable("w")

RAISED_COSINE = Family(
    name="RaisedCosine",
    parameters=(
        Parameter("mu", _mu, REALS, "mean"),
        Parameter("s", _s, _POSITIVE, "half width"),
    ),
    conditions=(),
    variable=_t,
    pieces=(Piece(interval(_t, _mu - _s, _mu + _s), (1 + cos(pi * (_t - _mu) / _s)) / (2 * _s)),),
    atoms=(),
    log_density=(log(1 + cos(pi * (_t - _mu) / _s)) - log(2 * _s),),
    cdf=((1 + (_t - _mu) / _s + sin(pi * (_t - _mu) / _s) / pi) / 2,),
    probability=_p,
    quantile=None,
    mean=_mu,
    variance=_s**2 * (Rational(1, 3) - 2 / pi**2),
    frequency=_w,
    mgf=None,
    mgf_range=None,
    mellin=None,
    mellin_range=None,
    characteristic=None,
    sampler=None,
    latex=(r"\mathrm{RaisedCosine}\left(%s, %s\right)", (_mu, _s)),
    reference="Rinne (2010), Location-Scale Distributions, section 5.2.6",
)
