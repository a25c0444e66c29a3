"""ExponentialPower(mu, alpha, beta): location, scale and shape."""

from __future__ import annotations

from sympy import Abs, Integer, Rational, exp, gamma, log, loggamma, lowergamma, oo, sign

from symreparam.families.family import Family, Parameter
from symreparam.terms.law import Piece
from symreparam.terms.region import interval
from symreparam.terms.scope import REALS, Domain, parameter, variable

_POSITIVE = Domain(lower=Integer(0))
_mu = parameter("mu", REALS)
_alpha = parameter("alpha", _POSITIVE)
_beta = parameter("beta", _POSITIVE)
_t, _p, _w = variable("t"), variable("p"), variable("w")

EXPONENTIAL_POWER = Family(
    name="ExponentialPower",
    parameters=(
        Parameter("mu", _mu, REALS, "location"),
        Parameter("alpha", _alpha, _POSITIVE, "scale"),
        Parameter("beta", _beta, _POSITIVE, "shape"),
    ),
    conditions=(),
    variable=_t,
    pieces=(
        Piece(
            interval(_t, -oo, oo),
            _beta * exp(-((Abs(_t - _mu) / _alpha) ** _beta)) / (2 * _alpha * gamma(1 / _beta)),
        ),
    ),
    atoms=(),
    log_density=(
        log(_beta / (2 * _alpha)) - loggamma(1 / _beta) - (Abs(_t - _mu) / _alpha) ** _beta,
    ),
    cdf=(
        Rational(1, 2)
        + sign(_t - _mu)
        * lowergamma(1 / _beta, (Abs(_t - _mu) / _alpha) ** _beta)
        / (2 * gamma(1 / _beta)),
    ),
    probability=_p,
    quantile=None,
    mean=_mu,
    variance=_alpha**2 * gamma(3 / _beta) / gamma(1 / _beta),
    frequency=_w,
    mgf=None,
    mgf_range=None,
    mellin=None,
    mellin_range=None,
    characteristic=None,
    sampler=None,
    latex=(r"\mathrm{ExponentialPower}\left(%s, %s, %s\right)", (_mu, _alpha, _beta)),
    reference="Johnson, Kotz & Balakrishnan (1995), vol. 2, ch. 24, section 6",
)
