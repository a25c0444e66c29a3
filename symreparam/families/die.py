"""Die(sides): 1, 2, ..., sides with equal probability."""

from __future__ import annotations

from sympy import Integer

from symreparam.families.family import Family, Parameter
from symreparam.terms.law import Lattice
from symreparam.terms.scope import Domain, parameter, variable, whole

_WHOLE = Domain(lower=Integer(1), lower_closed=True, integer=True)
_n, _k = parameter("sides", _WHOLE), whole("k")
_t, _q, _w = variable("t"), variable("q"), variable("w")

DIE = Family(
    name="Die",
    parameters=(Parameter("sides", _n, _WHOLE, "number of sides"),),
    conditions=(),
    variable=_t,
    pieces=(),
    atoms=(),
    log_density=(),
    cdf=(),
    probability=_q,
    quantile=None,
    mean=(_n + 1) / 2,
    variance=(_n**2 - 1) / 12,
    frequency=_w,
    mgf=None,
    mgf_range=None,
    mellin=None,
    mellin_range=None,
    characteristic=None,
    sampler=None,
    latex=(r"\mathrm{Die}\left(%s\right)", (_n,)),
    reference="Johnson, Kemp & Kotz (2005), section 6.10",
    lattice=Lattice(_k, Integer(1), _n, _k, 1 / _n),
)
