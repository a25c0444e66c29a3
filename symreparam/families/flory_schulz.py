"""FlorySchulz(a): lengths of polymer chains, weighted by themselves."""

from __future__ import annotations

from sympy import Integer, exp, log, oo

from symreparam.families.family import Family, Parameter
from symreparam.terms.law import Lattice
from symreparam.terms.scope import Domain, parameter, variable, whole

_UNIT = Domain(lower=Integer(0), upper=Integer(1))
_a = parameter("a", _UNIT)
_k, _t, _q, _w = whole("k"), variable("t"), variable("q"), variable("w")

FLORY_SCHULZ = Family(
    name="FlorySchulz",
    parameters=(Parameter("a", _a, _UNIT, "probability that growth ends"),),
    conditions=(),
    variable=_t,
    pieces=(),
    atoms=(),
    log_density=(),
    cdf=(),
    probability=_q,
    quantile=None,
    mean=2 / _a - 1,
    variance=2 * (1 - _a) / _a**2,
    frequency=_w,
    mgf=_a**2 * exp(_w) / (1 - (1 - _a) * exp(_w)) ** 2,
    mgf_range=(-oo, -log(1 - _a)),
    mellin=None,
    mellin_range=None,
    characteristic=None,
    sampler=None,
    latex=(r"\mathrm{FlorySchulz}\left(%s\right)", (_a,)),
    reference="Flory (1936), equation 3",
    lattice=Lattice(_k, Integer(1), oo, _k, _a**2 * _k * (1 - _a) ** (_k - 1)),
)
