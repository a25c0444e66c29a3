"""Beta(alpha, beta): two shapes."""

from __future__ import annotations

from sympy import Integer, beta, betainc_regularized, log, oo

from symreparam.families.family import Family, Parameter
from symreparam.terms.law import Piece
from symreparam.terms.region import interval
from symreparam.terms.scope import Domain, parameter, variable

_POSITIVE = Domain(lower=Integer(0))
_alpha = parameter("alpha", _POSITIVE)
_beta = parameter("beta", _POSITIVE)
_t, _p, _w = variable("t"), variable("p"), variable("w")

BETA = Family(
    name="Beta",
    parameters=(
        Parameter("alpha", _alpha, _POSITIVE, "first shape"),
        Parameter("beta", _beta, _POSITIVE, "second shape"),
    ),
    conditions=(),
    variable=_t,
    pieces=(
        Piece(
            interval(_t, Integer(0), Integer(1)),
            _t ** (_alpha - 1) * (1 - _t) ** (_beta - 1) / beta(_alpha, _beta),
        ),
    ),
    atoms=(),
    log_density=((_alpha - 1) * log(_t) + (_beta - 1) * log(1 - _t) - log(beta(_alpha, _beta)),),
    cdf=(betainc_regularized(_alpha, _beta, Integer(0), _t),),
    probability=_p,
    quantile=None,
    mean=_alpha / (_alpha + _beta),
    variance=_alpha * _beta / ((_alpha + _beta) ** 2 * (_alpha + _beta + 1)),
    frequency=_w,
    mgf=None,
    mgf_range=None,
    mellin=beta(_alpha + _w - 1, _beta) / beta(_alpha, _beta),
    mellin_range=(1 - _alpha, oo),
    characteristic=None,
    sampler=("beta", (_alpha, _beta)),
    latex=(r"\mathrm{Beta}\left(%s, %s\right)", (_alpha, _beta)),
    reference="Johnson, Kotz & Balakrishnan (1995), vol. 2, ch. 25",
)
