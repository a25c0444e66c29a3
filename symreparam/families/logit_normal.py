"""LogitNormal(mu, s): the sigmoid of a normal variable."""

from __future__ import annotations

from sympy import Integer, erf, erfinv, exp, log, pi, sqrt

from symreparam.families.family import Family, Parameter
from symreparam.terms.law import Piece
from symreparam.terms.region import interval
from symreparam.terms.scope import REALS, Domain, parameter, variable

_POSITIVE = Domain(lower=Integer(0))
_mu = parameter("mu", REALS)
_s = parameter("s", _POSITIVE)
_t, _p, _w = variable("t"), variable("p"), variable("w")


LOGIT_NORMAL = Family(
    name="LogitNormal",
    parameters=(
        Parameter("mu", _mu, REALS, "mean of the logit"),
        Parameter("s", _s, _POSITIVE, "standard deviation of the logit"),
    ),
    conditions=(),
    variable=_t,
    pieces=(
        Piece(
            interval(_t, Integer(0), Integer(1)),
            exp(-((log(_t / (1 - _t)) - _mu) ** 2) / (2 * _s**2))
            / (_s * sqrt(2 * pi) * _t * (1 - _t)),
        ),
    ),
    atoms=(),
    log_density=(
        -((log(_t / (1 - _t)) - _mu) ** 2) / (2 * _s**2)
        - log(_s)
        - log(2 * pi) / 2
        - log(_t)
        - log(1 - _t),
    ),
    cdf=((1 + erf((log(_t / (1 - _t)) - _mu) / (_s * sqrt(2)))) / 2,),
    probability=_p,
    quantile=1 / (1 + exp(-_mu - _s * sqrt(2) * erfinv(2 * _p - 1))),
    mean=None,
    variance=None,
    frequency=_w,
    mgf=None,
    mgf_range=None,
    mellin=None,
    mellin_range=None,
    characteristic=None,
    sampler=None,
    latex=(r"\mathrm{LogitNormal}\left(%s, %s\right)", (_mu, _s**2)),
    reference="Johnson (1949), Biometrika 36, 149-176",
)
