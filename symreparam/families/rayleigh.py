"""Rayleigh(sigma): scale."""

from __future__ import annotations

from sympy import Integer, exp, gamma, log, oo, pi, sqrt

from symreparam.families.family import Family, Parameter
from symreparam.terms.law import Piece
from symreparam.terms.region import interval
from symreparam.terms.scope import Domain, parameter, variable

_POSITIVE = Domain(lower=Integer(0))
_s = parameter("sigma", _POSITIVE)
_t, _p, _w = variable("t"), variable("p"), variable("w")


RAYLEIGH = Family(
    name="Rayleigh",
    parameters=(Parameter("sigma", _s, _POSITIVE, "scale"),),
    conditions=(),
    variable=_t,
    pieces=(Piece(interval(_t, Integer(0), oo), _t / _s**2 * exp(-(_t**2) / (2 * _s**2))),),
    atoms=(),
    log_density=(log(_t) - 2 * log(_s) - _t**2 / (2 * _s**2),),
    cdf=(1 - exp(-(_t**2) / (2 * _s**2)),),
    probability=_p,
    quantile=_s * sqrt(-2 * log(1 - _p)),
    mean=_s * sqrt(pi / 2),
    variance=(4 - pi) / 2 * _s**2,
    frequency=_w,
    mgf=None,
    mgf_range=None,
    mellin=2 ** ((_w - 1) / 2) * _s ** (_w - 1) * gamma((_w + 1) / 2),
    mellin_range=(Integer(-1), oo),
    characteristic=None,
    sampler=("rayleigh", (_s,)),
    latex=(r"\mathrm{Rayleigh}\left(%s\right)", (_s,)),
    reference="Johnson, Kotz & Balakrishnan (1994), vol. 1, ch. 18",
)
