"""Weibull(alpha, beta): scale and shape."""

from __future__ import annotations

from sympy import Integer, exp, gamma, log, oo

from symreparam.families.family import Family, Parameter
from symreparam.terms.law import Piece
from symreparam.terms.region import interval
from symreparam.terms.scope import Domain, parameter, variable

_POSITIVE = Domain(lower=Integer(0))
_a = parameter("alpha", _POSITIVE)
_b = parameter("beta", _POSITIVE)
_t, _p, _w = variable("t"), variable("p"), variable("w")


WEIBULL = Family(
    name="Weibull",
    parameters=(
        Parameter("alpha", _a, _POSITIVE, "scale"),
        Parameter("beta", _b, _POSITIVE, "shape"),
    ),
    conditions=(),
    variable=_t,
    pieces=(
        Piece(
            interval(_t, Integer(0), oo), _b / _a * (_t / _a) ** (_b - 1) * exp(-((_t / _a) ** _b))
        ),
    ),
    atoms=(),
    log_density=(log(_b) - log(_a) + (_b - 1) * (log(_t) - log(_a)) - (_t / _a) ** _b,),
    cdf=(1 - exp(-((_t / _a) ** _b)),),
    probability=_p,
    quantile=_a * (-log(1 - _p)) ** (1 / _b),
    mean=_a * gamma(1 + 1 / _b),
    variance=_a**2 * (gamma(1 + 2 / _b) - gamma(1 + 1 / _b) ** 2),
    frequency=_w,
    mgf=None,
    mgf_range=None,
    mellin=_a ** (_w - 1) * gamma(1 + (_w - 1) / _b),
    mellin_range=(1 - _b, oo),
    characteristic=None,
    sampler=None,
    latex=(r"\mathrm{Weibull}\left(%s, %s\right)", (_a, _b)),
    reference="Johnson, Kotz & Balakrishnan (1994), vol. 1, ch. 21",
)
