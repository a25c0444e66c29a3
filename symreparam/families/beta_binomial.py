"""BetaBinomial(n, alpha, beta): Binomial(n, P) with P ~ Beta(alpha, beta)."""

from __future__ import annotations

from sympy import Integer, beta, binomial

from symreparam.families.family import Family, Parameter
from symreparam.terms.law import Lattice
from symreparam.terms.scope import Domain, parameter, variable, whole

_WHOLE = Domain(lower=Integer(0), lower_closed=True, integer=True)
_POSITIVE = Domain(lower=Integer(0))
_n, _k = parameter("n", _WHOLE), whole("k")
_a, _b = parameter("alpha", _POSITIVE), parameter("beta", _POSITIVE)
_t, _q, _w = variable("t"), variable("q"), variable("w")

BETA_BINOMIAL = Family(
    name="BetaBinomial",
    parameters=(
        Parameter("n", _n, _WHOLE, "number of trials"),
        Parameter("alpha", _a, _POSITIVE, "shape of the successes"),
        Parameter("beta", _b, _POSITIVE, "shape of the failures"),
    ),
    conditions=(),
    variable=_t,
    pieces=(),
    atoms=(),
    log_density=(),
    cdf=(),
    probability=_q,
    quantile=None,
    mean=_n * _a / (_a + _b),
    variance=_n * _a * _b * (_a + _b + _n) / ((_a + _b) ** 2 * (_a + _b + 1)),
    frequency=_w,
    mgf=None,
    mgf_range=None,
    mellin=None,
    mellin_range=None,
    characteristic=None,
    sampler=None,
    latex=(r"\mathrm{BetaBinomial}\left(%s, %s, %s\right)", (_n, _a, _b)),
    reference="Johnson, Kemp & Kotz (2005), section 6.2.2",
    lattice=Lattice(
        _k, Integer(0), _n, _k, binomial(_n, _k) * beta(_k + _a, _n - _k + _b) / beta(_a, _b)
    ),
)
