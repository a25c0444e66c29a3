"""Pareto(xm, alpha): least value and tail index."""

from __future__ import annotations

from sympy import Integer, log, oo

from symreparam.families.family import Family, Parameter
from symreparam.terms.law import Piece
from symreparam.terms.region import interval
from symreparam.terms.scope import Domain, parameter, variable

_POSITIVE = Domain(lower=Integer(0))
_xm = parameter("xm", _POSITIVE)
_a = parameter("alpha", _POSITIVE)
_t, _p, _w = variable("t"), variable("p"), variable("w")


PARETO = Family(
    name="Pareto",
    parameters=(
        Parameter("xm", _xm, _POSITIVE, "least value"),
        Parameter("alpha", _a, _POSITIVE, "tail index"),
    ),
    conditions=(),
    variable=_t,
    pieces=(Piece(interval(_t, _xm, oo), _a * _xm**_a / _t ** (_a + 1)),),
    atoms=(),
    log_density=(log(_a) + _a * log(_xm) - (_a + 1) * log(_t),),
    cdf=(1 - (_xm / _t) ** _a,),
    probability=_p,
    quantile=_xm * (1 - _p) ** (-1 / _a),
    mean=None,
    variance=None,
    frequency=_w,
    mgf=None,
    mgf_range=None,
    mellin=_a * _xm ** (_w - 1) / (_a - _w + 1),
    mellin_range=(-oo, _a + 1),
    characteristic=None,
    sampler=None,
    latex=(r"\mathrm{Pareto}\left(%s, %s\right)", (_xm, _a)),
    reference="Johnson, Kotz & Balakrishnan (1994), vol. 1, ch. 20",
)
