"""HalfNormal(sigma): the law of |X|, X centred normal."""

from __future__ import annotations

from sympy import Integer, erf, erfinv, exp, gamma, log, oo, pi, sqrt

from symreparam.families.family import Family, Parameter
from symreparam.terms.law import Piece
from symreparam.terms.region import interval
from symreparam.terms.scope import Domain, parameter, variable

_POSITIVE = Domain(lower=Integer(0))
_s = parameter("sigma", _POSITIVE)
_t, _p, _w = variable("t"), variable("p"), variable("w")


HALF_NORMAL = Family(
    name="HalfNormal",
    parameters=(Parameter("sigma", _s, _POSITIVE, "scale"),),
    conditions=(),
    variable=_t,
    pieces=(Piece(interval(_t, Integer(0), oo), sqrt(2 / pi) / _s * exp(-(_t**2) / (2 * _s**2))),),
    atoms=(),
    log_density=(log(2 / pi) / 2 - log(_s) - _t**2 / (2 * _s**2),),
    cdf=(erf(_t / (_s * sqrt(2))),),
    probability=_p,
    quantile=_s * sqrt(2) * erfinv(_p),
    mean=_s * sqrt(2 / pi),
    variance=_s**2 * (1 - 2 / pi),
    frequency=_w,
    mgf=None,
    mgf_range=None,
    mellin=2 ** ((_w - 1) / 2) * _s ** (_w - 1) * gamma(_w / 2) / sqrt(pi),
    mellin_range=(Integer(0), oo),
    characteristic=None,
    sampler=None,
    latex=(r"\mathrm{HalfNormal}\left(%s\right)", (_s,)),
    reference="Johnson, Kotz & Balakrishnan (1994), vol. 1, ch. 13",
)
