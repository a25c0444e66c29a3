"""Gamma(k, theta): shape and scale."""

from __future__ import annotations

from sympy import Integer, atan, cos, exp, gamma, log, loggamma, lowergamma, oo, sin

from symreparam.families.family import Family, Parameter
from symreparam.terms.law import Piece
from symreparam.terms.region import interval
from symreparam.terms.scope import Domain, parameter, variable

_POSITIVE = Domain(lower=Integer(0))
_k = parameter("k", _POSITIVE)
_theta = parameter("theta", _POSITIVE)
_t, _p, _w = variable("t"), variable("p"), variable("w")


GAMMA = Family(
    name="Gamma",
    parameters=(
        Parameter("k", _k, _POSITIVE, "shape"),
        Parameter("theta", _theta, _POSITIVE, "scale"),
    ),
    conditions=(),
    variable=_t,
    pieces=(
        Piece(
            interval(_t, Integer(0), oo),
            _t ** (_k - 1) * exp(-_t / _theta) / (gamma(_k) * _theta**_k),
        ),
    ),
    atoms=(),
    log_density=((_k - 1) * log(_t) - _t / _theta - loggamma(_k) - _k * log(_theta),),
    cdf=(lowergamma(_k, _t / _theta) / gamma(_k),),
    probability=_p,
    quantile=None,
    mean=_k * _theta,
    variance=_k * _theta**2,
    frequency=_w,
    mgf=(1 - _theta * _w) ** (-_k),
    mgf_range=(-oo, 1 / _theta),
    mellin=_theta ** (_w - 1) * gamma(_k + _w - 1) / gamma(_k),
    mellin_range=(1 - _k, oo),
    characteristic=(
        (1 + _theta**2 * _w**2) ** (-_k / 2) * cos(_k * atan(_theta * _w)),
        (1 + _theta**2 * _w**2) ** (-_k / 2) * sin(_k * atan(_theta * _w)),
    ),
    sampler=("gamma", (_k, _theta)),
    latex=(r"\mathrm{Gamma}\left(%s, %s\right)", (_k, _theta)),
    reference="Johnson, Kotz & Balakrishnan (1994), vol. 1, ch. 17",
)
