"""SkewNormal(alpha): shape."""

from __future__ import annotations

from sympy import erf, exp, log, oo, pi, sqrt

from symreparam.families.family import Family, Parameter
from symreparam.terms.law import Piece
from symreparam.terms.region import interval
from symreparam.terms.scope import REALS, parameter, variable

_alpha = parameter("alpha", REALS)
_t, _p, _w = variable("t"), variable("p"), variable("w")

SKEW_NORMAL = Family(
    name="SkewNormal",
    parameters=(Parameter("alpha", _alpha, REALS, "shape"),),
    conditions=(),
    variable=_t,
    pieces=(
        Piece(
            interval(_t, -oo, oo),
            exp(-(_t**2) / 2) / sqrt(2 * pi) * (1 + erf(_alpha * _t / sqrt(2))),
        ),
    ),
    atoms=(),
    log_density=(-(_t**2) / 2 - log(2 * pi) / 2 + log(1 + erf(_alpha * _t / sqrt(2))),),
    cdf=(),
    probability=_p,
    quantile=None,
    mean=sqrt(2 / pi) * _alpha / sqrt(1 + _alpha**2),
    variance=1 - 2 * _alpha**2 / (pi * (1 + _alpha**2)),
    frequency=_w,
    mgf=exp(_w**2 / 2) * (1 + erf(_alpha * _w / sqrt(2 * (1 + _alpha**2)))),
    mgf_range=(-oo, oo),
    mellin=None,
    mellin_range=None,
    characteristic=None,
    sampler=None,
    latex=(r"\mathrm{SkewNormal}\left(%s\right)", (_alpha,)),
    reference="Azzalini (1985), Scandinavian Journal of Statistics 12",
)
