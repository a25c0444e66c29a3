"""VarianceGamma(mu, alpha, beta, lamda): a normal variable whose variance is a Gamma variable.

With beta = 0 it is the law of the difference of two Gamma variables of shape lamda and rate alpha;
of the product of two standard normal variables for lamda = 1/2, alpha = 1.
"""

from __future__ import annotations

from sympy import Integer, Rational, besselk, exp, gamma, log, oo, pi, sqrt

from symreparam.families.family import Family, Parameter
from symreparam.terms.law import Piece
from symreparam.terms.region import interval
from symreparam.terms.scope import REALS, Domain, Relation, parameter, variable

_POSITIVE = Domain(lower=Integer(0))
_mu, _beta = parameter("mu", REALS), parameter("beta", REALS)
_alpha, _lamda = parameter("alpha", _POSITIVE), parameter("lamda", _POSITIVE)
_t, _p, _w = variable("t"), variable("p"), variable("w")
_ORDER = _lamda - Rational(1, 2)
_GAP = _alpha**2 - _beta**2
_SIDES = ((_mu - _t, interval(_t, -oo, _mu)), (_t - _mu, interval(_t, _mu, oo)))

VARIANCE_GAMMA = Family(
    name="VarianceGamma",
    parameters=(
        Parameter("mu", _mu, REALS, "location"),
        Parameter("alpha", _alpha, _POSITIVE, "rate of both tails"),
        Parameter("beta", _beta, REALS, "asymmetry"),
        Parameter("lamda", _lamda, _POSITIVE, "shape"),
    ),
    conditions=(Relation(-_alpha, "<", _beta), Relation(_beta, "<", _alpha)),
    variable=_t,
    pieces=tuple(
        Piece(
            side,
            _GAP**_lamda
            * distance**_ORDER
            * besselk(_ORDER, _alpha * distance)
            * exp(_beta * (_t - _mu))
            / (sqrt(pi) * gamma(_lamda) * (2 * _alpha) ** _ORDER),
        )
        for distance, side in _SIDES
    ),
    atoms=(),
    log_density=tuple(
        _lamda * log(_GAP)
        + _ORDER * log(distance / (2 * _alpha))
        + log(besselk(_ORDER, _alpha * distance))
        + _beta * (_t - _mu)
        - log(sqrt(pi) * gamma(_lamda))
        for distance, _ in _SIDES
    ),
    cdf=(),
    probability=_p,
    quantile=None,
    mean=_mu + 2 * _beta * _lamda / _GAP,
    variance=2 * _lamda * (_alpha**2 + _beta**2) / _GAP**2,
    frequency=_w,
    mgf=exp(_mu * _w) * (_GAP / (_alpha**2 - (_beta + _w) ** 2)) ** _lamda,
    mgf_range=(-_alpha - _beta, _alpha - _beta),
    mellin=None,
    mellin_range=None,
    characteristic=None,
    sampler=None,
    latex=(r"\mathrm{VarianceGamma}\left(%s, %s, %s, %s\right)", (_mu, _alpha, _beta, _lamda)),
    reference="Madan & Seneta (1990); Kotz, Kozubowski & Podgorski (2001), chapter 4",
)
