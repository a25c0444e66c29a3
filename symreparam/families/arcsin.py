"""Arcsin(a, b): two ends."""

from __future__ import annotations

from sympy import asin, log, pi, sin, sqrt

from symreparam.families.family import Family, Parameter
from symreparam.terms.law import Piece
from symreparam.terms.region import interval
from symreparam.terms.scope import REALS, Relation, parameter, variable

_a = parameter("a", REALS)
_b = parameter("b", REALS)
_t, _p, _w = variable("t"), variable("p"), variable("w")

ARCSIN = Family(
    name="Arcsin",
    parameters=(
        Parameter("a", _a, REALS, "left end"),
        Parameter("b", _b, REALS, "right end"),
    ),
    conditions=(Relation(_a, "<", _b),),
    variable=_t,
    pieces=(Piece(interval(_t, _a, _b), 1 / (pi * sqrt((_t - _a) * (_b - _t)))),),
    atoms=(),
    log_density=(-log(pi) - log((_t - _a) * (_b - _t)) / 2,),
    cdf=(2 * asin(sqrt((_t - _a) / (_b - _a))) / pi,),
    probability=_p,
    quantile=_a + (_b - _a) * sin(pi * _p / 2) ** 2,
    mean=(_a + _b) / 2,
    variance=(_b - _a) ** 2 / 8,
    frequency=_w,
    mgf=None,
    mgf_range=None,
    mellin=None,
    mellin_range=None,
    characteristic=None,
    sampler=None,
    latex=(r"\mathrm{Arcsin}\left(%s, %s\right)", (_a, _b)),
    reference="Johnson, Kotz & Balakrishnan (1995), vol. 2, ch. 25, section 1",
)
