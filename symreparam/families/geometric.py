"""Geometric(p): the number of independent trials up to the first success."""

from __future__ import annotations

from sympy import Integer, exp, log, oo

from symreparam.families.family import Family, Parameter
from symreparam.terms.law import Lattice
from symreparam.terms.scope import Domain, parameter, variable, whole

_UNIT = Domain(lower=Integer(0), upper=Integer(1), upper_closed=True)
_p = parameter("p", _UNIT)
_k, _t, _q, _w = whole("k"), variable("t"), variable("q"), variable("w")

GEOMETRIC = Family(
    name="Geometric",
    parameters=(Parameter("p", _p, _UNIT, "probability of success"),),
    conditions=(),
    variable=_t,
    pieces=(),
    atoms=(),
    log_density=(),
    cdf=(),
    probability=_q,
    quantile=None,
    mean=1 / _p,
    variance=(1 - _p) / _p**2,
    frequency=_w,
    mgf=_p * exp(_w) / (1 - (1 - _p) * exp(_w)),
    mgf_range=(-oo, -log(1 - _p)),
    mellin=None,
    mellin_range=None,
    characteristic=None,
    sampler=("geometric", (_p,)),
    latex=(r"\mathrm{Geometric}\left(%s\right)", (_p,)),
    reference="Johnson, Kemp & Kotz (2005), section 5.2",
    lattice=Lattice(_k, Integer(1), oo, _k, _p * (1 - _p) ** (_k - 1)),
)
