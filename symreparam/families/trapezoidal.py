"""Trapezoidal(a, b, c, d): four corners."""

from __future__ import annotations

from sympy import log

from symreparam.families.family import Family, Parameter
from symreparam.terms.law import Piece
from symreparam.terms.region import interval
from symreparam.terms.scope import REALS, Relation, parameter, variable

_a = parameter("a", REALS)
_b = parameter("b", REALS)
_c = parameter("c", REALS)
_d = parameter("d", REALS)
_t, _p, _w = variable("t"), variable("p"), variable("w")

TRAPEZOIDAL = Family(
    name="Trapezoidal",
    parameters=(
        Parameter("a", _a, REALS, "left end"),
        Parameter("b", _b, REALS, "where the level part begins"),
        Parameter("c", _c, REALS, "where the level part ends"),
        Parameter("d", _d, REALS, "right end"),
    ),
    conditions=(
        Relation(_a, "<=", _b),
        Relation(_b, "<", _c),
        Relation(_c, "<=", _d),
    ),
    variable=_t,
    pieces=(
        Piece(interval(_t, _a, _b), 2 * (_t - _a) / ((_b - _a) * (_d + _c - _a - _b))),
        Piece(interval(_t, _b, _c), 2 / (_d + _c - _a - _b)),
        Piece(interval(_t, _c, _d), 2 * (_d - _t) / ((_d - _c) * (_d + _c - _a - _b))),
    ),
    atoms=(),
    log_density=(
        log(2 * (_t - _a) / ((_b - _a) * (_d + _c - _a - _b))),
        log(2 / (_d + _c - _a - _b)),
        log(2 * (_d - _t) / ((_d - _c) * (_d + _c - _a - _b))),
    ),
    cdf=(
        (_t - _a) ** 2 / ((_b - _a) * (_d + _c - _a - _b)),
        (2 * _t - _a - _b) / (_d + _c - _a - _b),
        1 - (_d - _t) ** 2 / ((_d - _c) * (_d + _c - _a - _b)),
    ),
    probability=_p,
    quantile=None,
    mean=(_d**2 + _d * _c + _c**2 - _b**2 - _b * _a - _a**2) / (3 * (_d + _c - _a - _b)),
    variance=None,
    frequency=_w,
    mgf=None,
    mgf_range=None,
    mellin=None,
    mellin_range=None,
    characteristic=None,
    sampler=None,
    latex=(r"\mathrm{Trapezoidal}\left(%s, %s, %s, %s\right)", (_a, _b, _c, _d)),
    reference="Kotz & van Dorp (2004), Beyond Beta, ch. 5",
)
