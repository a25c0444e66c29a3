"""Point(c): all mass at one point."""

from __future__ import annotations

from sympy import Integer, exp, oo

from symreparam.families.family import Family, Parameter
from symreparam.terms.law import Atom
from symreparam.terms.scope import REALS, parameter, variable

_c = parameter("c", REALS)
_t, _p, _w = variable("t"), variable("p"), variable("w")

POINT = Family(
    name="Point",
    parameters=(Parameter("c", _c, REALS, "the point"),),
    conditions=(),
    variable=_t,
    pieces=(),
    atoms=(Atom(_c, Integer(1)),),
    log_density=(),
    cdf=(),
    probability=_p,
    quantile=_c,
    mean=_c,
    variance=Integer(0),
    frequency=_w,
    mgf=exp(_c * _w),
    mgf_range=(-oo, oo),
    mellin=None,
    mellin_range=None,
    characteristic=None,
    sampler=None,
    latex=(r"\delta_{%s}", (_c,)),
    reference="Billingsley (1995), section 14",
)
