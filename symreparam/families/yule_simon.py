"""YuleSimon(rho): sizes of genera by Yule, frequencies of words by Simon."""

from __future__ import annotations

from sympy import Integer, beta, oo

from symreparam.families.family import Family, Parameter
from symreparam.terms.law import Lattice
from symreparam.terms.scope import Domain, parameter, variable, whole

_POSITIVE = Domain(lower=Integer(0))
_rho = parameter("rho", _POSITIVE)
_k, _t, _q, _w = whole("k"), variable("t"), variable("q"), variable("w")

YULE_SIMON = Family(
    name="YuleSimon",
    parameters=(Parameter("rho", _rho, _POSITIVE, "shape"),),
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
    sampler=None,
    latex=(r"\mathrm{YuleSimon}\left(%s\right)", (_rho,)),
    reference="Johnson, Kemp & Kotz (2005), section 6.10.3",
    lattice=Lattice(_k, Integer(1), oo, _k, _rho * beta(_k, _rho + 1)),
)
