"""Exponential(rate)."""

from __future__ import annotations

from sympy import Integer, exp, gamma, log, oo

from symreparam.families.family import Family, Parameter
from symreparam.terms.law import Piece
from symreparam.terms.region import interval
from symreparam.terms.scope import Domain, parameter, variable

_POSITIVE = Domain(lower=Integer(0))
_rate = parameter("rate", _POSITIVE)
_t, _p, _w = variable("t"), variable("p"), variable("w")


EXPONENTIAL = Family(
    name="Exponential",
    parameters=(Parameter("rate", _rate, _POSITIVE, "rate"),),
    conditions=(),
    variable=_t,
    pieces=(Piece(interval(_t, Integer(0), oo), _rate * exp(-_rate * _t)),),
    atoms=(),
    log_density=(log(_rate) - _rate * _t,),
    cdf=(1 - exp(-_rate * _t),),
    probability=_p,
    quantile=-log(1 - _p) / _rate,
    mean=1 / _rate,
    variance=_rate**-2,
    frequency=_w,
    mgf=_rate / (_rate - _w),
    mgf_range=(-oo, _rate),
    mellin=gamma(_w) * _rate ** (1 - _w),
    mellin_range=(Integer(0), oo),
    characteristic=(_rate**2 / (_rate**2 + _w**2), _rate * _w / (_rate**2 + _w**2)),
    sampler=("exponential", (1 / _rate,)),
    latex=(r"\mathrm{Exp}\left(%s\right)", (_rate,)),
    reference="Johnson, Kotz & Balakrishnan (1994), vol. 1, ch. 19",
)
