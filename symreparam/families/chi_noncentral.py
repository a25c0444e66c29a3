"""ChiNoncentral(k, l): degrees of freedom, distance of the centre."""

from __future__ import annotations

from sympy import Integer, besseli, exp, log, oo

from symreparam.families.family import Family, Parameter
from symreparam.terms.law import Piece
from symreparam.terms.region import interval
from symreparam.terms.scope import Domain, parameter, variable

_POSITIVE = Domain(lower=Integer(0))
_k = parameter("k", _POSITIVE)
_l = parameter("l", _POSITIVE)
_t, _p, _w = variable("t"), variable("p"), variable("w")

CHI_NONCENTRAL = Family(
    name="ChiNoncentral",
    parameters=(
        Parameter("k", _k, _POSITIVE, "degrees of freedom"),
        Parameter("l", _l, _POSITIVE, "distance of the centre from 0"),
    ),
    conditions=(),
    variable=_t,
    pieces=(
        Piece(
            interval(_t, Integer(0), oo),
            _l ** (1 - _k / 2)
            * _t ** (_k / 2)
            * exp(-(_t**2 + _l**2) / 2)
            * besseli(_k / 2 - 1, _l * _t),
        ),
    ),
    atoms=(),
    log_density=(
        (1 - _k / 2) * log(_l)
        + _k / 2 * log(_t)
        - (_t**2 + _l**2) / 2
        + log(besseli(_k / 2 - 1, _l * _t)),
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
    latex=(r"\chi\left(%s; %s\right)", (_k, _l)),
    reference="Johnson, Kotz & Balakrishnan (1995), vol. 2, ch. 29, section 5",
)
