"""FDistribution(d1, d2): two degrees of freedom."""

from __future__ import annotations

from sympy import Integer, beta, betainc_regularized, log, oo

from symreparam.families.family import Family, Parameter
from symreparam.terms.law import Piece
from symreparam.terms.region import interval
from symreparam.terms.scope import Domain, parameter, variable

_POSITIVE = Domain(lower=Integer(0))
_d1 = parameter("d1", _POSITIVE)
_d2 = parameter("d2", _POSITIVE)
_t, _p, _w = variable("t"), variable("p"), variable("w")

F_DISTRIBUTION = Family(
    name="FDistribution",
    parameters=(
        Parameter("d1", _d1, _POSITIVE, "degrees of freedom above"),
        Parameter("d2", _d2, _POSITIVE, "degrees of freedom below"),
    ),
    conditions=(),
    variable=_t,
    pieces=(
        Piece(
            interval(_t, Integer(0), oo),
            (_d1 / _d2) ** (_d1 / 2)
            * _t ** (_d1 / 2 - 1)
            * (1 + _d1 * _t / _d2) ** (-(_d1 + _d2) / 2)
            / beta(_d1 / 2, _d2 / 2),
        ),
    ),
    atoms=(),
    log_density=(
        _d1 / 2 * log(_d1 / _d2)
        + (_d1 / 2 - 1) * log(_t)
        - (_d1 + _d2) / 2 * log(1 + _d1 * _t / _d2)
        - log(beta(_d1 / 2, _d2 / 2)),
    ),
    cdf=(betainc_regularized(_d1 / 2, _d2 / 2, Integer(0), _d1 * _t / (_d1 * _t + _d2)),),
    probability=_p,
    quantile=None,
    mean=None,
    variance=None,
    frequency=_w,
    mgf=None,
    mgf_range=None,
    mellin=(_d2 / _d1) ** (_w - 1)
    * beta(_d1 / 2 + _w - 1, _d2 / 2 - _w + 1)
    / beta(_d1 / 2, _d2 / 2),
    mellin_range=(1 - _d1 / 2, 1 + _d2 / 2),
    characteristic=None,
    sampler=("f", (_d1, _d2)),
    latex=(r"F\left(%s, %s\right)", (_d1, _d2)),
    reference="Johnson, Kotz & Balakrishnan (1995), vol. 2, ch. 27",
)
