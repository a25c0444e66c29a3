"""Maxwell(a): scale."""

from __future__ import annotations

from sympy import Integer, erf, exp, gamma, log, oo, pi, sqrt

from symreparam.families.family import Family, Parameter
from symreparam.terms.law import Piece
from symreparam.terms.region import interval
from symreparam.terms.scope import Domain, parameter, variable

_POSITIVE = Domain(lower=Integer(0))
_a = parameter("a", _POSITIVE)
_t, _p, _w = variable("t"), variable("p"), variable("w")

MAXWELL = Family(
    name="Maxwell",
    parameters=(Parameter("a", _a, _POSITIVE, "scale"),),
    conditions=(),
    variable=_t,
    pieces=(
        Piece(
            interval(_t, Integer(0), oo), sqrt(2 / pi) * _t**2 * exp(-(_t**2) / (2 * _a**2)) / _a**3
        ),
    ),
    atoms=(),
    log_density=(log(2 / pi) / 2 + 2 * log(_t) - _t**2 / (2 * _a**2) - 3 * log(_a),),
    cdf=(erf(_t / (sqrt(2) * _a)) - sqrt(2 / pi) * _t * exp(-(_t**2) / (2 * _a**2)) / _a,),
    probability=_p,
    quantile=None,
    mean=2 * sqrt(2 / pi) * _a,
    variance=_a**2 * (3 - 8 / pi),
    frequency=_w,
    mgf=None,
    mgf_range=None,
    mellin=2 ** ((_w + 1) / 2) * _a ** (_w - 1) * gamma((_w + 2) / 2) / sqrt(pi),
    mellin_range=(Integer(-2), oo),
    characteristic=None,
    sampler=None,
    latex=(r"\mathrm{Maxwell}\left(%s\right)", (_a,)),
    reference="Johnson, Kotz & Balakrishnan (1994), vol. 1, ch. 18, section 1",
)
