"""BetaPrime(alpha, beta): two shapes."""

from __future__ import annotations

from sympy import Integer, beta, betainc_regularized, log, oo

from symreparam.families.family import Family, Parameter
from symreparam.terms.law import Piece
from symreparam.terms.region import interval
from symreparam.terms.scope import Domain, parameter, variable

_POSITIVE = Domain(lower=Integer(0))
_alpha = parameter("alpha", _POSITIVE)
_beta = parameter("beta", _POSITIVE)
_t, _p, _w = variable("t"), variable("p"), variable("w")

BETA_PRIME = Family(
    name="BetaPrime",
    parameters=(
        Parameter("alpha", _alpha, _POSITIVE, "shape at 0"),
        Parameter("beta", _beta, _POSITIVE, "tail index"),
    ),
    conditions=(),
    variable=_t,
    pieces=(
        Piece(
            interval(_t, Integer(0), oo),
            _t ** (_alpha - 1) * (1 + _t) ** (-_alpha - _beta) / beta(_alpha, _beta),
        ),
    ),
    atoms=(),
    log_density=(
        (_alpha - 1) * log(_t) - (_alpha + _beta) * log(1 + _t) - log(beta(_alpha, _beta)),
    ),
    cdf=(betainc_regularized(_alpha, _beta, Integer(0), _t / (1 + _t)),),
    probability=_p,
    quantile=None,
    mean=None,
    variance=None,
    frequency=_w,
    mgf=None,
    mgf_range=None,
    mellin=beta(_alpha + _w - 1, _beta - _w + 1) / beta(_alpha, _beta),
    mellin_range=(1 - _alpha, 1 + _beta),
    characteristic=None,
    sampler=None,
    latex=(r"\mathrm{BetaPrime}\left(%s, %s\right)", (_alpha, _beta)),
    reference="Johnson, Kotz & Balakrishnan (1995), vol. 2, ch. 25, section 7",
)
