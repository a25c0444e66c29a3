"""Uniform(left, right): constant density between two ends."""

from __future__ import annotations

from sympy import cos, log, sin

from symreparam.families.family import Family, Parameter
from symreparam.terms.law import Piece
from symreparam.terms.region import interval
from symreparam.terms.scope import REALS, Relation, parameter, variable

_a = parameter("left", REALS)
_b = parameter("right", REALS)
_t, _p, _w = variable("t"), variable("p"), variable("w")


UNIFORM = Family(
    name="Uniform",
    parameters=(
        Parameter("left", _a, REALS, "left end"),
        Parameter("right", _b, REALS, "right end"),
    ),
    conditions=(Relation(_a, "<", _b),),
    variable=_t,
    pieces=(Piece(interval(_t, _a, _b), 1 / (_b - _a)),),
    atoms=(),
    log_density=(-log(_b - _a),),
    cdf=((_t - _a) / (_b - _a),),
    probability=_p,
    quantile=_a + _p * (_b - _a),
    mean=(_a + _b) / 2,
    variance=(_b - _a) ** 2 / 12,
    frequency=_w,
    mgf=None,
    mgf_range=None,
    mellin=None,
    mellin_range=None,
    characteristic=(
        2 * sin((_b - _a) * _w / 2) / ((_b - _a) * _w) * cos((_a + _b) * _w / 2),
        2 * sin((_b - _a) * _w / 2) / ((_b - _a) * _w) * sin((_a + _b) * _w / 2),
    ),
    sampler=("uniform", (_a, _b)),
    latex=(r"\mathcal{U}\left(%s, %s\right)", (_a, _b)),
    reference="Johnson, Kotz & Balakrishnan (1995), vol. 2, ch. 26",
)
