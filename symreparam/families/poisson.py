"""Poisson(lamda): the number of events at rate lamda in a unit of time."""

from __future__ import annotations

from sympy import Integer, exp, factorial, oo

from symreparam.families.family import Family, Parameter
from symreparam.terms.law import Lattice
from symreparam.terms.scope import Domain, parameter, variable, whole

_POSITIVE = Domain(lower=Integer(0))
_rate = parameter("lamda", _POSITIVE)
_k, _t, _q, _w = whole("k"), variable("t"), variable("q"), variable("w")

POISSON = Family(
    name="Poisson",
    parameters=(Parameter("lamda", _rate, _POSITIVE, "mean"),),
    conditions=(),
    variable=_t,
    pieces=(),
    atoms=(),
    log_density=(),
    cdf=(),
    probability=_q,
    quantile=None,
    mean=_rate,
    variance=_rate,
    frequency=_w,
    mgf=exp(_rate * (exp(_w) - 1)),
    mgf_range=(-oo, oo),
    mellin=None,
    mellin_range=None,
    characteristic=None,
    sampler=("poisson", (_rate,)),
    latex=(r"\mathrm{Poisson}\left(%s\right)", (_rate,)),
    reference="Johnson, Kemp & Kotz (2005), chapter 4",
    lattice=Lattice(_k, Integer(0), oo, _k, exp(-_rate) * _rate**_k / factorial(_k)),
)
