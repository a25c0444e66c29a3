"""Frechet(a, s, m): shape, scale and location."""

from __future__ import annotations

from sympy import Integer, exp, log, oo

from symreparam.families.family import Family, Parameter
from symreparam.terms.law import Piece
from symreparam.terms.region import interval
from symreparam.terms.scope import REALS, Domain, parameter, variable

_POSITIVE = Domain(lower=Integer(0))
_a = parameter("a", _POSITIVE)
_s = parameter("s", _POSITIVE)
_m = parameter("m", REALS)
_t, _p, _w = variable("t"), variable("p"), variable("w")

FRECHET = Family(
    name="Frechet",
    parameters=(
        Parameter("a", _a, _POSITIVE, "shape"),
        Parameter("s", _s, _POSITIVE, "scale"),
        Parameter("m", _m, REALS, "least value"),
    ),
    conditions=(),
    variable=_t,
    pieces=(
        Piece(
            interval(_t, _m, oo),
            _a / _s * ((_t - _m) / _s) ** (-1 - _a) * exp(-(((_t - _m) / _s) ** (-_a))),
        ),
    ),
    atoms=(),
    log_density=(log(_a) - log(_s) - (1 + _a) * log((_t - _m) / _s) - ((_t - _m) / _s) ** (-_a),),
    cdf=(exp(-(((_t - _m) / _s) ** (-_a))),),
    probability=_p,
    quantile=_m + _s * (-log(_p)) ** (-1 / _a),
    mean=None,
    variance=None,
    frequency=_w,
    mgf=None,
    mgf_range=None,
    mellin=None,
    mellin_range=None,
    characteristic=None,
    sampler=None,
    latex=(r"\mathrm{Frechet}\left(%s, %s, %s\right)", (_a, _s, _m)),
    reference="Johnson, Kotz & Balakrishnan (1995), vol. 2, ch. 22",
)
