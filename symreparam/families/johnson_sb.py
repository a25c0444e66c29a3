"""JohnsonSB(gamma, delta, xi, lamda): gamma + delta*logit((X - xi)/lamda) is standard normal."""

from __future__ import annotations

from sympy import Integer, erf, erfinv, exp, log, pi, sqrt

from symreparam.families.family import Family, Parameter
from symreparam.terms.law import Piece
from symreparam.terms.region import interval
from symreparam.terms.scope import REALS, Domain, parameter, variable

_POSITIVE = Domain(lower=Integer(0))
_gamma = parameter("gamma", REALS)
_delta = parameter("delta", _POSITIVE)
_xi = parameter("xi", REALS)
_lamda = parameter("lamda", _POSITIVE)
_t, _p, _w = variable("t"), variable("p"), variable("w")
_z = _gamma + _delta * log((_t - _xi) / (_xi + _lamda - _t))

JOHNSON_SB = Family(
    name="JohnsonSB",
    parameters=(
        Parameter("gamma", _gamma, REALS, "skewness"),
        Parameter("delta", _delta, _POSITIVE, "shape"),
        Parameter("xi", _xi, REALS, "left end"),
        Parameter("lamda", _lamda, _POSITIVE, "width"),
    ),
    conditions=(),
    variable=_t,
    pieces=(
        Piece(
            interval(_t, _xi, _xi + _lamda),
            _delta
            * _lamda
            * exp(-(_z**2) / 2)
            / (sqrt(2 * pi) * (_t - _xi) * (_xi + _lamda - _t)),
        ),
    ),
    atoms=(),
    log_density=(
        log(_delta * _lamda)
        - _z**2 / 2
        - log(2 * pi) / 2
        - log(_t - _xi)
        - log(_xi + _lamda - _t),
    ),
    cdf=((1 + erf(_z / sqrt(2))) / 2,),
    probability=_p,
    quantile=_xi + _lamda / (1 + exp((_gamma - sqrt(2) * erfinv(2 * _p - 1)) / _delta)),
    mean=None,
    variance=None,
    frequency=_w,
    mgf=None,
    mgf_range=None,
    mellin=None,
    mellin_range=None,
    characteristic=None,
    sampler=None,
    latex=(r"\mathrm{Johnson}\,S_B\left(%s, %s, %s, %s\right)", (_gamma, _delta, _xi, _lamda)),
    reference="Johnson (1949), Biometrika 36, 149-176",
)
