"""FAMILIES: the literal table of all families, and look-up by name."""

from __future__ import annotations

from types import MappingProxyType

from symreparam.families.arcsin import ARCSIN
from symreparam.families.benini import BENINI
from symreparam.families.beta import BETA
from symreparam.families.beta_prime import BETA_PRIME
from symreparam.families.birnbaum_saunders import BIRNBAUM_SAUNDERS
from symreparam.families.bounded_pareto import BOUNDED_PARETO
from symreparam.families.burr import BURR
from symreparam.families.cauchy import CAUCHY
from symreparam.families.chi import CHI
from symreparam.families.chi_noncentral import CHI_NONCENTRAL
from symreparam.families.chi_squared import CHI_SQUARED
from symreparam.families.dagum import DAGUM
from symreparam.families.davis import DAVIS
from symreparam.families.erlang import ERLANG
from symreparam.families.ex_gaussian import EX_GAUSSIAN
from symreparam.families.exponential import EXPONENTIAL
from symreparam.families.exponential_power import EXPONENTIAL_POWER
from symreparam.families.f_distribution import F_DISTRIBUTION
from symreparam.families.family import Family
from symreparam.families.fisher_z import FISHER_Z
from symreparam.families.folded_normal import FOLDED_NORMAL
from symreparam.families.frechet import FRECHET
from symreparam.families.gamma import GAMMA
from symreparam.families.gamma_inverse import GAMMA_INVERSE
from symreparam.families.gaussian_inverse import GAUSSIAN_INVERSE
from symreparam.families.generalized_inverse_gaussian import GENERALIZED_INVERSE_GAUSSIAN
from symreparam.families.gompertz import GOMPERTZ
from symreparam.families.gumbel import GUMBEL
from symreparam.families.half_cauchy import HALF_CAUCHY
from symreparam.families.half_normal import HALF_NORMAL
from symreparam.families.hyperbolic_secant import HYPERBOLIC_SECANT
from symreparam.families.johnson_sb import JOHNSON_SB
from symreparam.families.johnson_su import JOHNSON_SU
from symreparam.families.kumaraswamy import KUMARASWAMY
from symreparam.families.laplace import LAPLACE
from symreparam.families.levy import LEVY
from symreparam.families.log_cauchy import LOG_CAUCHY
from symreparam.families.log_logistic import LOG_LOGISTIC
from symreparam.families.logistic import LOGISTIC
from symreparam.families.logit_normal import LOGIT_NORMAL
from symreparam.families.lognormal import LOGNORMAL
from symreparam.families.lomax import LOMAX
from symreparam.families.maxwell import MAXWELL
from symreparam.families.moyal import MOYAL
from symreparam.families.nakagami import NAKAGAMI
from symreparam.families.normal import NORMAL
from symreparam.families.pareto import PARETO
from symreparam.families.point import POINT
from symreparam.families.power_function import POWER_FUNCTION
from symreparam.families.quadratic_u import QUADRATIC_U
from symreparam.families.raised_cosine import RAISED_COSINE
from symreparam.families.rayleigh import RAYLEIGH
from symreparam.families.reciprocal import RECIPROCAL
from symreparam.families.rice import RICE
from symreparam.families.shifted_gompertz import SHIFTED_GOMPERTZ
from symreparam.families.skew_normal import SKEW_NORMAL
from symreparam.families.student_t import STUDENT_T
from symreparam.families.trapezoidal import TRAPEZOIDAL
from symreparam.families.triangular import TRIANGULAR
from symreparam.families.uniform import UNIFORM
from symreparam.families.von_mises import VON_MISES
from symreparam.families.weibull import WEIBULL
from symreparam.families.wigner_semicircle import WIGNER_SEMICIRCLE

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
    BETA,
    STUDENT_T,
    KUMARASWAMY,
    GAMMA_INVERSE,
    BETA_PRIME,
    F_DISTRIBUTION,
    FRECHET,
    LEVY,
    MAXWELL,
    NAKAGAMI,
    CHI,
    LOG_LOGISTIC,
    ERLANG,
    ARCSIN,
    POWER_FUNCTION,
    TRIANGULAR,
    DAGUM,
    GOMPERTZ,
    MOYAL,
    WIGNER_SEMICIRCLE,
    GENERALIZED_INVERSE_GAUSSIAN,
    HALF_CAUCHY,
    FOLDED_NORMAL,
    GAUSSIAN_INVERSE,
    RECIPROCAL,
    LOG_CAUCHY,
    QUADRATIC_U,
    RAISED_COSINE,
    BOUNDED_PARETO,
    SHIFTED_GOMPERTZ,
    BENINI,
    EXPONENTIAL_POWER,
    EX_GAUSSIAN,
    FISHER_Z,
    VON_MISES,
    SKEW_NORMAL,
    TRAPEZOIDAL,
    BURR,
    BIRNBAUM_SAUNDERS,
    HYPERBOLIC_SECANT,
    JOHNSON_SU,
    JOHNSON_SB,
    RICE,
    DAVIS,
    CHI_NONCENTRAL,
    POINT,
)
_BY_NAME = MappingProxyType({family.name: family for family in FAMILIES})
FAMILY_NAMES: tuple[str, ...] = tuple(_BY_NAME)


def family(name: str) -> Family | None:
    """The family of that name, or None."""
    return _BY_NAME.get(name)
