"""Laplace(mu, b): location and scale."""

from __future__ import annotations

from sympy import Abs, Integer, Rational, cos, exp, log, oo, sign, sin

from symreparam.families.family import Family, Parameter
from symreparam.terms.law import Piece
from symreparam.terms.region import interval
from symreparam.terms.scope import REALS, Domain, parameter, variable

_POSITIVE = Domain(lower=Integer(0))
_mu = parameter("mu", REALS)
_b = parameter("b", _POSITIVE)
_t, _p, _w = variable("t"), variable("p"), variable("w")


LAPLACE = Family(
    name="Laplace",
    parameters=(
        Parameter("mu", _mu, REALS, "location"),
        Parameter("b", _b, _POSITIVE, "scale"),
    ),
    conditions=(),
    variable=_t,
    pieces=(Piece(interval(_t, -oo, oo), exp(-Abs(_t - _mu) / _b) / (2 * _b)),),
    atoms=(),
    log_density=(-Abs(_t - _mu) / _b - log(2 * _b),),
    cdf=(Rational(1, 2) + sign(_t - _mu) * (1 - exp(-Abs(_t - _mu) / _b)) / 2,),
    probability=_p,
    quantile=_mu - _b * sign(_p - Rational(1, 2)) * log(1 - 2 * Abs(_p - Rational(1, 2))),
    mean=_mu,
    variance=2 * _b**2,
    frequency=_w,
    mgf=exp(_mu * _w) / (1 - _b**2 * _w**2),
    mgf_range=(-1 / _b, 1 / _b),
    mellin=None,
    mellin_range=None,
    characteristic=(cos(_mu * _w) / (1 + _b**2 * _w**2), sin(_mu * _w) / (1 + _b**2 * _w**2)),
    sampler=("laplace", (_mu, _b)),
    latex=(r"\mathrm{Laplace}\left(%s, %s\right)", (_mu, _b)),
    reference="Johnson, Kotz & Balakrishnan (1995), vol. 2, ch. 24",
    absolute=Abs(_mu - _w) + _b * exp(-Abs(_mu - _w) / _b),
)
