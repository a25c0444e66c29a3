"""GammaInverse(a, b): shape and scale."""

from __future__ import annotations

from sympy import Integer, exp, gamma, log, loggamma, oo, uppergamma

from symreparam.families.family import Family, Parameter
from symreparam.terms.law import Piece
from symreparam.terms.region import interval
from symreparam.terms.scope import Domain, parameter, variable

_POSITIVE = Domain(lower=Integer(0))
_a = parameter("a", _POSITIVE)
_b = parameter("b", _POSITIVE)
_t, _p, _w = variable("t"), variable("p"), variable("w")

GAMMA_INVERSE = Family(
    name="GammaInverse",
    parameters=(
        Parameter("a", _a, _POSITIVE, "shape"),
        Parameter("b", _b, _POSITIVE, "scale"),
    ),
    conditions=(),
    variable=_t,
    pieces=(
        Piece(interval(_t, Integer(0), oo), _b**_a * _t ** (-_a - 1) * exp(-_b / _t) / gamma(_a)),
    ),
    atoms=(),
    log_density=(_a * log(_b) - (_a + 1) * log(_t) - _b / _t - loggamma(_a),),
    cdf=(uppergamma(_a, _b / _t) / gamma(_a),),
    probability=_p,
    quantile=None,
    mean=None,
    variance=None,
    frequency=_w,
    mgf=None,
    mgf_range=None,
    mellin=_b ** (_w - 1) * gamma(_a - _w + 1) / gamma(_a),
    mellin_range=(-oo, _a + 1),
    characteristic=None,
    sampler=None,
    latex=(r"\mathrm{GammaInverse}\left(%s, %s\right)", (_a, _b)),
    reference="Johnson, Kotz & Balakrishnan (1994), vol. 1, ch. 17",
)
