"""LogLogistic(alpha, beta): scale and shape."""

from __future__ import annotations

from sympy import Integer, beta, log, oo

from symreparam.families.family import Family, Parameter
from symreparam.terms.law import Piece
from symreparam.terms.region import interval
from symreparam.terms.scope import Domain, parameter, variable

_POSITIVE = Domain(lower=Integer(0))
_alpha = parameter("alpha", _POSITIVE)
_beta = parameter("beta", _POSITIVE)
_t, _p, _w = variable("t"), variable("p"), variable("w")

LOG_LOGISTIC = Family(
    name="LogLogistic",
    parameters=(
        Parameter("alpha", _alpha, _POSITIVE, "scale"),
        Parameter("beta", _beta, _POSITIVE, "shape"),
    ),
    conditions=(),
    variable=_t,
    pieces=(
        Piece(
            interval(_t, Integer(0), oo),
            _beta / _alpha * (_t / _alpha) ** (_beta - 1) / (1 + (_t / _alpha) ** _beta) ** 2,
        ),
    ),
    atoms=(),
    log_density=(
        log(_beta / _alpha) + (_beta - 1) * log(_t / _alpha) - 2 * log(1 + (_t / _alpha) ** _beta),
    ),
    cdf=(1 / (1 + (_t / _alpha) ** (-_beta)),),
    probability=_p,
    quantile=_alpha * (_p / (1 - _p)) ** (1 / _beta),
    mean=None,
    variance=None,
    frequency=_w,
    mgf=None,
    mgf_range=None,
    mellin=_alpha ** (_w - 1) * beta(1 + (_w - 1) / _beta, 1 - (_w - 1) / _beta),
    mellin_range=(1 - _beta, 1 + _beta),
    characteristic=None,
    sampler=None,
    latex=(r"\mathrm{LogLogistic}\left(%s, %s\right)", (_alpha, _beta)),
    reference="Johnson, Kotz & Balakrishnan (1995), vol. 2, ch. 23, section 11",
)
