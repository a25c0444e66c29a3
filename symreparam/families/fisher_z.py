"""FisherZ(d1, d2): two degrees of freedom."""

from __future__ import annotations

from sympy import Integer, beta, exp, log, oo

from symreparam.families.family import Family, Parameter
from symreparam.terms.law import Piece
from symreparam.terms.region import interval
from symreparam.terms.scope import Domain, parameter, variable

_POSITIVE = Domain(lower=Integer(0))
_d1 = parameter("d1", _POSITIVE)
_d2 = parameter("d2", _POSITIVE)
_t, _p, _w = variable("t"), variable("p"), variable("w")

FISHER_Z = Family(
    name="FisherZ",
    parameters=(
        Parameter("d1", _d1, _POSITIVE, "degrees of freedom above"),
        Parameter("d2", _d2, _POSITIVE, "degrees of freedom below"),
    ),
    conditions=(),
    variable=_t,
    pieces=(
        Piece(
            interval(_t, -oo, oo),
            2
            * _d1 ** (_d1 / 2)
            * _d2 ** (_d2 / 2)
            * exp(_d1 * _t)
            * (_d1 * exp(2 * _t) + _d2) ** (-(_d1 + _d2) / 2)
            / beta(_d1 / 2, _d2 / 2),
        ),
    ),
    atoms=(),
    log_density=(
        log(2)
        + _d1 / 2 * log(_d1)
        + _d2 / 2 * log(_d2)
        + _d1 * _t
        - (_d1 + _d2) / 2 * log(_d1 * exp(2 * _t) + _d2)
        - log(beta(_d1 / 2, _d2 / 2)),
    ),
    cdf=(),
    probability=_p,
    quantile=None,
    mean=None,
    variance=None,
    frequency=_w,
    mgf=(_d2 / _d1) ** (_w / 2) * beta((_d1 + _w) / 2, (_d2 - _w) / 2) / beta(_d1 / 2, _d2 / 2),
    mgf_range=(-_d1, _d2),
    mellin=None,
    mellin_range=None,
    characteristic=None,
    sampler=None,
    latex=(r"\mathrm{FisherZ}\left(%s, %s\right)", (_d1, _d2)),
    reference="Johnson, Kotz & Balakrishnan (1995), vol. 2, ch. 27, section 8",
)
