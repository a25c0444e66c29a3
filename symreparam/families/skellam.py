"""Skellam(mu1, mu2): the difference of two independent Poisson counts."""

from __future__ import annotations

from sympy import Abs, Integer, besseli, exp, oo, sqrt

from symreparam.families.family import Family, Parameter
from symreparam.terms.law import Lattice
from symreparam.terms.scope import Domain, parameter, variable, whole

_POSITIVE = Domain(lower=Integer(0))
_a, _b = parameter("mu1", _POSITIVE), parameter("mu2", _POSITIVE)
_k, _t, _q, _w = whole("k"), variable("t"), variable("q"), variable("w")

SKELLAM = Family(
    name="Skellam",
    parameters=(
        Parameter("mu1", _a, _POSITIVE, "mean of the first count"),
        Parameter("mu2", _b, _POSITIVE, "mean of the second count"),
    ),
    conditions=(),
    variable=_t,
    pieces=(),
    atoms=(),
    log_density=(),
    cdf=(),
    probability=_q,
    quantile=None,
    mean=_a - _b,
    variance=_a + _b,
    frequency=_w,
    mgf=exp(_a * (exp(_w) - 1) + _b * (exp(-_w) - 1)),
    mgf_range=(-oo, oo),
    mellin=None,
    mellin_range=None,
    characteristic=None,
    sampler=None,
    latex=(r"\mathrm{Skellam}\left(%s, %s\right)", (_a, _b)),
    reference="Skellam (1946); Johnson, Kemp & Kotz (2005), section 4.12.3",
    lattice=Lattice(
        _k,
        -oo,
        oo,
        _k,
        exp(-_a - _b) * (_a / _b) ** (_k / 2) * besseli(Abs(_k), 2 * sqrt(_a * _b)),
    ),
)
