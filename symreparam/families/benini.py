"""Benini(alpha, beta, sigma): two shapes and scale."""

from __future__ import annotations

from sympy import Integer, exp, log, oo, sqrt

from symreparam.families.family import Family, Parameter
from symreparam.terms.law import Piece
from symreparam.terms.region import interval
from symreparam.terms.scope import Domain, parameter, variable

_POSITIVE = Domain(lower=Integer(0))
_alpha = parameter("alpha", _POSITIVE)
_beta = parameter("beta", _POSITIVE)
_sigma = parameter("sigma", _POSITIVE)
_t, _p, _w = variable("t"), variable("p"), variable("w")

BENINI = Family(
    name="Benini",
    parameters=(
        Parameter("alpha", _alpha, _POSITIVE, "first shape"),
        Parameter("beta", _beta, _POSITIVE, "second shape"),
        Parameter("sigma", _sigma, _POSITIVE, "least value"),
    ),
    conditions=(),
    variable=_t,
    pieces=(
        Piece(
            interval(_t, _sigma, oo),
            exp(-_alpha * log(_t / _sigma) - _beta * log(_t / _sigma) ** 2)
            * (_alpha + 2 * _beta * log(_t / _sigma))
            / _t,
        ),
    ),
    atoms=(),
    log_density=(
        -_alpha * log(_t / _sigma)
        - _beta * log(_t / _sigma) ** 2
        + log(_alpha + 2 * _beta * log(_t / _sigma))
        - log(_t),
    ),
    cdf=(1 - exp(-_alpha * log(_t / _sigma) - _beta * log(_t / _sigma) ** 2),),
    probability=_p,
    quantile=_sigma * exp((sqrt(_alpha**2 - 4 * _beta * log(1 - _p)) - _alpha) / (2 * _beta)),
    mean=None,
    variance=None,
    frequency=_w,
    mgf=None,
    mgf_range=None,
    mellin=None,
    mellin_range=None,
    characteristic=None,
    sampler=None,
    latex=(r"\mathrm{Benini}\left(%s, %s, %s\right)", (_alpha, _beta, _sigma)),
    reference="Kleiber & Kotz (2003), section 7.1",
)
