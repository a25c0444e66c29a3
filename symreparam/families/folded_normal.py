"""FoldedNormal(mu, sigma): mean and standard deviation before folding."""

from __future__ import annotations

from sympy import Integer, erf, exp, log, oo, pi, sqrt

from symreparam.families.family import Family, Parameter
from symreparam.terms.law import Piece
from symreparam.terms.region import interval
from symreparam.terms.scope import REALS, Domain, parameter, variable

_POSITIVE = Domain(lower=Integer(0))
_mu = parameter("mu", REALS)
_sigma = parameter("sigma", _POSITIVE)
_t, _p, _w = variable("t"), variable("p"), variable("w")

FOLDED_NORMAL = Family(
    name="FoldedNormal",
    parameters=(
        Parameter("mu", _mu, REALS, "mean before folding"),
        Parameter("sigma", _sigma, _POSITIVE, "standard deviation before folding"),
    ),
    conditions=(),
    variable=_t,
    pieces=(
        Piece(
            interval(_t, Integer(0), oo),
            (exp(-((_t - _mu) ** 2) / (2 * _sigma**2)) + exp(-((_t + _mu) ** 2) / (2 * _sigma**2)))
            / (_sigma * sqrt(2 * pi)),
        ),
    ),
    atoms=(),
    log_density=(
        log(exp(-((_t - _mu) ** 2) / (2 * _sigma**2)) + exp(-((_t + _mu) ** 2) / (2 * _sigma**2)))
        - log(_sigma)
        - log(2 * pi) / 2,
    ),
    cdf=((erf((_t - _mu) / (_sigma * sqrt(2))) + erf((_t + _mu) / (_sigma * sqrt(2)))) / 2,),
    probability=_p,
    quantile=None,
    mean=_sigma * sqrt(2 / pi) * exp(-(_mu**2) / (2 * _sigma**2))
    + _mu * erf(_mu / (_sigma * sqrt(2))),
    variance=_mu**2
    + _sigma**2
    - (
        _sigma * sqrt(2 / pi) * exp(-(_mu**2) / (2 * _sigma**2))
        + _mu * erf(_mu / (_sigma * sqrt(2)))
    )
    ** 2,
    frequency=_w,
    mgf=exp(_sigma**2 * _w**2 / 2)
    * (
        exp(_mu * _w) * (1 + erf((_mu + _sigma**2 * _w) / (_sigma * sqrt(2))))
        + exp(-_mu * _w) * (1 + erf((-_mu + _sigma**2 * _w) / (_sigma * sqrt(2))))
    )
    / 2,
    mgf_range=(-oo, oo),
    mellin=None,
    mellin_range=None,
    characteristic=None,
    sampler=None,
    latex=(r"\mathrm{FoldedNormal}\left(%s, %s\right)", (_mu, _sigma)),
    reference="Leone, Nelson & Nottingham (1961), Technometrics 3",
)
