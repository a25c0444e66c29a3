"""Lomax(alpha, lamda): tail index and scale."""

from __future__ import annotations

from sympy import Integer, gamma, log, oo

from symreparam.families.family import Family, Parameter
from symreparam.terms.law import Piece
from symreparam.terms.region import interval
from symreparam.terms.scope import Domain, parameter, variable

_POSITIVE = Domain(lower=Integer(0))
_a = parameter("alpha", _POSITIVE)
_l = parameter("lamda", _POSITIVE)
_t, _p, _w = variable("t"), variable("p"), variable("w")


LOMAX = Family(
    name="Lomax",
    parameters=(
        Parameter("alpha", _a, _POSITIVE, "tail index"),
        Parameter("lamda", _l, _POSITIVE, "scale"),
    ),
    conditions=(),
    variable=_t,
    pieces=(Piece(interval(_t, Integer(0), oo), _a / _l * (1 + _t / _l) ** (-_a - 1)),),
    atoms=(),
    log_density=(log(_a) - log(_l) - (_a + 1) * log(1 + _t / _l),),
    cdf=(1 - (1 + _t / _l) ** (-_a),),
    probability=_p,
    quantile=_l * ((1 - _p) ** (-1 / _a) - 1),
    mean=None,
    variance=None,
    frequency=_w,
    mgf=None,
    mgf_range=None,
    mellin=_l ** (_w - 1) * gamma(_w) * gamma(_a - _w + 1) / gamma(_a),
    mellin_range=(Integer(0), _a + 1),
    characteristic=None,
    sampler=None,
    latex=(r"\mathrm{Lomax}\left(%s, %s\right)", (_a, _l)),
    reference="Johnson, Kotz & Balakrishnan (1994), vol. 1, ch. 20",
)
