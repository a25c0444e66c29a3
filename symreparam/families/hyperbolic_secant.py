"""HyperbolicSecant(mu, sigma): mean and standard deviation."""

from __future__ import annotations

from sympy import Integer, atan, cos, cosh, exp, log, oo, pi, sin, tan

from symreparam.families.family import Family, Parameter
from symreparam.terms.law import Piece
from symreparam.terms.region import interval
from symreparam.terms.scope import REALS, Domain, parameter, variable

_POSITIVE = Domain(lower=Integer(0))
_mu = parameter("mu", REALS)
_sigma = parameter("sigma", _POSITIVE)
_t, _p, _w = variable("t"), variable("p"), variable("w")
_z = pi * (_t - _mu) / (2 * _sigma)

HYPERBOLIC_SECANT = Family(
    name="HyperbolicSecant",
    parameters=(
        Parameter("mu", _mu, REALS, "mean"),
        Parameter("sigma", _sigma, _POSITIVE, "standard deviation"),
    ),
    conditions=(),
    variable=_t,
    pieces=(Piece(interval(_t, -oo, oo), 1 / (2 * _sigma * cosh(_z))),),
    atoms=(),
    log_density=(-log(2 * _sigma) - log(cosh(_z)),),
    cdf=(2 * atan(exp(_z)) / pi,),
    probability=_p,
    quantile=_mu + 2 * _sigma * log(tan(pi * _p / 2)) / pi,
    mean=_mu,
    variance=_sigma**2,
    frequency=_w,
    mgf=exp(_mu * _w) / cos(_sigma * _w),
    mgf_range=(-pi / (2 * _sigma), pi / (2 * _sigma)),
    mellin=None,
    mellin_range=None,
    characteristic=(cos(_mu * _w) / cosh(_sigma * _w), sin(_mu * _w) / cosh(_sigma * _w)),
    sampler=None,
    latex=(r"\mathrm{HyperbolicSecant}\left(%s, %s\right)", (_mu, _sigma)),
    reference="Johnson, Kotz & Balakrishnan (1995), vol. 2, ch. 23, section 11",
)
