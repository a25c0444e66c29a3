"""FAMILIES: the literal table of all families, and look-up by name."""

from __future__ import annotations

from types import MappingProxyType

from symreparam.families.cauchy import CAUCHY
from symreparam.families.chi_squared import CHI_SQUARED
from symreparam.families.exponential import EXPONENTIAL
from symreparam.families.family import Family
from symreparam.families.gamma import GAMMA
from symreparam.families.gumbel import GUMBEL
from symreparam.families.half_normal import HALF_NORMAL
from symreparam.families.laplace import LAPLACE
from symreparam.families.logistic import LOGISTIC
from symreparam.families.logit_normal import LOGIT_NORMAL
from symreparam.families.lognormal import LOGNORMAL
from symreparam.families.lomax import LOMAX
from symreparam.families.normal import NORMAL
from symreparam.families.pareto import PARETO
from symreparam.families.point import POINT
from symreparam.families.rayleigh import RAYLEIGH
from symreparam.families.uniform import UNIFORM
from symreparam.families.weibull import WEIBULL

FAMILIES: tuple[Family, ...] = (
    NORMAL,
    UNIFORM,
    EXPONENTIAL,
    LAPLACE,
    LOGISTIC,
    CAUCHY,
    GAMMA,
    LOGNORMAL,
    WEIBULL,
    RAYLEIGH,
    PARETO,
    GUMBEL,
    CHI_SQUARED,
    HALF_NORMAL,
    LOGIT_NORMAL,
    LOMAX,
    POINT,
)
_BY_NAME = MappingProxyType({family.name: family for family in FAMILIES})
FAMILY_NAMES: tuple[str, ...] = tuple(_BY_NAME)


def family(name: str) -> Family | None:
    """The family of that name, or None."""
    return _BY_NAME.get(name)
