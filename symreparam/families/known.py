"""KNOWN: names of families that the language knows and that have no record yet."""

from __future__ import annotations

from typing import Final

KNOWN: Final = (
    *("BetaNoncentral", "UniformSum"),
    *("Categorical", "Coin", "DiscreteUniform", "FlorySchulz", "Geometric", "Hermite"),
    *("IdealSoliton", "Logarithmic", "NegativeBinomial", "Poisson"),
    *("RobustSoliton", "Skellam", "YuleSimon", "Zeta", "Dirichlet"),
    *("MultivariateNormal", "MultivariateLaplace", "MultivariateT", "MultivariateBeta"),
    *("Multinomial", "NormalGamma", "NegativeMultinomial", "GeneralizedMultivariateLogGamma"),
    *("Independent", "FiniteRV", "Wishart", "MatrixNormal", "MatrixGamma"),
)
