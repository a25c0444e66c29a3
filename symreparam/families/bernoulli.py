"""Bernoulli(p): 1 with probability p, else 0."""

from __future__ import annotations

from sympy import Integer, exp, oo

from symreparam.families.family import Family, Parameter
from symreparam.terms.law import Atom
from symreparam.terms.scope import Domain, parameter, variable

_UNIT = Domain(lower=Integer(0), lower_closed=True, upper=Integer(1), upper_closed=True)
_p = parameter("p", _UNIT)
_t, _q, _w = variable("t"), variable("q"), variable("w")

BERNOULLI = Family(
    name="Bernoulli",
    parameters=(Parameter("p", _p, _UNIT, "probability of 1"),),
    conditions=(),
    variable=_t,
    pieces=(),
    atoms=(Atom(Integer(0), 1 - _p), Atom(Integer(1), _p)),
    log_density=(),
    cdf=(),
    probability=_q,
    quantile=None,
    mean=_p,
    variance=_p * (1 - _p),
    frequency=_w,
    mgf=1 - _p + _p * exp(_w),
    mgf_range=(-oo, oo),
    mellin=None,
    mellin_range=None,
    characteristic=None,
    sampler=("binomial", (Integer(1), _p)),
    latex=(r"\mathrm{Bernoulli}\left(%s\right)", (_p,)),
    reference="Johnson, Kemp & Kotz (2005), section 3.2",
)
