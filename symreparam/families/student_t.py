"""StudentT(nu): degrees of freedom."""

from __future__ import annotations

from sympy import Integer, Rational, beta, betainc_regularized, log, oo, sign, sqrt

from symreparam.families.family import Family, Parameter
from symreparam.terms.law import Piece
from symreparam.terms.region import interval
from symreparam.terms.scope import Domain, parameter, variable

_POSITIVE = Domain(lower=Integer(0))
_nu = parameter("nu", _POSITIVE)
_t, _p, _w = variable("t"), variable("p"), variable("w")

STUDENT_T = Family(
    name="StudentT",
    parameters=(Parameter("nu", _nu, _POSITIVE, "degrees of freedom"),),
    conditions=(),
    variable=_t,
    pieces=(
        Piece(
            interval(_t, -oo, oo),
            (1 + _t**2 / _nu) ** (-(_nu + 1) / 2) / (sqrt(_nu) * beta(Rational(1, 2), _nu / 2)),
        ),
    ),
    atoms=(),
    log_density=(
        -(_nu + 1) / 2 * log(1 + _t**2 / _nu) - log(_nu) / 2 - log(beta(Rational(1, 2), _nu / 2)),
    ),
    cdf=(
        (
            1
            + sign(_t)
            * betainc_regularized(Rational(1, 2), _nu / 2, Integer(0), _t**2 / (_nu + _t**2))
        )
        / 2,
    ),
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
    sampler=("standard_t", (_nu,)),
    latex=(r"t_{%s}", (_nu,)),
    reference="Johnson, Kotz & Balakrishnan (1995), vol. 2, ch. 28",
)
