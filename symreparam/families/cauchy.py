"""Cauchy(x0, gamma): location and scale; no moments."""

from __future__ import annotations

from sympy import Abs, Integer, Rational, atan, cos, exp, log, oo, pi, sin, tan

from symreparam.families.family import Family, Parameter
from symreparam.terms.law import Piece
from symreparam.terms.region import interval
from symreparam.terms.scope import REALS, Domain, parameter, variable

_POSITIVE = Domain(lower=Integer(0))
_x0 = parameter("x0", REALS)
_g = parameter("gamma", _POSITIVE)
_t, _p, _w = variable("t"), variable("p"), variable("w")


CAUCHY = Family(
    name="Cauchy",
    parameters=(
        Parameter("x0", _x0, REALS, "location"),
        Parameter("gamma", _g, _POSITIVE, "scale"),
    ),
    conditions=(),
    variable=_t,
    pieces=(Piece(interval(_t, -oo, oo), 1 / (pi * _g * (1 + ((_t - _x0) / _g) ** 2))),),
    atoms=(),
    log_density=(-log(pi * _g) - log(1 + ((_t - _x0) / _g) ** 2),),
    cdf=(Rational(1, 2) + atan((_t - _x0) / _g) / pi,),
    probability=_p,
    quantile=_x0 + _g * tan(pi * (_p - Rational(1, 2))),
    mean=None,
    variance=None,
    frequency=_w,
    mgf=None,
    mgf_range=None,
    mellin=None,
    mellin_range=None,
    characteristic=(exp(-_g * Abs(_w)) * cos(_x0 * _w), exp(-_g * Abs(_w)) * sin(_x0 * _w)),
    sampler=None,
    latex=(r"\mathrm{Cauchy}\left(%s, %s\right)", (_x0, _g)),
    reference="Johnson, Kotz & Balakrishnan (1994), vol. 1, ch. 16",
)
