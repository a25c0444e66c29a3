"""NegativeBinomial(r, p): failures before the r-th success, of probability p each."""

from __future__ import annotations

from sympy import Integer, binomial, exp, log, oo

from symreparam.families.family import Family, Parameter
from symreparam.terms.law import Lattice
from symreparam.terms.scope import Domain, parameter, variable, whole

_POSITIVE = Domain(lower=Integer(0))
_UNIT = Domain(lower=Integer(0), upper=Integer(1))
_r, _p = parameter("r", _POSITIVE), parameter("p", _UNIT)
_k, _t, _q, _w = whole("k"), variable("t"), variable("q"), variable("w")

NEGATIVE_BINOMIAL = Family(
    name="NegativeBinomial",
    parameters=(
        Parameter("r", _r, _POSITIVE, "number of successes"),
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
    mean=_r * (1 - _p) / _p,
    variance=_r * (1 - _p) / _p**2,
    frequency=_w,
    mgf=(_p / (1 - (1 - _p) * exp(_w))) ** _r,
    mgf_range=(-oo, -log(1 - _p)),
    mellin=None,
    mellin_range=None,
    characteristic=None,
    sampler=("negative_binomial", (_r, _p)),
    latex=(r"\mathrm{NegativeBinomial}\left(%s, %s\right)", (_r, _p)),
    reference="Johnson, Kemp & Kotz (2005), chapter 5",
    lattice=Lattice(_k, Integer(0), oo, _k, binomial(_k + _r - 1, _k) * _p**_r * (1 - _p) ** _k),
)
