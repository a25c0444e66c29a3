"""Nakagami(mu, omega): shape and spread."""

from __future__ import annotations

from sympy import Integer, Rational, exp, gamma, log, loggamma, lowergamma, oo, sqrt

from symreparam.families.family import Family, Parameter
from symreparam.terms.law import Piece
from symreparam.terms.region import interval
from symreparam.terms.scope import Domain, parameter, variable

_POSITIVE = Domain(lower=Integer(0))
_FROM_HALF = Domain(lower=Rational(1, 2), lower_closed=True)
_mu = parameter("mu", _FROM_HALF)
_omega = parameter("omega", _POSITIVE)
_t, _p, _w = variable("t"), variable("p"), variable("w")

NAKAGAMI = Family(
    name="Nakagami",
    parameters=(
        Parameter("mu", _mu, _FROM_HALF, "shape"),
        Parameter("omega", _omega, _POSITIVE, "mean square"),
    ),
    conditions=(),
    variable=_t,
    pieces=(
        Piece(
            interval(_t, Integer(0), oo),
            2
            * _mu**_mu
            / (gamma(_mu) * _omega**_mu)
            * _t ** (2 * _mu - 1)
            * exp(-_mu * _t**2 / _omega),
        ),
    ),
    atoms=(),
    log_density=(
        log(2)
        + _mu * log(_mu / _omega)
        - loggamma(_mu)
        + (2 * _mu - 1) * log(_t)
        - _mu * _t**2 / _omega,
    ),
    cdf=(lowergamma(_mu, _mu * _t**2 / _omega) / gamma(_mu),),
    probability=_p,
    quantile=None,
    mean=gamma(_mu + Rational(1, 2)) / gamma(_mu) * sqrt(_omega / _mu),
    variance=_omega * (1 - gamma(_mu + Rational(1, 2)) ** 2 / (_mu * gamma(_mu) ** 2)),
    frequency=_w,
    mgf=None,
    mgf_range=None,
    mellin=gamma(_mu + (_w - 1) / 2) / gamma(_mu) * (_omega / _mu) ** ((_w - 1) / 2),
    mellin_range=(1 - 2 * _mu, oo),
    characteristic=None,
    sampler=None,
    latex=(r"\mathrm{Nakagami}\left(%s, %s\right)", (_mu, _omega)),
    reference="Nakagami (1960), in: Statistical Methods in Radio Wave Propagation",
)
