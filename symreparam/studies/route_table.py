"""Samplers of families as literal rows, to be proved; nothing here is trusted.

In a map {0}, {1} .. are the target's arguments, {a}, {b} .. the letters of the noise.
"""

from __future__ import annotations

from typing import Final

# family -> noise laws, and the map
COMPOSITIONS: Final[dict[str, tuple[tuple[tuple[str, ...], str], ...]]] = {
    "LogNormal": ((("Normal(0, 1)",), "exp({0} + {1}*{a})"),),
    "LogitNormal": ((("Normal(0, 1)",), "sigmoid({0} + {1}*{a})"),),
    "HalfNormal": ((("Normal(0, 1)",), "{0}*abs({a})"),),
    "FoldedNormal": ((("Normal(0, 1)",), "abs({0} + {1}*{a})"),),
    "Levy": ((("Normal(0, 1)",), "{0} + {1}/{a}^2"),),
    "Moyal": ((("Normal(0, 1)",), "{0} - {1}*log({a}^2)"),),
    "JohnsonSU": ((("Normal(0, 1)",), "{2} + {3}*sinh(({a} - {0})/{1})"),),
    "JohnsonSB": ((("Normal(0, 1)",), "{2} + {3}*sigmoid(({a} - {0})/{1})"),),
    "BirnbaumSaunders": ((("Normal(0, 1)",), "{1}*exp(2*asinh({0}*{a}/2))"),),
    "Exponential": ((("Uniform(0, 1)",), "-log({a})/{0}"),),
    "Rayleigh": (
        (("Exponential(1)",), "{0}*sqrt(2*{a})"),
        (("Normal(0, 1)", "Normal(0, 1)"), "{0}*sqrt({a}^2 + {b}^2)"),
    ),
    "Weibull": ((("Exponential(1)",), "{0}*{a}^(1/{1})"),),
    "Pareto": ((("Exponential(1)",), "{0}*exp({a}/{1})"),),
    "Gumbel": ((("Exponential(1)",), "{1} - {0}*log({a})"),),
    "Frechet": ((("Exponential(1)",), "{2} + {1}*{a}^(-1/{0})"),),
    "Gompertz": ((("Exponential(1)",), "log(1 + {a}/{1})/{0}"),),
    "Burr": ((("Exponential(1)",), "(exp({a}/{1}) - 1)^(1/{0})"),),
    "Dagum": ((("Exponential(1)",), "{2}*(exp({a}/{0}) - 1)^(-1/{1})"),),
    "Kumaraswamy": ((("Exponential(1)",), "(1 - exp(-{a}/{1}))^(1/{0})"),),
    "LogLogistic": ((("Logistic(0, 1)",), "{0}*exp({a}/{1})"),),
    "LogCauchy": ((("Cauchy(0, 1)",), "exp({0} + {1}*{a})"),),
    "HalfCauchy": ((("Cauchy(0, 1)",), "{0}*abs({a})"),),
    "Laplace": ((("Exponential(1)", "Exponential(1)"), "{0} + {1}*({a} - {b})"),),
    "Logistic": ((("Exponential(1)", "Exponential(1)"), "{0} + {1}*log({a}/{b})"),),
    "Cauchy": ((("Normal(0, 1)", "Normal(0, 1)"), "{0} + {1}*{a}/{b}"),),
    "ExGaussian": ((("Normal(0, 1)", "Exponential(1)"), "{0} + {1}*{a} + {b}/{2}"),),
    "SkewNormal": ((("Normal(0, 1)", "Normal(0, 1)"), "({0}*abs({a}) + {b})/sqrt(1 + {0}^2)"),),
    "Maxwell": ((("Gamma(3/2, 1)",), "{0}*sqrt(2*{a})"),),
    "WignerSemicircle": ((("Beta(3/2, 3/2)",), "{0}*(2*{a} - 1)"),),
    # the noise of these has a parameter of the target where that is no number
    "Lomax": (
        (("Exponential(1)",), "{1}*(exp({a}/{0}) - 1)"),
        (("Exponential(1)", "Gamma({0}, 1)"), "{1}*{a}/{b}"),
    ),
    "ChiSquared": ((("Gamma({0}/2, 1)",), "2*{a}"),),
    "Chi": ((("Gamma({0}/2, 1)",), "sqrt(2*{a})"),),
    "Nakagami": ((("Gamma({0}, 1)",), "sqrt({1}*{a}/{0})"),),
    "GammaInverse": ((("Gamma({0}, 1)",), "{1}/{a}"),),
    "LogGamma": ((("Gamma({0}, 1)",), "log({a})"),),
    "Beta": ((("Gamma({0}, 1)", "Gamma({1}, 1)"), "{a}/({a} + {b})"),),
    "BetaPrime": ((("Gamma({0}, 1)", "Gamma({1}, 1)"), "{a}/{b}"),),
    "FDistribution": ((("Gamma({0}/2, 1)", "Gamma({1}/2, 1)"), "{1}*{a}/({0}*{b})"),),
    "FisherZ": ((("Gamma({0}/2, 1)", "Gamma({1}/2, 1)"), "log({1}*{a}/({0}*{b}))/2"),),
    "StudentT": ((("Normal(0, 1)", "Gamma({0}/2, 1)"), "{a}*sqrt({0}/(2*{b}))"),),
    "ExponentialPower": ((("Rademacher()", "Gamma(1/{2}, 1)"), "{0} + {1}*{a}*{b}^(1/{2})"),),
}
# family -> the quantile at {a}, where the record has none, as branches meet
QUANTILES: Final[dict[str, str]] = {
    "Triangular": (
        "if({a} < ({2} - {0})/({1} - {0}), {0} + sqrt({a}*({1} - {0})*({2} - {0})), "
        "{1} - sqrt((1 - {a})*({1} - {0})*({1} - {2})))"
    ),
    "Trapezoidal": (
        "if({a} < ({1} - {0})/({3} + {2} - {0} - {1}), "
        "{0} + sqrt({a}*({1} - {0})*({3} + {2} - {0} - {1})), "
        "if({a} < 1 - ({3} - {2})/({3} + {2} - {0} - {1}), "
        "({a}*({3} + {2} - {0} - {1}) + {0} + {1})/2, "
        "{3} - sqrt((1 - {a})*({3} - {2})*({3} + {2} - {0} - {1}))))"
    ),
}
# family -> a map with jumps: it has the law, and no pathwise gradient
THRESHOLDS: Final[dict[str, str]] = {
    "Bernoulli": "indicator({a} < {0})",
    "Rademacher": "2*indicator({a} < 1/2) - 1",
    "Geometric": "ceiling(log({a})/log(1 - {0}))",
    "Die": "ceiling({0}*{a})",
    "DiscreteUniform": "{0} + floor(({1} - {0} + 1)*{a})",
}
# family -> the index of a shape, what is added up, and the map of the sum {s}
SUMS: Final[dict[str, tuple[int, str, str, str]]] = {
    "Gamma": (0, "Exponential(1)", "{e}", "{1}*({s})"),
    "Erlang": (0, "Exponential(1)", "{e}", "({s})/{1}"),
    "ChiSquared": (0, "Normal(0, 1)", "{e}^2", "{s}"),
    "Binomial": (0, "Uniform(0, 1)", "indicator({e} < {1})", "{s}"),
}
