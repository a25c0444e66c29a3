"""Logistic(mu, s): location and scale."""

from __future__ import annotations

from sympy import Integer, cos, exp, gamma, log, oo, pi, sin, sinh

from symreparam.families.family import Family, Parameter
from symreparam.terms.law import Piece
from symreparam.terms.region import interval
from symreparam.terms.scope import REALS, Domain, parameter, variable

_POSITIVE = Domain(lower=Integer(0))
_mu = parameter("mu", REALS)
_s = parameter("s", _POSITIVE)
_t, _p, _w = variable("t"), variable("p"), variable("w")


LOGISTIC = Family(
    name="Logistic",
    parameters=(
        Parameter("mu", _mu, REALS, "location"),
        Parameter("s", _s, _POSITIVE, "scale"),
    ),
    conditions=(),
    variable=_t,
    pieces=(
        Piece(
            interval(_t, -oo, oo), exp(-(_t - _mu) / _s) / (_s * (1 + exp(-(_t - _mu) / _s)) ** 2)
        ),
    ),
    atoms=(),
    log_density=(-(_t - _mu) / _s - log(_s) - 2 * log(1 + exp(-(_t - _mu) / _s)),),
    cdf=(1 / (1 + exp(-(_t - _mu) / _s)),),
    probability=_p,
    quantile=_mu + _s * log(_p / (1 - _p)),
    mean=_mu,
    variance=pi**2 * _s**2 / 3,
    frequency=_w,
    mgf=exp(_mu * _w) * gamma(1 - _s * _w) * gamma(1 + _s * _w),
    mgf_range=(-1 / _s, 1 / _s),
    mellin=None,
    mellin_range=None,
    characteristic=(
        pi * _s * _w / sinh(pi * _s * _w) * cos(_mu * _w),
        pi * _s * _w / sinh(pi * _s * _w) * sin(_mu * _w),
    ),
    sampler=("logistic", (_mu, _s)),
    latex=(r"\mathrm{Logistic}\left(%s, %s\right)", (_mu, _s)),
    reference="Johnson, Kotz & Balakrishnan (1995), vol. 2, ch. 23",
)
