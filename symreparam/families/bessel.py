"""Bessel(a, nu): proportional to the terms of the series of the modified Bessel function."""

from __future__ import annotations

from sympy import Integer, besseli, factorial, gamma, oo

from symreparam.families.family import Family, Parameter
from symreparam.terms.law import Lattice
from symreparam.terms.scope import Domain, parameter, variable, whole

_POSITIVE, _ABOVE = Domain(lower=Integer(0)), Domain(lower=Integer(-1))
_a, _nu = parameter("a", _POSITIVE), parameter("nu", _ABOVE)
_k, _t, _q, _w = whole("k"), variable("t"), variable("q"), variable("w")

BESSEL = Family(
    name="Bessel",
    parameters=(
        Parameter("a", _a, _POSITIVE, "argument of the function"),
        Parameter("nu", _nu, _ABOVE, "order of the function"),
    ),
    conditions=(),
    variable=_t,
    pieces=(),
    atoms=(),
    log_density=(),
    cdf=(),
    probability=_q,
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
    latex=(r"\mathrm{Bessel}\left(%s, %s\right)", (_a, _nu)),
    reference="Yuan & Kalbfleisch (2000), equation 1",
    lattice=Lattice(
        _k,
        Integer(0),
        oo,
        _k,
        (_a / 2) ** (2 * _k + _nu) / (besseli(_nu, _a) * factorial(_k) * gamma(_k + _nu + 1)),
    ),
)
