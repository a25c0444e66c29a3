"""Erlang(k, l): shape and rate; the shape may be any positive number, as in `sympy.stats`."""

from __future__ import annotations

from sympy import Integer, atan, cos, exp, gamma, log, loggamma, lowergamma, oo, sin

from symreparam.families.family import Family, Parameter
from symreparam.terms.law import Piece
from symreparam.terms.region import interval
from symreparam.terms.scope import Domain, parameter, variable

_POSITIVE = Domain(lower=Integer(0))
_k = parameter("k", _POSITIVE)
_l = parameter("l", _POSITIVE)
_t, _p, _w = variable("t"), variable("p"), variable("w")

ERLANG = Family(
    name="Erlang",
    parameters=(
        Parameter("k", _k, _POSITIVE, "shape"),
        Parameter("l", _l, _POSITIVE, "rate"),
    ),
    conditions=(),
    variable=_t,
    pieces=(
        Piece(interval(_t, Integer(0), oo), _l**_k * _t ** (_k - 1) * exp(-_l * _t) / gamma(_k)),
    ),
    atoms=(),
    log_density=(_k * log(_l) + (_k - 1) * log(_t) - _l * _t - loggamma(_k),),
    cdf=(lowergamma(_k, _l * _t) / gamma(_k),),
    probability=_p,
    quantile=None,
    mean=_k / _l,
    variance=_k / _l**2,
    frequency=_w,
    mgf=(1 - _w / _l) ** (-_k),
    mgf_range=(-oo, _l),
    mellin=_l ** (1 - _w) * gamma(_k + _w - 1) / gamma(_k),
    mellin_range=(1 - _k, oo),
    characteristic=(
        (1 + _w**2 / _l**2) ** (-_k / 2) * cos(_k * atan(_w / _l)),
        (1 + _w**2 / _l**2) ** (-_k / 2) * sin(_k * atan(_w / _l)),
    ),
    sampler=("gamma", (_k, 1 / _l)),
    latex=(r"\mathrm{Erlang}\left(%s, %s\right)", (_k, _l)),
    reference="Johnson, Kotz & Balakrishnan (1994), vol. 1, ch. 17",
)
