"""Chi(k): degrees of freedom."""

from __future__ import annotations

from sympy import Integer, exp, gamma, log, loggamma, lowergamma, oo, sqrt

from symreparam.families.family import Family, Parameter
from symreparam.terms.law import Piece
from symreparam.terms.region import interval
from symreparam.terms.scope import Domain, parameter, variable

_POSITIVE = Domain(lower=Integer(0))
_k = parameter("k", _POSITIVE)
_t, _p, _w = variable("t"), variable("p"), variable("w")

CHI = Family(
    name="Chi",
    parameters=(Parameter("k", _k, _POSITIVE, "degrees of freedom"),),
    conditions=(),
    variable=_t,
    pieces=(
        Piece(
            interval(_t, Integer(0), oo),
            2 ** (1 - _k / 2) * _t ** (_k - 1) * exp(-(_t**2) / 2) / gamma(_k / 2),
        ),
    ),
    atoms=(),
    log_density=((1 - _k / 2) * log(2) + (_k - 1) * log(_t) - _t**2 / 2 - loggamma(_k / 2),),
    cdf=(lowergamma(_k / 2, _t**2 / 2) / gamma(_k / 2),),
    probability=_p,
    quantile=None,
    mean=sqrt(2) * gamma((_k + 1) / 2) / gamma(_k / 2),
    variance=_k - 2 * gamma((_k + 1) / 2) ** 2 / gamma(_k / 2) ** 2,
    frequency=_w,
    mgf=None,
    mgf_range=None,
    mellin=2 ** ((_w - 1) / 2) * gamma((_k + _w - 1) / 2) / gamma(_k / 2),
    mellin_range=(1 - _k, oo),
    characteristic=None,
    sampler=None,
    latex=(r"\chi\left(%s\right)", (_k,)),
    reference="Johnson, Kotz & Balakrishnan (1994), vol. 1, ch. 18, section 8.3",
)
