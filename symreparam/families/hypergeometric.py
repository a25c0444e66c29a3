"""Hypergeometric(N, m, n): good ones among n drawn from N of which m are good."""

from __future__ import annotations

from sympy import Integer, Max, Min, binomial

from symreparam.families.family import Family, Parameter
from symreparam.terms.law import Lattice
from symreparam.terms.scope import Domain, Relation, parameter, variable, whole

_WHOLE = Domain(lower=Integer(0), lower_closed=True, integer=True)
_N, _m, _n = (parameter(name, _WHOLE) for name in ("N", "m", "n"))
_k = whole("k")
_t, _q, _w = variable("t"), variable("q"), variable("w")

HYPERGEOMETRIC = Family(
    name="Hypergeometric",
    parameters=(
        Parameter("N", _N, _WHOLE, "size of the population"),
        Parameter("m", _m, _WHOLE, "good ones in it"),
        Parameter("n", _n, _WHOLE, "number drawn"),
    ),
    conditions=(Relation(_m, "<=", _N), Relation(_n, "<=", _N)),
    variable=_t,
    pieces=(),
    atoms=(),
    log_density=(),
    cdf=(),
    probability=_q,
    quantile=None,
    mean=_n * _m / _N,
    variance=_n * _m * (_N - _m) * (_N - _n) / (_N**2 * (_N - 1)),
    frequency=_w,
    mgf=None,
    mgf_range=None,
    mellin=None,
    mellin_range=None,
    characteristic=None,
    sampler=None,
    latex=(r"\mathrm{Hypergeometric}\left(%s, %s, %s\right)", (_N, _m, _n)),
    reference="Johnson, Kemp & Kotz (2005), chapter 6",
    lattice=Lattice(
        _k,
        Max(0, _n + _m - _N),
        Min(_n, _m),
        _k,
        binomial(_m, _k) * binomial(_N - _m, _n - _k) / binomial(_N, _n),
    ),
)
