"""Binomial(n, p): the number of successes in n independent trials."""

from __future__ import annotations

from sympy import Integer, binomial, exp, oo

from symreparam.families.family import Family, Parameter
from symreparam.terms.law import Lattice
from symreparam.terms.scope import Domain, parameter, variable, whole

_WHOLE = Domain(lower=Integer(0), lower_closed=True, integer=True)
_UNIT = Domain(lower=Integer(0), lower_closed=True, upper=Integer(1), upper_closed=True)
_n, _p, _k = parameter("n", _WHOLE), parameter("p", _UNIT), whole("k")
_t, _q, _w = variable("t"), variable("q"), variable("w")

BINOMIAL = Family(
    name="Binomial",
    parameters=(
        Parameter("n", _n, _WHOLE, "number of trials"),
        Parameter("p", _p, _UNIT, "probability of success"),
    ),
    conditions=(),
    variable=_t,
    pieces=(),
    atoms=(),
    log_density=(),
    cdf=(),
    probability=_q,
    quantile=None,
    mean=_n * _p,
    variance=_n * _p * (1 - _p),
    frequency=_w,
    mgf=(1 - _p + _p * exp(_w)) ** _n,
    mgf_range=(-oo, oo),
    mellin=None,
    mellin_range=None,
    characteristic=None,
    sampler=("binomial", (_n, _p)),
    latex=(r"\mathrm{Binomial}\left(%s, %s\right)", (_n, _p)),
    reference="Johnson, Kemp & Kotz (2005), chapter 3",
    lattice=Lattice(_k, Integer(0), _n, _k, binomial(_n, _k) * _p**_k * (1 - _p) ** (_n - _k)),
)
