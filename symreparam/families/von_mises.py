"""VonMises(mu, k): location and concentration, on (0, 2 pi)."""

from __future__ import annotations

from sympy import Integer, besseli, cos, exp, log, pi

from symreparam.families.family import Family, Parameter
from symreparam.terms.law import Piece
from symreparam.terms.region import interval
from symreparam.terms.scope import REALS, Domain, parameter, variable

_POSITIVE = Domain(lower=Integer(0))
_mu = parameter("mu", REALS)
_k = parameter("k", _POSITIVE)
_t, _p, _w = variable("t"), variable("p"), variable("w")

VON_MISES = Family(
    name="VonMises",
    parameters=(
        Parameter("mu", _mu, REALS, "mode"),
        Parameter("k", _k, _POSITIVE, "concentration"),
    ),
    conditions=(),
    variable=_t,
    pieces=(
        Piece(
            interval(_t, Integer(0), 2 * pi), exp(_k * cos(_t - _mu)) / (2 * pi * besseli(0, _k))
        ),
    ),
    atoms=(),
    log_density=(_k * cos(_t - _mu) - log(2 * pi) - log(besseli(0, _k)),),
    cdf=(),
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
    sampler=None,
    latex=(r"\mathrm{VonMises}\left(%s, %s\right)", (_mu, _k)),
    reference="Mardia & Jupp (2000), section 3.5.4",
)
