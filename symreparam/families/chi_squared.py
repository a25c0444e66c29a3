"""ChiSquared(k): degrees of freedom."""

from __future__ import annotations

from sympy import Integer, Rational, atan, cos, exp, gamma, log, loggamma, lowergamma, oo, sin

from symreparam.families.family import Family, Parameter
from symreparam.terms.law import Piece
from symreparam.terms.region import interval
from symreparam.terms.scope import Domain, parameter, variable

_POSITIVE = Domain(lower=Integer(0))
_k = parameter("k", _POSITIVE)
_t, _p, _w = variable("t"), variable("p"), variable("w")


CHI_SQUARED = Family(
    name="ChiSquared",
    parameters=(Parameter("k", _k, _POSITIVE, "degrees of freedom"),),
    conditions=(),
    variable=_t,
    pieces=(
        Piece(
            interval(_t, Integer(0), oo),
            _t ** (_k / 2 - 1) * exp(-_t / 2) / (2 ** (_k / 2) * gamma(_k / 2)),
        ),
    ),
    atoms=(),
    log_density=((_k / 2 - 1) * log(_t) - _t / 2 - _k / 2 * log(2) - loggamma(_k / 2),),
    cdf=(lowergamma(_k / 2, _t / 2) / gamma(_k / 2),),
    probability=_p,
    quantile=None,
    mean=_k,
    variance=2 * _k,
    frequency=_w,
    mgf=(1 - 2 * _w) ** (-_k / 2),
    mgf_range=(-oo, Rational(1, 2)),
    mellin=2 ** (_w - 1) * gamma(_k / 2 + _w - 1) / gamma(_k / 2),
    mellin_range=(1 - _k / 2, oo),
    characteristic=(
        (1 + 4 * _w**2) ** (-_k / 4) * cos(_k / 2 * atan(2 * _w)),
        (1 + 4 * _w**2) ** (-_k / 4) * sin(_k / 2 * atan(2 * _w)),
    ),
    sampler=("chisquare", (_k,)),
    latex=(r"\chi^2\left(%s\right)", (_k,)),
    reference="Johnson, Kotz & Balakrishnan (1994), vol. 1, ch. 18",
)
