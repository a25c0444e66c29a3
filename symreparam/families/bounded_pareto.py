"""BoundedPareto(alpha, left, right): tail index and two ends."""

from __future__ import annotations

from sympy import Integer, log

from symreparam.families.family import Family, Parameter
from symreparam.terms.law import Piece
from symreparam.terms.region import interval
from symreparam.terms.scope import Domain, Relation, parameter, variable

_POSITIVE = Domain(lower=Integer(0))
_alpha = parameter("alpha", _POSITIVE)
_left = parameter("left", _POSITIVE)
_right = parameter("right", _POSITIVE)
_t, _p, _w = variable("t"), variable("p"), variable("w")

BOUNDED_PARETO = Family(
    name="BoundedPareto",
    parameters=(
        Parameter("alpha", _alpha, _POSITIVE, "tail index"),
        Parameter("left", _left, _POSITIVE, "left end"),
        Parameter("right", _right, _POSITIVE, "right end"),
    ),
    conditions=(Relation(_left, "<", _right),),
    variable=_t,
    pieces=(
        Piece(
            interval(_t, _left, _right),
            _alpha * _left**_alpha * _t ** (-_alpha - 1) / (1 - (_left / _right) ** _alpha),
        ),
    ),
    atoms=(),
    log_density=(
        log(_alpha)
        + _alpha * log(_left)
        - (_alpha + 1) * log(_t)
        - log(1 - (_left / _right) ** _alpha),
    ),
    cdf=((1 - (_left / _t) ** _alpha) / (1 - (_left / _right) ** _alpha),),
    probability=_p,
    quantile=_left * (1 - _p * (1 - (_left / _right) ** _alpha)) ** (-1 / _alpha),
    mean=None,
    variance=None,
    frequency=_w,
    mgf=None,
    mgf_range=None,
    mellin=None,
    mellin_range=None,
    characteristic=None,
    sampler=None,
    latex=(r"\mathrm{BoundedPareto}\left(%s, %s, %s\right)", (_alpha, _left, _right)),
    reference="Johnson, Kotz & Balakrishnan (1994), vol. 1, ch. 20, section 12",
)
