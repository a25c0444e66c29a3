"""KNOWN: names of families that the language knows and that have no record yet."""

from __future__ import annotations

from typing import Final

KNOWN: Final = (
    *("Arcsin", "Benini", "Beta", "BetaNoncentral", "BetaPrime", "BoundedPareto", "Chi"),
    *("ChiNoncentral", "Dagum", "Davis", "Erlang", "ExGaussian", "FDistribution"),
    *("ExponentialPower", "FisherZ", "FoldedNormal", "Frechet", "GammaInverse", "Gompertz"),
    *("GaussianInverse", "GeneralizedExtremeValue", "GeneralizedPareto", "HalfCauchy"),
    *("HyperbolicSecant", "InverseGaussian", "Kumaraswamy", "Levy", "LogCauchy"),
    *("LogGamma", "LogLogistic", "Maxwell", "Moyal", "Nakagami"),
    *("PowerFunction", "QuadraticU", "RaisedCosine", "Reciprocal", "Rice"),
    *("ShiftedGompertz", "SkewNormal", "StudentT", "Trapezoidal", "Triangular", "UniformSum"),
    *("VonMises", "Wald", "WignerSemicircle", "Burr", "BirnbaumSaunders"),
    *("JohnsonSU", "JohnsonSB", "Bernoulli", "BetaBinomial", "Binomial", "Categorical", "Coin"),
    *("Die", "DiscreteUniform", "FlorySchulz", "Geometric", "Hermite", "Hypergeometric"),
    *("IdealSoliton", "Logarithmic", "NegativeBinomial", "Poisson", "Rademacher"),
    *("RobustSoliton", "Skellam", "YuleSimon", "Zeta", "Dirichlet", "MultivariateNormal"),
    *("MultivariateLaplace", "MultivariateT", "MultivariateBeta", "Multinomial", "NormalGamma"),
    *("NegativeMultinomial", "GeneralizedMultivariateLogGamma", "Independent", "FiniteRV"),
    *("Wishart", "MatrixNormal", "MatrixGamma"),
)
