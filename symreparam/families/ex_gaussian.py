"""ExGaussian(mean, std, rate): mean, standard deviation, rate."""

from __future__ import annotations

from sympy import Integer, erf, erfc, exp, log, oo, sqrt

from symreparam.families.family import Family, Parameter
from symreparam.terms.law import Piece
from symreparam.terms.region import interval
from symreparam.terms.scope import REALS, Domain, parameter, variable

_POSITIVE = Domain(lower=Integer(0))
_mean = parameter("mean", REALS)
_std = parameter("std", _POSITIVE)
_rate = parameter("rate", _POSITIVE)
_t, _p, _w = variable("t"), variable("p"), variable("w")

EX_GAUSSIAN = Family(
    name="ExGaussian",
    parameters=(
        Parameter("mean", _mean, REALS, "mean of the normal part"),
        Parameter("std", _std, _POSITIVE, "standard deviation of the normal part"),
        Parameter("rate", _rate, _POSITIVE, "rate of the exponential part"),
    ),
    conditions=(),
    variable=_t,
    pieces=(
        Piece(
            interval(_t, -oo, oo),
            _rate
            / 2
            * exp(_rate / 2 * (2 * _mean + _rate * _std**2 - 2 * _t))
            * erfc((_mean + _rate * _std**2 - _t) / (sqrt(2) * _std)),
        ),
    ),
    atoms=(),
    log_density=(
        log(_rate / 2)
        + _rate / 2 * (2 * _mean + _rate * _std**2 - 2 * _t)
        + log(erfc((_mean + _rate * _std**2 - _t) / (sqrt(2) * _std))),
    ),
    cdf=(
        (1 + erf((_t - _mean) / (sqrt(2) * _std))) / 2
        - exp(_rate / 2 * (2 * _mean + _rate * _std**2 - 2 * _t))
        * erfc((_mean + _rate * _std**2 - _t) / (sqrt(2) * _std))
        / 2,
    ),
    probability=_p,
    quantile=None,
    mean=_mean + 1 / _rate,
    variance=_std**2 + 1 / _rate**2,
    frequency=_w,
    mgf=exp(_mean * _w + _std**2 * _w**2 / 2) / (1 - _w / _rate),
    mgf_range=(-oo, _rate),
    mellin=None,
    mellin_range=None,
    characteristic=None,
    sampler=None,
    latex=(r"\mathrm{ExGaussian}\left(%s, %s, %s\right)", (_mean, _std, _rate)),
    reference="Grushka (1972), Analytical Chemistry 44",
)
