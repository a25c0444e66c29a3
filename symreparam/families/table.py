"""The literal table of families: a name, and the module that holds its record.

A record is read when it is asked for: building all of them costs more than importing SymPy.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from types import MappingProxyType

from symreparam.families.family import Family

# name in the claim language -> module of this folder; the record has the module's name, in capitals
RECORDS: MappingProxyType[str, str] = MappingProxyType(
    {
        "Normal": "normal",
        "Uniform": "uniform",
        "Exponential": "exponential",
        "Laplace": "laplace",
        "Logistic": "logistic",
        "Cauchy": "cauchy",
        "Gamma": "gamma",
        "LogNormal": "lognormal",
        "Weibull": "weibull",
        "Rayleigh": "rayleigh",
        "Pareto": "pareto",
        "Gumbel": "gumbel",
        "ChiSquared": "chi_squared",
        "HalfNormal": "half_normal",
        "LogitNormal": "logit_normal",
        "Lomax": "lomax",
        "Beta": "beta",
        "StudentT": "student_t",
        "Kumaraswamy": "kumaraswamy",
        "GammaInverse": "gamma_inverse",
        "BetaPrime": "beta_prime",
        "FDistribution": "f_distribution",
        "Frechet": "frechet",
        "Levy": "levy",
        "Maxwell": "maxwell",
        "Nakagami": "nakagami",
        "Chi": "chi",
        "LogLogistic": "log_logistic",
        "Erlang": "erlang",
        "Arcsin": "arcsin",
        "PowerFunction": "power_function",
        "Triangular": "triangular",
        "Dagum": "dagum",
        "Gompertz": "gompertz",
        "Moyal": "moyal",
        "WignerSemicircle": "wigner_semicircle",
        "GeneralizedInverseGaussian": "generalized_inverse_gaussian",
        "HalfCauchy": "half_cauchy",
        "FoldedNormal": "folded_normal",
        "GaussianInverse": "gaussian_inverse",
        "Reciprocal": "reciprocal",
        "LogCauchy": "log_cauchy",
        "QuadraticU": "quadratic_u",
        "RaisedCosine": "raised_cosine",
        "BoundedPareto": "bounded_pareto",
        "ShiftedGompertz": "shifted_gompertz",
        "Benini": "benini",
        "ExponentialPower": "exponential_power",
        "ExGaussian": "ex_gaussian",
        "FisherZ": "fisher_z",
        "VarianceGamma": "variance_gamma",
        "VonMises": "von_mises",
        "SkewNormal": "skew_normal",
        "Trapezoidal": "trapezoidal",
        "Burr": "burr",
        "BirnbaumSaunders": "birnbaum_saunders",
        "HyperbolicSecant": "hyperbolic_secant",
        "JohnsonSU": "johnson_su",
        "JohnsonSB": "johnson_sb",
        "Rice": "rice",
        "Davis": "davis",
        "ChiNoncentral": "chi_noncentral",
        "GeneralizedExtremeValue": "generalized_extreme_value",
        "GeneralizedPareto": "generalized_pareto",
        "LogGamma": "log_gamma",
        "ContinuousBernoulli": "continuous_bernoulli",
        "Point": "point",
        "Bernoulli": "bernoulli",
        "Rademacher": "rademacher",
        "Die": "die",
        "Binomial": "binomial",
        "BetaBinomial": "beta_binomial",
        "Hypergeometric": "hypergeometric",
        "Poisson": "poisson",
        "Geometric": "geometric",
        "NegativeBinomial": "negative_binomial",
        "DiscreteUniform": "discrete_uniform",
        "Logarithmic": "logarithmic",
        "Zeta": "zeta",
        "Skellam": "skellam",
        "YuleSimon": "yule_simon",
        "FlorySchulz": "flory_schulz",
        "Bessel": "bessel",
    }
)
FAMILY_NAMES: tuple[str, ...] = tuple(RECORDS)


@cache
def family(name: str) -> Family | None:
    """The family of that name, or None."""
    if name not in RECORDS:
        return None
    module = RECORDS[name]
    record = getattr(import_module(f"symreparam.families.{module}"), module.upper())
    assert isinstance(record, Family) and record.name == name
    return record


@cache
def all_families() -> tuple[Family, ...]:
    """Every record, in the table's order."""
    found = [family(name) for name in FAMILY_NAMES]
    return tuple(record for record in found if record is not None)


def __getattr__(name: str) -> tuple[Family, ...]:
    if name != "FAMILIES":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return all_families()
