"""Rice(nu, sigma): distance of the centre, scale."""

from __future__ import annotations

from sympy import Integer, besseli, exp, log, oo, pi, sqrt

from symreparam.families.family import Family, Parameter
from symreparam.terms.law import Piece
from symreparam.terms.region import interval
from symreparam.terms.scope import Domain, parameter, variable

_POSITIVE = Domain(lower=Integer(0))
_FROM_ZERO = Domain(lower=Integer(0), lower_closed=True)
_nu = parameter("nu", _FROM_ZERO)
_sigma = parameter("sigma", _POSITIVE)
_t, _p, _w = variable("t"), variable("p"), variable("w")
_x = _nu**2 / (4 * _sigma**2)
# sigma*sqrt(pi/2)*L(-2x) with the Laguerre function of degree 1/2 written in Bessel functions
_MEAN = (
    _sigma
    * sqrt(pi / 2)
    * exp(-_x)
    * ((1 + 2 * _x) * besseli(Integer(0), _x) + 2 * _x * besseli(Integer(1), _x))
)

RICE = Family(
    name="Rice",
    parameters=(
        Parameter("nu", _nu, _FROM_ZERO, "distance of the centre from 0"),
        Parameter("sigma", _sigma, _POSITIVE, "scale"),
    ),
    conditions=(),
    variable=_t,
    pieces=(
        Piece(
            interval(_t, Integer(0), oo),
            _t
            / _sigma**2
            * exp(-(_t**2 + _nu**2) / (2 * _sigma**2))
            * besseli(Integer(0), _nu * _t / _sigma**2),
        ),
    ),
    atoms=(),
    log_density=(
        log(_t)
        - 2 * log(_sigma)
        - (_t**2 + _nu**2) / (2 * _sigma**2)
        + log(besseli(Integer(0), _nu * _t / _sigma**2)),
    ),
    cdf=(),
    probability=_p,
    quantile=None,
    mean=_MEAN,
    variance=2 * _sigma**2 + _nu**2 - _MEAN**2,
    frequency=_w,
    mgf=None,
    mgf_range=None,
    mellin=None,
    mellin_range=None,
    characteristic=None,
    sampler=None,
    latex=(r"\mathrm{Rice}\left(%s, %s\right)", (_nu, _sigma)),
    reference="Rice (1945), Bell System Technical Journal 24, section 3.10",
)
