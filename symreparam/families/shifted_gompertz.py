"""ShiftedGompertz(b, eta): rate and shape."""

from __future__ import annotations

from sympy import Integer, exp, log, oo

from symreparam.families.family import Family, Parameter
from symreparam.terms.law import Piece
from symreparam.terms.region import interval
from symreparam.terms.scope import Domain, parameter, variable

_POSITIVE = Domain(lower=Integer(0))
_b = parameter("b", _POSITIVE)
_eta = parameter("eta", _POSITIVE)
_t, _p, _w = variable("t"), variable("p"), variable("w")

SHIFTED_GOMPERTZ = Family(
    name="ShiftedGompertz",
    parameters=(
        Parameter("b", _b, _POSITIVE, "rate"),
        Parameter("eta", _eta, _POSITIVE, "shape"),
    ),
    conditions=(),
    variable=_t,
    pieces=(
        Piece(
            interval(_t, Integer(0), oo),
            _b * exp(-_b * _t) * exp(-_eta * exp(-_b * _t)) * (1 + _eta * (1 - exp(-_b * _t))),
        ),
    ),
    atoms=(),
    log_density=(log(_b) - _b * _t - _eta * exp(-_b * _t) + log(1 + _eta * (1 - exp(-_b * _t))),),
    cdf=((1 - exp(-_b * _t)) * exp(-_eta * exp(-_b * _t)),),
    probability=_p,
    quantile=None,
    mean=None,
    variance=None,
    frequency=_w,
    mgf=None,
    mgf_range=None,
    mellin=None,
    mellin_range=None,
    characteristic=None,
    sampler=None,
    latex=(r"\mathrm{ShiftedGompertz}\left(%s, %s\right)", (_b, _eta)),
    reference="Bemmaor (1994), in: Research Traditions in Marketing",
)
