"""JohnsonSU(gamma, delta, xi, lamda): gamma + delta*asinh((X - xi)/lamda) is standard normal."""

from __future__ import annotations

from sympy import Integer, asinh, cosh, erf, erfinv, exp, log, oo, pi, sinh, sqrt

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
_z = _gamma + _delta * asinh((_t - _xi) / _lamda)

JOHNSON_SU = Family(
    name="JohnsonSU",
    parameters=(
        Parameter("gamma", _gamma, REALS, "skewness"),
        Parameter("delta", _delta, _POSITIVE, "lightness of the tails"),
        Parameter("xi", _xi, REALS, "location"),
        Parameter("lamda", _lamda, _POSITIVE, "scale"),
    ),
    conditions=(),
    variable=_t,
    pieces=(
        Piece(
            interval(_t, -oo, oo),
            _delta * exp(-(_z**2) / 2) / (sqrt(2 * pi) * sqrt((_t - _xi) ** 2 + _lamda**2)),
        ),
    ),
    atoms=(),
    log_density=(
        log(_delta) - _z**2 / 2 - log(2 * pi) / 2 - log((_t - _xi) ** 2 + _lamda**2) / 2,
    ),
    cdf=((1 + erf(_z / sqrt(2))) / 2,),
    probability=_p,
    quantile=_xi + _lamda * sinh((sqrt(2) * erfinv(2 * _p - 1) - _gamma) / _delta),
    mean=_xi - _lamda * exp(1 / (2 * _delta**2)) * sinh(_gamma / _delta),
    variance=_lamda**2
    / 2
    * (exp(_delta**-2) - 1)
    * (exp(_delta**-2) * cosh(2 * _gamma / _delta) + 1),
    frequency=_w,
    mgf=None,
    mgf_range=None,
    mellin=None,
    mellin_range=None,
    characteristic=None,
    sampler=None,
    latex=(r"\mathrm{Johnson}\,S_U\left(%s, %s, %s, %s\right)", (_gamma, _delta, _xi, _lamda)),
    reference="Johnson (1949), Biometrika 36, 149-176",
)
