"""PowerFunction(alpha, a, b): shape and two ends."""

from __future__ import annotations

from sympy import Integer, log

from symreparam.families.family import Family, Parameter
from symreparam.terms.law import Piece
from symreparam.terms.region import interval
from symreparam.terms.scope import REALS, Domain, Relation, parameter, variable

_POSITIVE = Domain(lower=Integer(0))
_alpha = parameter("alpha", _POSITIVE)
_a = parameter("a", REALS)
_b = parameter("b", REALS)
_t, _p, _w = variable("t"), variable("p"), variable("w")

POWER_FUNCTION = Family(
    name="PowerFunction",
    parameters=(
        Parameter("alpha", _alpha, _POSITIVE, "shape"),
        Parameter("a", _a, REALS, "left end"),
        Parameter("b", _b, REALS, "right end"),
    ),
    conditions=(Relation(_a, "<", _b),),
    variable=_t,
    pieces=(Piece(interval(_t, _a, _b), _alpha * (_t - _a) ** (_alpha - 1) / (_b - _a) ** _alpha),),
    atoms=(),
    log_density=(log(_alpha) + (_alpha - 1) * log(_t - _a) - _alpha * log(_b - _a),),
    cdf=(((_t - _a) / (_b - _a)) ** _alpha,),
    probability=_p,
    quantile=_a + (_b - _a) * _p ** (1 / _alpha),
    mean=(_a + _alpha * _b) / (_alpha + 1),
    variance=_alpha * (_b - _a) ** 2 / ((_alpha + 1) ** 2 * (_alpha + 2)),
    frequency=_w,
    mgf=None,
    mgf_range=None,
    mellin=None,
    mellin_range=None,
    characteristic=None,
    sampler=None,
    latex=(r"\mathrm{PowerFunction}\left(%s, %s, %s\right)", (_alpha, _a, _b)),
    reference="Johnson, Kotz & Balakrishnan (1995), vol. 2, ch. 25, section 1",
)
