"""GeneralizedInverseGaussian(a, b, p): density proportional to t^(p - 1) exp(-(a t + b/t)/2)."""

from __future__ import annotations

from sympy import Integer, besselk, exp, log, oo, sqrt

from symreparam.families.family import Family, Parameter
from symreparam.terms.law import Piece
from symreparam.terms.region import interval
from symreparam.terms.scope import REALS, Domain, parameter, variable

_POSITIVE = Domain(lower=Integer(0))
_a = parameter("a", _POSITIVE)
_b = parameter("b", _POSITIVE)
_order = parameter("p", REALS)
_t, _u, _w = variable("t"), variable("u"), variable("w")
_ROOT = sqrt(_a * _b)

GENERALIZED_INVERSE_GAUSSIAN = Family(
    name="GeneralizedInverseGaussian",
    parameters=(
        Parameter("a", _a, _POSITIVE, "rate of t"),
        Parameter("b", _b, _POSITIVE, "rate of 1/t"),
        Parameter("p", _order, REALS, "order"),
    ),
    conditions=(),
    variable=_t,
    pieces=(
        Piece(
            interval(_t, Integer(0), oo),
            (_a / _b) ** (_order / 2)
            * _t ** (_order - 1)
            * exp(-(_a * _t + _b / _t) / 2)
            / (2 * besselk(_order, _ROOT)),
        ),
    ),
    atoms=(),
    log_density=(
        _order / 2 * log(_a / _b)
        + (_order - 1) * log(_t)
        - (_a * _t + _b / _t) / 2
        - log(2 * besselk(_order, _ROOT)),
    ),
    cdf=(),
    probability=_u,
    quantile=None,
    mean=sqrt(_b / _a) * besselk(_order + 1, _ROOT) / besselk(_order, _ROOT),
    variance=_b
    / _a
    * (
        besselk(_order + 2, _ROOT) / besselk(_order, _ROOT)
        - (besselk(_order + 1, _ROOT) / besselk(_order, _ROOT)) ** 2
    ),
    frequency=_w,
    mgf=None,
    mgf_range=None,
    mellin=None,
    mellin_range=None,
    characteristic=None,
    sampler=None,
    latex=(r"\mathrm{GIG}\left(%s, %s, %s\right)", (_a, _b, _order)),
    reference="Johnson, Kotz & Balakrishnan (1994), vol. 1, section 15.11; Jorgensen (1982)",
)
