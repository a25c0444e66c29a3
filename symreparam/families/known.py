"""KNOWN: names of families that the language knows and that have no record yet."""

from __future__ import annotations

from typing import Final

KNOWN: Final = (
    *("BetaNoncentral", "UniformSum"),
    *("Categorical", "Coin", "Hermite"),
    *("IdealSoliton", "RobustSoliton", "Dirichlet"),
    *("MultivariateNormal", "MultivariateLaplace", "MultivariateT", "MultivariateBeta"),
    *("Multinomial", "NormalGamma", "NegativeMultinomial", "GeneralizedMultivariateLogGamma"),
    *("Independent", "FiniteRV", "Wishart", "MatrixNormal", "MatrixGamma"),
)
