"""Triangular(a, b, c): two ends and the mode."""

from __future__ import annotations

from sympy import log

from symreparam.families.family import Family, Parameter
from symreparam.terms.law import Piece
from symreparam.terms.region import interval
from symreparam.terms.scope import REALS, Relation, parameter, variable

_a = parameter("a", REALS)
_b = parameter("b", REALS)
_c = parameter("c", REALS)
_t, _p, _w = variable("t"), variable("p"), variable("w")

TRIANGULAR = Family(
    name="Triangular",
    parameters=(
        Parameter("a", _a, REALS, "left end"),
        Parameter("b", _b, REALS, "right end"),
        Parameter("c", _c, REALS, "mode"),
    ),
    conditions=(
        Relation(_a, "<", _b),
        Relation(_a, "<=", _c),
        Relation(_c, "<=", _b),
    ),
    variable=_t,
    pieces=(
        Piece(interval(_t, _a, _c), 2 * (_t - _a) / ((_b - _a) * (_c - _a))),
        Piece(interval(_t, _c, _b), 2 * (_b - _t) / ((_b - _a) * (_b - _c))),
    ),
    atoms=(),
    log_density=(
        log(2 * (_t - _a) / ((_b - _a) * (_c - _a))),
        log(2 * (_b - _t) / ((_b - _a) * (_b - _c))),
    ),
    cdf=(
        (_t - _a) ** 2 / ((_b - _a) * (_c - _a)),
        1 - (_b - _t) ** 2 / ((_b - _a) * (_b - _c)),
    ),
    probability=_p,
    quantile=None,
    mean=(_a + _b + _c) / 3,
    variance=(_a**2 + _b**2 + _c**2 - _a * _b - _a * _c - _b * _c) / 18,
    frequency=_w,
    mgf=None,
    mgf_range=None,
    mellin=None,
    mellin_range=None,
    characteristic=None,
    sampler=("triangular", (_a, _c, _b)),
    latex=(r"\mathrm{Triangular}\left(%s, %s, %s\right)", (_a, _b, _c)),
    reference="Johnson, Kotz & Balakrishnan (1995), vol. 2, ch. 26, section 9",
)
