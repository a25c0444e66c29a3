"""HalfCauchy(gamma): scale."""

from __future__ import annotations

from sympy import Integer, atan, cos, log, oo, pi, tan

from symreparam.families.family import Family, Parameter
from symreparam.terms.law import Piece
from symreparam.terms.region import interval
from symreparam.terms.scope import Domain, parameter, variable

_POSITIVE = Domain(lower=Integer(0))
_gamma = parameter("gamma", _POSITIVE)
_t, _p, _w = variable("t"), variable("p"), variable("w")

HALF_CAUCHY = Family(
    name="HalfCauchy",
    parameters=(Parameter("gamma", _gamma, _POSITIVE, "scale"),),
    conditions=(),
    variable=_t,
    pieces=(Piece(interval(_t, Integer(0), oo), 2 * _gamma / (pi * (_t**2 + _gamma**2))),),
    atoms=(),
    log_density=(log(2 * _gamma / pi) - log(_t**2 + _gamma**2),),
    cdf=(2 * atan(_t / _gamma) / pi,),
    probability=_p,
    quantile=_gamma * tan(pi * _p / 2),
    mean=None,
    variance=None,
    frequency=_w,
    mgf=None,
    mgf_range=None,
    mellin=_gamma ** (_w - 1) / cos(pi * (_w - 1) / 2),
    mellin_range=(Integer(0), Integer(2)),
    characteristic=None,
    sampler=None,
    latex=(r"\mathrm{HalfCauchy}\left(%s\right)", (_gamma,)),
    reference="Johnson, Kotz & Balakrishnan (1994), vol. 1, ch. 16",
)
