"""BirnbaumSaunders(alpha, beta): shape and scale."""

from __future__ import annotations

from sympy import Integer, erf, erfinv, exp, log, oo, pi, sqrt

from symreparam.families.family import Family, Parameter
from symreparam.terms.law import Piece
from symreparam.terms.region import interval
from symreparam.terms.scope import Domain, parameter, variable

_POSITIVE = Domain(lower=Integer(0))
_alpha = parameter("alpha", _POSITIVE)
_beta = parameter("beta", _POSITIVE)
_t, _p, _w = variable("t"), variable("p"), variable("w")
# half the standard normal quantile, scaled: the law is that of beta*(y + sqrt(1 + y^2))^2
_y = _alpha * erfinv(2 * _p - 1) / sqrt(2)

BIRNBAUM_SAUNDERS = Family(
    name="BirnbaumSaunders",
    parameters=(
        Parameter("alpha", _alpha, _POSITIVE, "shape"),
        Parameter("beta", _beta, _POSITIVE, "scale and median"),
    ),
    conditions=(),
    variable=_t,
    pieces=(
        Piece(
            interval(_t, Integer(0), oo),
            (_t + _beta)
            / (2 * _alpha * _t * sqrt(2 * pi * _beta * _t))
            * exp(-((_t - _beta) ** 2) / (2 * _alpha**2 * _beta * _t)),
        ),
    ),
    atoms=(),
    log_density=(
        log(_t + _beta)
        - log(2 * _alpha * _t)
        - log(2 * pi * _beta * _t) / 2
        - (_t - _beta) ** 2 / (2 * _alpha**2 * _beta * _t),
    ),
    cdf=((1 + erf((_t - _beta) / (_alpha * sqrt(2 * _beta * _t)))) / 2,),
    probability=_p,
    quantile=_beta * (_y + sqrt(1 + _y**2)) ** 2,
    mean=_beta * (1 + _alpha**2 / 2),
    variance=_alpha**2 * _beta**2 * (1 + 5 * _alpha**2 / 4),
    frequency=_w,
    mgf=None,
    mgf_range=None,
    mellin=None,
    mellin_range=None,
    characteristic=None,
    sampler=None,
    latex=(r"\mathrm{BS}\left(%s, %s\right)", (_alpha, _beta)),
    reference="Birnbaum & Saunders (1969), Journal of Applied Probability 6",
)
