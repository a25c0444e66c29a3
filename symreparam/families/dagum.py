"""Dagum(p, a, b): two shapes and scale."""

from __future__ import annotations

from sympy import Integer, beta, log, oo

from symreparam.families.family import Family, Parameter
from symreparam.terms.law import Piece
from symreparam.terms.region import interval
from symreparam.terms.scope import Domain, parameter, variable

_POSITIVE = Domain(lower=Integer(0))
_p = parameter("p", _POSITIVE)
_a = parameter("a", _POSITIVE)
_b = parameter("b", _POSITIVE)
_t, _u, _w = variable("t"), variable("u"), variable("w")

DAGUM = Family(
    name="Dagum",
    parameters=(
        Parameter("p", _p, _POSITIVE, "shape at 0"),
        Parameter("a", _a, _POSITIVE, "tail index"),
        Parameter("b", _b, _POSITIVE, "scale"),
    ),
    conditions=(),
    variable=_t,
    pieces=(
        Piece(
            interval(_t, Integer(0), oo),
            _a * _p / _t * (_t / _b) ** (_a * _p) / ((_t / _b) ** _a + 1) ** (_p + 1),
        ),
    ),
    atoms=(),
    log_density=(
        log(_a * _p / _t) + _a * _p * log(_t / _b) - (_p + 1) * log((_t / _b) ** _a + 1),
    ),
    cdf=((1 + (_t / _b) ** (-_a)) ** (-_p),),
    probability=_u,
    quantile=_b * (_u ** (-1 / _p) - 1) ** (-1 / _a),
    mean=None,
    variance=None,
    frequency=_w,
    mgf=None,
    mgf_range=None,
    mellin=_b ** (_w - 1) * _p * beta(_p + (_w - 1) / _a, 1 - (_w - 1) / _a),
    mellin_range=(1 - _a * _p, 1 + _a),
    characteristic=None,
    sampler=None,
    latex=(r"\mathrm{Dagum}\left(%s, %s, %s\right)", (_p, _a, _b)),
    reference="Kleiber & Kotz (2003), section 6.3",
)
