"""Logarithmic(p): the logarithmic series law of Fisher on 1, 2, ..."""

from __future__ import annotations

from sympy import Integer, exp, log, oo

from symreparam.families.family import Family, Parameter
from symreparam.terms.law import Lattice
from symreparam.terms.scope import Domain, parameter, variable, whole

_UNIT = Domain(lower=Integer(0), upper=Integer(1))
_p = parameter("p", _UNIT)
_k, _t, _q, _w = whole("k"), variable("t"), variable("q"), variable("w")

LOGARITHMIC = Family(
    name="Logarithmic",
    parameters=(Parameter("p", _p, _UNIT, "ratio of the series"),),
    conditions=(),
    variable=_t,
    pieces=(),
    atoms=(),
    log_density=(),
    cdf=(),
    probability=_q,
    quantile=None,
    mean=-_p / ((1 - _p) * log(1 - _p)),
    variance=-_p * (_p + log(1 - _p)) / ((1 - _p) * log(1 - _p)) ** 2,
    frequency=_w,
    mgf=log(1 - _p * exp(_w)) / log(1 - _p),
    mgf_range=(-oo, -log(_p)),
    mellin=None,
    mellin_range=None,
    characteristic=None,
    sampler=("logseries", (_p,)),
    latex=(r"\mathrm{Logarithmic}\left(%s\right)", (_p,)),
    reference="Johnson, Kemp & Kotz (2005), chapter 7",
    lattice=Lattice(_k, Integer(1), oo, _k, -(_p**_k) / (_k * log(1 - _p))),
)
