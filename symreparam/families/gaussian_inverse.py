"""GaussianInverse(mean, shape): mean and shape."""

from __future__ import annotations

from sympy import Integer, Rational, erf, erfc, exp, log, oo, pi, sqrt

from symreparam.families.family import Family, Parameter
from symreparam.terms.law import Piece
from symreparam.terms.region import interval
from symreparam.terms.scope import Domain, parameter, variable

_POSITIVE = Domain(lower=Integer(0))
_mean = parameter("mean", _POSITIVE)
_shape = parameter("shape", _POSITIVE)
_t, _p, _w = variable("t"), variable("p"), variable("w")

GAUSSIAN_INVERSE = Family(
    name="GaussianInverse",
    parameters=(
        Parameter("mean", _mean, _POSITIVE, "mean"),
        Parameter("shape", _shape, _POSITIVE, "shape"),
    ),
    conditions=(),
    variable=_t,
    pieces=(
        Piece(
            interval(_t, Integer(0), oo),
            exp(-_shape * (_t - _mean) ** 2 / (2 * _t * _mean**2))
            * sqrt(_shape / (2 * pi * _t**3)),
        ),
    ),
    atoms=(),
    log_density=(
        -_shape * (_t - _mean) ** 2 / (2 * _t * _mean**2)
        + log(_shape / (2 * pi)) / 2
        - Rational(3, 2) * log(_t),
    ),
    cdf=(
        (1 + erf(sqrt(_shape / (2 * _t)) * (_t / _mean - 1))) / 2
        + exp(2 * _shape / _mean) * erfc(sqrt(_shape / (2 * _t)) * (_t / _mean + 1)) / 2,
    ),
    probability=_p,
    quantile=None,
    mean=_mean,
    variance=_mean**3 / _shape,
    frequency=_w,
    mgf=exp(_shape / _mean * (1 - sqrt(1 - 2 * _mean**2 * _w / _shape))),
    mgf_range=(-oo, _shape / (2 * _mean**2)),
    mellin=None,
    mellin_range=None,
    characteristic=None,
    sampler=("wald", (_mean, _shape)),
    latex=(r"\mathrm{IG}\left(%s, %s\right)", (_mean, _shape)),
    reference="Johnson, Kotz & Balakrishnan (1994), vol. 1, ch. 15",
)
