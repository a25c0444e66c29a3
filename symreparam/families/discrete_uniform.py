"""DiscreteUniform(a, b): a, a + 1, ..., b with equal probability."""

from __future__ import annotations

from symreparam.families.family import Family, Parameter
from symreparam.terms.law import Lattice
from symreparam.terms.scope import Domain, Relation, parameter, variable, whole

_WHOLE = Domain(integer=True)
_a, _b = parameter("a", _WHOLE), parameter("b", _WHOLE)
_k, _t, _q, _w = whole("k"), variable("t"), variable("q"), variable("w")

DISCRETE_UNIFORM = Family(
    name="DiscreteUniform",
    parameters=(
        Parameter("a", _a, _WHOLE, "least value"),
        Parameter("b", _b, _WHOLE, "greatest value"),
    ),
    conditions=(Relation(_a, "<=", _b),),
    variable=_t,
    pieces=(),
    atoms=(),
    log_density=(),
    cdf=(),
    probability=_q,
    quantile=None,
    mean=(_a + _b) / 2,
    variance=((_b - _a + 1) ** 2 - 1) / 12,
    frequency=_w,
    mgf=None,
    mgf_range=None,
    mellin=None,
    mellin_range=None,
    characteristic=None,
    sampler=("integers", (_a, _b + 1)),
    latex=(r"\mathrm{DiscreteUniform}\left(%s, %s\right)", (_a, _b)),
    reference="Johnson, Kemp & Kotz (2005), section 6.10",
    lattice=Lattice(_k, _a, _b, _k, 1 / (_b - _a + 1)),
)
