"""Zeta(s): the law of Zipf on 1, 2, ...; moments of order s - 1 and more are infinite."""

from __future__ import annotations

from sympy import Integer, oo, zeta

from symreparam.families.family import Family, Parameter
from symreparam.terms.law import Lattice
from symreparam.terms.scope import Domain, parameter, variable, whole

_ABOVE = Domain(lower=Integer(1))
_s = parameter("s", _ABOVE)
_k, _t, _q, _w = whole("k"), variable("t"), variable("q"), variable("w")

ZETA = Family(
    name="Zeta",
    parameters=(Parameter("s", _s, _ABOVE, "exponent"),),
    conditions=(),
    variable=_t,
    pieces=(),
    atoms=(),
    log_density=(),
    cdf=(),
    probability=_q,
    quantile=None,
    mean=None,
    variance=None,
    frequency=_w,
    mgf=None,
    mgf_range=None,
    mellin=None,
    mellin_range=None,
    characteristic=None,
    sampler=("zipf", (_s,)),
    latex=(r"\mathrm{Zeta}\left(%s\right)", (_s,)),
    reference="Johnson, Kemp & Kotz (2005), section 11.2.20",
    lattice=Lattice(_k, Integer(1), oo, _k, _k ** (-_s) / zeta(_s)),
)
