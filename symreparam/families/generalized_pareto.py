"""GeneralizedPareto(mu, sigma, xi): location, scale and shape; exponential for xi = 0."""

from __future__ import annotations

from sympy import Integer, exp, log, oo

from symreparam.families.family import Family, Parameter, Variant
from symreparam.terms.law import Piece
from symreparam.terms.region import interval
from symreparam.terms.scope import REALS, Domain, parameter, variable

_POSITIVE = Domain(lower=Integer(0))
_mu = parameter("mu", REALS)
_sigma = parameter("sigma", _POSITIVE)
_xi = parameter("xi", REALS)
_t, _p, _w = variable("t"), variable("p"), variable("w")
_z = (_t - _mu) / _sigma
_y = 1 + _xi * _z
_density = _y ** (-1 / _xi - 1) / _sigma
_log_density = -(1 / _xi + 1) * log(_y) - log(_sigma)
_cdf = 1 - _y ** (-1 / _xi)
_quantile = _mu + _sigma * ((1 - _p) ** (-_xi) - 1) / _xi

GENERALIZED_PARETO = Family(
    name="GeneralizedPareto",
    parameters=(
        Parameter("mu", _mu, REALS, "location"),
        Parameter("sigma", _sigma, _POSITIVE, "scale"),
        Parameter("xi", _xi, REALS, "shape"),
    ),
    conditions=(),
    variable=_t,
    pieces=(Piece(interval(_t, _mu, oo), _density),),
    atoms=(),
    log_density=(_log_density,),
    cdf=(_cdf,),
    probability=_p,
    quantile=_quantile,
    mean=None,
    variance=None,
    frequency=_w,
    mgf=None,
    mgf_range=None,
    mellin=None,
    mellin_range=None,
    characteristic=None,
    sampler=None,
    latex=(r"\mathrm{GPD}\left(%s, %s, %s\right)", (_mu, _sigma, _xi)),
    reference="Coles (2001), section 4.2",
    variants=(
        Variant(
            "-",
            (Piece(interval(_t, _mu, _mu - _sigma / _xi), _density),),
            (_log_density,),
            (_cdf,),
            _quantile,
        ),
        Variant(
            "0",
            (Piece(interval(_t, _mu, oo), exp(-_z) / _sigma),),
            (-_z - log(_sigma),),
            (1 - exp(-_z),),
            _mu - _sigma * log(1 - _p),
        ),
    ),
)
