"""WignerSemicircle(R): radius."""

from __future__ import annotations

from sympy import Integer, Rational, asin, log, pi, sqrt

from symreparam.families.family import Family, Parameter
from symreparam.terms.law import Piece
from symreparam.terms.region import interval
from symreparam.terms.scope import Domain, parameter, variable

_POSITIVE = Domain(lower=Integer(0))
_R = parameter("R", _POSITIVE)
_t, _p, _w = variable("t"), variable("p"), variable("w")

WIGNER_SEMICIRCLE = Family(
    name="WignerSemicircle",
    parameters=(Parameter("R", _R, _POSITIVE, "radius"),),
    conditions=(),
    variable=_t,
    pieces=(Piece(interval(_t, -_R, _R), 2 * sqrt(_R**2 - _t**2) / (pi * _R**2)),),
    atoms=(),
    log_density=(log(2 / (pi * _R**2)) + log(_R**2 - _t**2) / 2,),
    cdf=(Rational(1, 2) + _t * sqrt(_R**2 - _t**2) / (pi * _R**2) + asin(_t / _R) / pi,),
    probability=_p,
    quantile=None,
    mean=Integer(0),
    variance=_R**2 / 4,
    frequency=_w,
    mgf=None,
    mgf_range=None,
    mellin=None,
    mellin_range=None,
    characteristic=None,
    sampler=None,
    latex=(r"\mathrm{Semicircle}\left(%s\right)", (_R,)),
    reference="Wigner (1955), Annals of Mathematics 62",
)
