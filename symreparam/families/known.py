"""KNOWN: names of families that the language knows and that have no record yet."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

KNOWN: Final = (
    *("BetaNoncentral", "UniformSum"),
    *("Categorical", "Coin", "Hermite"),
    *("IdealSoliton", "RobustSoliton", "Dirichlet"),
    *("MultivariateNormal", "MultivariateLaplace", "MultivariateT", "MultivariateBeta"),
    *("Multinomial", "NormalGamma", "NegativeMultinomial", "GeneralizedMultivariateLogGamma"),
    *("Independent", "FiniteRV", "Wishart", "MatrixNormal", "MatrixGamma"),
)

WITHOUT_RECORD: Final = MappingProxyType(
    {
        "BetaNoncentral": "its density is an infinite series of beta densities without closed form",
        "UniformSum": "the number of its pieces is its parameter; UniformSum(n) is the law of a "
        "sum of n uniform variables, which can be claimed as such",
    }
)
"""Continuous families of sympy.stats without a record, and why."""


def unknown_family(name: str) -> str:
    """What to say of a family that the language knows and that has no record."""
    why = WITHOUT_RECORD.get(name)
    return f"the family {name}" if why is None else f"the family {name}: {why}"
