"""Reciprocal(a, b): two positive ends."""

from __future__ import annotations

from sympy import Integer, log

from symreparam.families.family import Family, Parameter
from symreparam.terms.law import Piece
from symreparam.terms.region import interval
from symreparam.terms.scope import Domain, Relation, parameter, variable

_POSITIVE = Domain(lower=Integer(0))
_a = parameter("a", _POSITIVE)
_b = parameter("b", _POSITIVE)
_t, _p, _w = variable("t"), variable("p"), variable("w")

RECIPROCAL = Family(
    name="Reciprocal",
    parameters=(
        Parameter("a", _a, _POSITIVE, "left end"),
        Parameter("b", _b, _POSITIVE, "right end"),
    ),
    conditions=(Relation(_a, "<", _b),),
    variable=_t,
    pieces=(Piece(interval(_t, _a, _b), 1 / (_t * (log(_b) - log(_a)))),),
    atoms=(),
    log_density=(-log(_t) - log(log(_b) - log(_a)),),
    cdf=((log(_t) - log(_a)) / (log(_b) - log(_a)),),
    probability=_p,
    quantile=_a ** (1 - _p) * _b**_p,
    mean=(_b - _a) / (log(_b) - log(_a)),
    variance=(_b**2 - _a**2) / (2 * (log(_b) - log(_a)))
    - (_b - _a) ** 2 / (log(_b) - log(_a)) ** 2,
    frequency=_w,
    mgf=None,
    mgf_range=None,
    mellin=None,
    mellin_range=None,
    characteristic=None,
    sampler=None,
    latex=(r"\mathrm{Reciprocal}\left(%s, %s\right)", (_a, _b)),
    reference="Hamming (1970), Bell System Technical Journal 49",
)
