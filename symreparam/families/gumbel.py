"""Gumbel(beta, mu): scale and location, of maxima."""

from __future__ import annotations

from sympy import EulerGamma, Integer, exp, gamma, log, oo, pi

from symreparam.families.family import Family, Parameter
from symreparam.terms.law import Piece
from symreparam.terms.region import interval
from symreparam.terms.scope import REALS, Domain, parameter, variable

_POSITIVE = Domain(lower=Integer(0))
_b = parameter("beta", _POSITIVE)
_mu = parameter("mu", REALS)
_t, _p, _w = variable("t"), variable("p"), variable("w")


GUMBEL = Family(
    name="Gumbel",
    parameters=(
        Parameter("beta", _b, _POSITIVE, "scale"),
        Parameter("mu", _mu, REALS, "location"),
    ),
    conditions=(),
    variable=_t,
    pieces=(Piece(interval(_t, -oo, oo), exp(-(_t - _mu) / _b - exp(-(_t - _mu) / _b)) / _b),),
    atoms=(),
    log_density=(-(_t - _mu) / _b - exp(-(_t - _mu) / _b) - log(_b),),
    cdf=(exp(-exp(-(_t - _mu) / _b)),),
    probability=_p,
    quantile=_mu - _b * log(-log(_p)),
    mean=_mu + EulerGamma * _b,
    variance=pi**2 * _b**2 / 6,
    frequency=_w,
    mgf=exp(_mu * _w) * gamma(1 - _b * _w),
    mgf_range=(-oo, 1 / _b),
    mellin=None,
    mellin_range=None,
    characteristic=None,
    sampler=("gumbel", (_mu, _b)),
    latex=(r"\mathrm{Gumbel}\left(%s, %s\right)", (_b, _mu)),
    reference="Johnson, Kotz & Balakrishnan (1995), vol. 2, ch. 22",
)
