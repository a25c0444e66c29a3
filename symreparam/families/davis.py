"""Davis(b, n, mu): scale, shape and least value."""

from __future__ import annotations

from sympy import Integer, exp, gamma, log, loggamma, oo, zeta

from symreparam.families.family import Family, Parameter
from symreparam.terms.law import Piece
from symreparam.terms.region import interval
from symreparam.terms.scope import REALS, Domain, parameter, variable

_POSITIVE = Domain(lower=Integer(0))
_BEYOND_ONE = Domain(lower=Integer(1))
_b = parameter("b", _POSITIVE)
_n = parameter("n", _BEYOND_ONE)
_mu = parameter("mu", REALS)
_t, _p, _w = variable("t"), variable("p"), variable("w")

DAVIS = Family(
    name="Davis",
    parameters=(
        Parameter("b", _b, _POSITIVE, "scale"),
        Parameter("n", _n, _BEYOND_ONE, "shape"),
        Parameter("mu", _mu, REALS, "least value"),
    ),
    conditions=(),
    variable=_t,
    pieces=(
        Piece(
            interval(_t, _mu, oo),
            _b**_n
            * (_t - _mu) ** (-1 - _n)
            / ((exp(_b / (_t - _mu)) - 1) * gamma(_n) * zeta(_n)),
        ),
    ),
    atoms=(),
    log_density=(
        _n * log(_b)
        - (1 + _n) * log(_t - _mu)
        - log(exp(_b / (_t - _mu)) - 1)
        - loggamma(_n)
        - log(zeta(_n)),
    ),
    cdf=(),
    probability=_p,
    quantile=None,
    mean=None,
    variance=None,
    frequency=_w,
    mgf=None,
    mgf_range=None,
    mellin=None,
    mellin_range=None,
    characteristic=None,
    sampler=None,
    latex=(r"\mathrm{Davis}\left(%s, %s, %s\right)", (_b, _n, _mu)),
    reference="Kleiber & Kotz (2003), appendix; Davis (1941), The Analysis of Economic Time Series",
)
