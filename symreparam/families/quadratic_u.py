"""QuadraticU(a, b): two ends."""

from __future__ import annotations

from sympy import Rational, log

from symreparam.families.family import Family, Parameter
from symreparam.terms.law import Piece
from symreparam.terms.region import interval
from symreparam.terms.scope import REALS, Relation, parameter, variable

_a = parameter("a", REALS)
_b = parameter("b", REALS)
_t, _p, _w = variable("t"), variable("p"), variable("w")

QUADRATIC_U = Family(
    name="QuadraticU",
    parameters=(
        Parameter("a", _a, REALS, "left end"),
        Parameter("b", _b, REALS, "right end"),
    ),
    conditions=(Relation(_a, "<", _b),),
    variable=_t,
    pieces=(Piece(interval(_t, _a, _b), 12 * (_t - (_a + _b) / 2) ** 2 / (_b - _a) ** 3),),
    atoms=(),
    log_density=(log(12 * (_t - (_a + _b) / 2) ** 2) - 3 * log(_b - _a),),
    cdf=(Rational(1, 2) + 4 * (_t - (_a + _b) / 2) ** 3 / (_b - _a) ** 3,),
    probability=_p,
    quantile=None,
    mean=(_a + _b) / 2,
    variance=3 * (_b - _a) ** 2 / 20,
    frequency=_w,
    mgf=None,
    mgf_range=None,
    mellin=None,
    mellin_range=None,
    characteristic=None,
    sampler=None,
    latex=(r"\mathrm{QuadraticU}\left(%s, %s\right)", (_a, _b)),
    reference="sympy.stats.QuadraticU",
)
