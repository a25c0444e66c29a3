"""Rademacher(): 1 or -1, each with probability 1/2."""

from __future__ import annotations

from sympy import Integer, Rational, cosh, oo

from symreparam.families.family import Family
from symreparam.terms.law import Atom
from symreparam.terms.scope import variable

_HALF = Rational(1, 2)
_t, _q, _w = variable("t"), variable("q"), variable("w")

RADEMACHER = Family(
    name="Rademacher",
    parameters=(),
    conditions=(),
    variable=_t,
    pieces=(),
    atoms=(Atom(Integer(-1), _HALF), Atom(Integer(1), _HALF)),
    log_density=(),
    cdf=(),
    probability=_q,
    quantile=None,
    mean=Integer(0),
    variance=Integer(1),
    frequency=_w,
    mgf=cosh(_w),
    mgf_range=(-oo, oo),
    mellin=None,
    mellin_range=None,
    characteristic=None,
    sampler=None,
    latex=(r"\mathrm{Rademacher}", ()),
    reference="Vershynin (2018), section 2.2",
)
