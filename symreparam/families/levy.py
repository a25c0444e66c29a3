"""Levy(mu, c): location and scale."""

from __future__ import annotations

from sympy import Abs, Integer, Rational, cos, erfc, erfinv, exp, log, oo, pi, sign, sin, sqrt

from symreparam.families.family import Family, Parameter
from symreparam.terms.law import Piece
from symreparam.terms.region import interval
from symreparam.terms.scope import REALS, Domain, parameter, variable

_POSITIVE = Domain(lower=Integer(0))
_mu = parameter("mu", REALS)
_c = parameter("c", _POSITIVE)
_t, _p, _w = variable("t"), variable("p"), variable("w")

LEVY = Family(
    name="Levy",
    parameters=(
        Parameter("mu", _mu, REALS, "least value"),
        Parameter("c", _c, _POSITIVE, "scale"),
    ),
    conditions=(),
    variable=_t,
    pieces=(
        Piece(
            interval(_t, _mu, oo),
            sqrt(_c / (2 * pi)) * exp(-_c / (2 * (_t - _mu))) / (_t - _mu) ** Rational(3, 2),
        ),
    ),
    atoms=(),
    log_density=(log(_c / (2 * pi)) / 2 - _c / (2 * (_t - _mu)) - Rational(3, 2) * log(_t - _mu),),
    cdf=(erfc(sqrt(_c / (2 * (_t - _mu)))),),
    probability=_p,
    quantile=_mu + _c / (2 * erfinv(1 - _p) ** 2),
    mean=None,
    variance=None,
    frequency=_w,
    mgf=exp(_mu * _w - sqrt(-2 * _c * _w)),
    mgf_range=(-oo, Integer(0)),
    mellin=None,
    mellin_range=None,
    characteristic=(
        exp(-sqrt(_c * Abs(_w))) * cos(_mu * _w + sign(_w) * sqrt(_c * Abs(_w))),
        exp(-sqrt(_c * Abs(_w))) * sin(_mu * _w + sign(_w) * sqrt(_c * Abs(_w))),
    ),
    sampler=None,
    latex=(r"\mathrm{Levy}\left(%s, %s\right)", (_mu, _c)),
    reference="Feller (1971), vol. 2, II.4",
)
