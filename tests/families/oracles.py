"""Outside knowledge of the families: parameter values to test at, and scipy's frozen laws."""

from __future__ import annotations

import math

import scipy.stats
from sympy import Integer, Rational

R = Rational
VALUES = {
    "Normal": (R(1, 3), R(7, 5)),
    "Uniform": (R(-1), R(5, 2)),
    "Exponential": (R(7, 4),),
    "Laplace": (R(2, 3), R(5, 4)),
    "Logistic": (R(-1, 2), R(6, 5)),
    "Cauchy": (R(1, 4), R(3, 2)),
    "Gamma": (R(5, 2), R(4, 5)),
    "LogNormal": (R(1, 5), R(2, 3)),
    "Weibull": (R(5, 4), R(7, 3)),
    "Rayleigh": (R(6, 5),),
    "Pareto": (R(3, 2), R(19, 4)),
    "Gumbel": (R(5, 3), R(-1, 2)),
    "ChiSquared": (R(7, 2),),
    "HalfNormal": (R(4, 3),),
    "LogitNormal": (R(1, 4), R(5, 6)),
    "Lomax": (R(9, 2), R(9, 5)),
    "Beta": (R(5, 2), R(7, 4)),
    "StudentT": (R(9, 2),),
    "Kumaraswamy": (R(5, 2), R(7, 4)),
    "GammaInverse": (R(9, 2), R(4, 3)),
    "BetaPrime": (R(5, 2), R(17, 4)),
    "FDistribution": (R(7, 2), R(19, 2)),
    "Frechet": (R(7, 2), R(4, 3), R(-1, 2)),
    "Levy": (R(-1, 3), R(4, 3)),
    "Maxwell": (R(4, 3),),
    "Nakagami": (R(5, 4), R(7, 3)),
    "Chi": (R(7, 2),),
    "LogLogistic": (R(4, 3), R(7, 2)),
    "Erlang": (Integer(3), R(5, 4)),
    "Arcsin": (R(-1, 2), R(7, 4)),
    "PowerFunction": (R(5, 2), R(-1, 2), R(7, 4)),
    "Triangular": (R(-1, 2), R(7, 4), R(1, 3)),
    "Dagum": (R(3, 2), R(7, 2), R(4, 3)),
    "Gompertz": (R(4, 3), R(2, 5)),
    "Moyal": (R(-1, 3), R(4, 3)),
    "WignerSemicircle": (R(4, 3),),
    "HalfCauchy": (R(4, 3),),
    "FoldedNormal": (R(2, 3), R(5, 4)),
    "GaussianInverse": (R(4, 3), R(5, 2)),
    "Reciprocal": (R(1, 2), R(7, 3)),
    "LogCauchy": (R(-1, 3), R(4, 3)),
    "QuadraticU": (R(-1, 2), R(7, 4)),
    "RaisedCosine": (R(-1, 3), R(4, 3)),
    "BoundedPareto": (R(5, 2), R(1, 2), R(7, 3)),
    "ShiftedGompertz": (R(4, 3), R(2, 5)),
    "Benini": (R(4, 3), R(2, 5), R(3, 2)),
    "ExponentialPower": (R(-1, 3), R(4, 3), R(5, 2)),
    "ExGaussian": (R(-1, 3), R(4, 3), R(3, 2)),
    "FisherZ": (R(7, 2), R(5, 2)),
    "VarianceGamma": (R(-1, 3), R(7, 4), R(2, 5), R(5, 3)),
    "VonMises": (R(2, 3), R(5, 4)),
    "SkewNormal": (R(-4, 3),),
    "Trapezoidal": (R(-1, 2), R(1, 3), R(5, 4), R(7, 3)),
    "GeneralizedInverseGaussian": (R(4, 3), R(5, 2), R(-3, 4)),
    "Burr": (R(7, 2), R(4, 3)),
    "HyperbolicSecant": (R(-1, 3), R(5, 4)),
    "BirnbaumSaunders": (R(2, 3), R(5, 4)),
    "JohnsonSU": (R(-2, 3), R(7, 3), R(1, 4), R(6, 5)),
    "JohnsonSB": (R(-2, 3), R(3, 2), R(1, 4), R(6, 5)),
    "Rice": (R(4, 3), R(3, 4)),
    "Davis": (R(3, 2), R(17, 4), R(1, 3)),
    "ChiNoncentral": (R(7, 2), R(4, 3)),
    "GeneralizedExtremeValue": (R(-1, 3), R(5, 4), R(2, 5)),
    "GeneralizedPareto": (R(-1, 3), R(5, 4), R(2, 5)),
    "LogGamma": (R(5, 2),),
    "ContinuousBernoulli": (R(1, 3),),
}
"""One admissible argument tuple a family; every moment that the record states exists there."""

st = scipy.stats


def _truncated_exponential(rate: float) -> object:
    """An exponential variable of this rate, above 0, given that it is below 1."""
    return st.truncexpon(rate, scale=1 / rate)


SCIPY = {
    "Normal": lambda m, s: st.norm(m, s),
    "Uniform": lambda a, b: st.uniform(a, b - a),
    "Exponential": lambda r: st.expon(scale=1 / r),
    "Laplace": lambda m, b: st.laplace(m, b),
    "Logistic": lambda m, s: st.logistic(m, s),
    "Cauchy": lambda x, g: st.cauchy(x, g),
    "Gamma": lambda k, t: st.gamma(k, scale=t),
    "LogNormal": lambda m, s: st.lognorm(s, scale=math.exp(m)),
    "Weibull": lambda a, b: st.weibull_min(b, scale=a),
    "Rayleigh": lambda s: st.rayleigh(scale=s),
    "Pareto": lambda x, a: st.pareto(a, scale=x),
    "Gumbel": lambda b, m: st.gumbel_r(m, b),
    "ChiSquared": lambda k: st.chi2(k),
    "HalfNormal": lambda s: st.halfnorm(scale=s),
    "Lomax": lambda a, b: st.lomax(a, scale=b),
    "Beta": lambda a, b: st.beta(a, b),
    "StudentT": lambda n: st.t(n),
    "GammaInverse": lambda a, b: st.invgamma(a, scale=b),
    "BetaPrime": lambda a, b: st.betaprime(a, b),
    "FDistribution": lambda a, b: st.f(a, b),
    "Frechet": lambda a, s, m: st.invweibull(a, m, s),
    "Levy": lambda m, c: st.levy(m, c),
    "Maxwell": lambda a: st.maxwell(scale=a),
    "Nakagami": lambda m, w: st.nakagami(m, scale=math.sqrt(w)),
    "Chi": lambda k: st.chi(k),
    "LogLogistic": lambda a, b: st.fisk(b, scale=a),
    "Erlang": lambda k, r: st.erlang(k, scale=1 / r),
    "Arcsin": lambda a, b: st.arcsine(a, b - a),
    "PowerFunction": lambda s, a, b: st.powerlaw(s, a, b - a),
    "Triangular": lambda a, b, c: st.triang((c - a) / (b - a), a, b - a),
    "Dagum": lambda p, a, b: st.burr(a, p, scale=b),
    "Gompertz": lambda b, e: st.gompertz(e, scale=1 / b),
    "Moyal": lambda m, s: st.moyal(m, s),
    "WignerSemicircle": lambda r: st.semicircular(scale=r),
    "HalfCauchy": lambda g: st.halfcauchy(scale=g),
    "FoldedNormal": lambda m, s: st.foldnorm(m / s, scale=s),
    "GaussianInverse": lambda m, s: st.invgauss(m / s, scale=s),
    "Reciprocal": lambda a, b: st.reciprocal(a, b),
    "BoundedPareto": lambda a, x, y: st.truncpareto(a, y / x, scale=x),
    "ExponentialPower": lambda m, a, b: st.gennorm(b, m, a),
    "ExGaussian": lambda m, s, r: st.exponnorm(1 / (r * s), m, s),
    "SkewNormal": lambda a: st.skewnorm(a),
    "GeneralizedInverseGaussian": lambda a, b, p: st.geninvgauss(
        p, math.sqrt(a * b), scale=math.sqrt(b / a)
    ),
    "Burr": lambda c, k: st.burr12(c, k),
    "HyperbolicSecant": lambda m, s: st.hypsecant(m, 2 * s / math.pi),
    "BirnbaumSaunders": lambda a, b: st.fatiguelife(a, scale=b),
    "JohnsonSU": lambda g, d, x, s: st.johnsonsu(g, d, x, s),
    "JohnsonSB": lambda g, d, x, s: st.johnsonsb(g, d, x, s),
    "GeneralizedExtremeValue": lambda m, s, x: st.genextreme(-x, m, s),
    "GeneralizedPareto": lambda m, s, x: st.genpareto(x, m, s),
    "LogGamma": lambda c: st.loggamma(c),
    "ContinuousBernoulli": lambda p: _truncated_exponential(math.log((1 - p) / p)),
    "Rice": lambda n, s: st.rice(n / s, scale=s),
    "Trapezoidal": lambda a, b, c, d: st.trapezoid(
        (b - a) / (d - a), (c - a) / (d - a), a, d - a
    ),
}
"""scipy's law with the same arguments; LogitNormal, Kumaraswamy and a few others have none."""

NOT_IN_SYMPY = frozenset(
    (
        *("HalfNormal", "HalfCauchy", "FoldedNormal", "SkewNormal", "Point", "LogitNormal"),
        *("GeneralizedInverseGaussian", "Burr", "BirnbaumSaunders", "HyperbolicSecant", "Rice"),
        *("JohnsonSU", "JohnsonSB", "GeneralizedExtremeValue", "GeneralizedPareto", "LogGamma"),
        *("VarianceGamma", "ContinuousBernoulli"),
    )
)
"""Families whose name `sympy.stats` lacks (LogitNormal: its parameter is named differently)."""

WHOLE = {
    "ChiSquared": (Integer(4),),
    "Chi": (Integer(4),),
    "ChiNoncentral": (Integer(4), R(4, 3)),
    "FDistribution": (Integer(4), Integer(9)),
}
"""Values for `sympy.stats`, which wants whole degrees of freedom where ours may be any."""

BAD = {
    "Uniform": [(R(1), R(1)), (R(2), R(1))],
    "Arcsin": [(R(1), R(1)), (R(2), R(1))],
    "PowerFunction": [(R(1), R(1), R(1)), (R(1), R(2), R(1))],
    "Triangular": [(R(0), R(0), R(0)), (R(0), R(1), R(2)), (R(0), R(1), R(-1))],
    "Reciprocal": [(R(1), R(1)), (R(2), R(1)), (R(-1), R(1))],
    "QuadraticU": [(R(1), R(1)), (R(2), R(1))],
    "BoundedPareto": [(R(1), R(2), R(2)), (R(1), R(2), R(1))],
    "Trapezoidal": [
        (R(0), R(1), R(1), R(2)),
        (R(1), R(0), R(2), R(3)),
        (R(0), R(1), R(3), R(2)),
    ],
    "Nakagami": [(R(1, 3), R(1))],
}
"""Arguments in the parameters' domains one by one, or nearly, that make no law."""
