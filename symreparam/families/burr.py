"""Burr(c, k): two shapes, type XII with scale 1."""

from __future__ import annotations

from sympy import Integer, beta, log, oo

from symreparam.families.family import Family, Parameter
from symreparam.terms.law import Piece
from symreparam.terms.region import interval
from symreparam.terms.scope import Domain, parameter, variable

_POSITIVE = Domain(lower=Integer(0))
_c = parameter("c", _POSITIVE)
_k = parameter("k", _POSITIVE)
_t, _p, _w = variable("t"), variable("p"), variable("w")

BURR = Family(
    name="Burr",
    parameters=(
        Parameter("c", _c, _POSITIVE, "shape at 0"),
        Parameter("k", _k, _POSITIVE, "shape of the tail"),
    ),
    conditions=(),
    variable=_t,
    pieces=(
        Piece(interval(_t, Integer(0), oo), _c * _k * _t ** (_c - 1) * (1 + _t**_c) ** (-_k - 1)),
    ),
    atoms=(),
    log_density=(log(_c) + log(_k) + (_c - 1) * log(_t) - (_k + 1) * log(1 + _t**_c),),
    cdf=(1 - (1 + _t**_c) ** (-_k),),
    probability=_p,
    quantile=((1 - _p) ** (-1 / _k) - 1) ** (1 / _c),
    mean=None,
    variance=None,
    frequency=_w,
    mgf=None,
    mgf_range=None,
    mellin=_k * beta(1 + (_w - 1) / _c, _k - (_w - 1) / _c),
    mellin_range=(1 - _c, 1 + _c * _k),
    characteristic=None,
    sampler=None,
    latex=(r"\mathrm{Burr}\left(%s, %s\right)", (_c, _k)),
    reference="Burr (1942), Annals of Mathematical Statistics 13; Kleiber & Kotz (2003), 6.2",
)
