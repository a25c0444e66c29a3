"""LogGamma(c): the logarithm of a Gamma(c, 1) variable."""

from __future__ import annotations

from sympy import Integer, exp, gamma, loggamma, lowergamma, oo, polygamma

from symreparam.families.family import Family, Parameter
from symreparam.terms.law import Piece
from symreparam.terms.region import interval
from symreparam.terms.scope import Domain, parameter, variable

_POSITIVE = Domain(lower=Integer(0))
_c = parameter("c", _POSITIVE)
_t, _p, _w = variable("t"), variable("p"), variable("w")

LOG_GAMMA = Family(
    name="LogGamma",
    parameters=(Parameter("c", _c, _POSITIVE, "shape"),),
    conditions=(),
    variable=_t,
    pieces=(Piece(interval(_t, -oo, oo), exp(_c * _t - exp(_t)) / gamma(_c)),),
    atoms=(),
    log_density=(_c * _t - exp(_t) - loggamma(_c),),
    cdf=(lowergamma(_c, exp(_t)) / gamma(_c),),
    probability=_p,
    quantile=None,
    mean=polygamma(0, _c),
    variance=polygamma(1, _c),
    frequency=_w,
    mgf=gamma(_c + _w) / gamma(_c),
    mgf_range=(-_c, oo),
    mellin=None,
    mellin_range=None,
    characteristic=None,
    sampler=None,
    latex=(r"\mathrm{LogGamma}\left(%s\right)", (_c,)),
    reference="Johnson, Kotz & Balakrishnan (1995), vol. 2, ch. 22, section 2",
)
