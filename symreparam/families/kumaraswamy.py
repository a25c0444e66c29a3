"""Kumaraswamy(a, b): two shapes."""

from __future__ import annotations

from sympy import Integer, beta, log, oo

from symreparam.families.family import Family, Parameter
from symreparam.terms.law import Piece
from symreparam.terms.region import interval
from symreparam.terms.scope import Domain, parameter, variable

_POSITIVE = Domain(lower=Integer(0))
_a = parameter("a", _POSITIVE)
_b = parameter("b", _POSITIVE)
_t, _p, _w = variable("t"), variable("p"), variable("w")

KUMARASWAMY = Family(
    name="Kumaraswamy",
    parameters=(
        Parameter("a", _a, _POSITIVE, "shape at 0"),
        Parameter("b", _b, _POSITIVE, "shape at 1"),
    ),
    conditions=(),
    variable=_t,
    pieces=(
        Piece(
            interval(_t, Integer(0), Integer(1)),
            _a * _b * _t ** (_a - 1) * (1 - _t**_a) ** (_b - 1),
        ),
    ),
    atoms=(),
    log_density=(log(_a) + log(_b) + (_a - 1) * log(_t) + (_b - 1) * log(1 - _t**_a),),
    cdf=(1 - (1 - _t**_a) ** _b,),
    probability=_p,
    quantile=(1 - (1 - _p) ** (1 / _b)) ** (1 / _a),
    mean=_b * beta(1 + 1 / _a, _b),
    variance=_b * beta(1 + 2 / _a, _b) - _b**2 * beta(1 + 1 / _a, _b) ** 2,
    frequency=_w,
    mgf=None,
    mgf_range=None,
    mellin=_b * beta(1 + (_w - 1) / _a, _b),
    mellin_range=(1 - _a, oo),
    characteristic=None,
    sampler=None,
    latex=(r"\mathrm{Kumaraswamy}\left(%s, %s\right)", (_a, _b)),
    reference="Jones (2009), Statistical Methodology 6",
)
