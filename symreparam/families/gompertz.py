"""Gompertz(b, eta): rate and shape."""

from __future__ import annotations

from sympy import Integer, exp, expint, log, oo

from symreparam.families.family import Family, Parameter
from symreparam.terms.law import Piece
from symreparam.terms.region import interval
from symreparam.terms.scope import Domain, parameter, variable

_POSITIVE = Domain(lower=Integer(0))
_b = parameter("b", _POSITIVE)
_eta = parameter("eta", _POSITIVE)
_t, _p, _w = variable("t"), variable("p"), variable("w")

GOMPERTZ = Family(
    name="Gompertz",
    parameters=(
        Parameter("b", _b, _POSITIVE, "rate of ageing"),
        Parameter("eta", _eta, _POSITIVE, "shape"),
    ),
    conditions=(),
    variable=_t,
    pieces=(
        Piece(
            interval(_t, Integer(0), oo),
            _b * _eta * exp(_b * _t) * exp(_eta) * exp(-_eta * exp(_b * _t)),
        ),
    ),
    atoms=(),
    log_density=(log(_b * _eta) + _b * _t + _eta - _eta * exp(_b * _t),),
    cdf=(1 - exp(_eta) * exp(-_eta * exp(_b * _t)),),
    probability=_p,
    quantile=log(1 - log(1 - _p) / _eta) / _b,
    mean=None,
    variance=None,
    frequency=_w,
    mgf=_eta * exp(_eta) * expint(-_w / _b, _eta),
    mgf_range=(-oo, oo),
    mellin=None,
    mellin_range=None,
    characteristic=None,
    sampler=None,
    latex=(r"\mathrm{Gompertz}\left(%s, %s\right)", (_b, _eta)),
    reference="Johnson, Kotz & Balakrishnan (1995), vol. 2, ch. 22, section 8",
)
