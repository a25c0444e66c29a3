"""Words of everyday mathematics and of other systems, and what to write here instead.

Tables for hints only: no word in them is read as what it stands for.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import Final

STARTS: Final = MappingProxyType(
    {
        **dict.fromkeys(("show", "assert", "verify", "check", "claim", "theorem"), "prove"),
        **dict.fromkeys(("assume", "suppose", "where", "with", "var", "define", "set"), "let"),
        **dict.fromkeys(("disprove", "falsify"), "refute"),
        **dict.fromkeys(("find", "compute", "simplify"), "derive"),
    }
)
"""The first word of a statement -> the word that does it here."""

PROPERTIES: Final = MappingProxyType(
    {
        **dict.fromkeys(("positive", "pos"), "{} > 0"),
        **dict.fromkeys(("nonnegative", "nonneg"), "{} >= 0"),
        **dict.fromkeys(("negative", "neg"), "{} < 0"),
        "nonpositive": "{} <= 0",
        "nonzero": "{} != 0",
        **dict.fromkeys(("int", "integers", "whole"), "{} integer"),
        **dict.fromkeys(("natural", "naturals"), "{} integer >= 1"),
        **dict.fromkeys(("reals", "float", "number", "scalar"), "{} real"),
        "probability": "0 <= {} <= 1",
    }
)
"""What a parameter is called -> the `let` that says it of the name."""

_WHOLE: Final = MappingProxyType(
    {
        "positive": "{} integer >= 1",
        "nonnegative": "{} integer >= 0",
        "negative": "{} integer <= -1",
        "nonpositive": "{} integer <= 0",
    }
)

AFTER_HAS: Final = MappingProxyType(
    {
        "pdf": "write z has density exp(-t) for t > 0",
        "pmf": "write z has mass 1/2 at 0, mass 1/2 at 1",
        "cdf": "write P(z <= t) = .. with `let t real`",
        **dict.fromkeys(("law", "distribution"), "write z ~ LAW"),
        **dict.fromkeys(("mean", "expectation"), "write E(z) = .."),
        "variance": "write Var(z) = ..",
        "median": "write median(z) = ..",
    }
)
"""What a random variable has -> the claim that says so."""

RANGES: Final = frozenset({"on", "over", "where", "when", "whenever", "if", "in", "otherwise"})
"""Words that people write between a density and its range."""

TERMS: Final = MappingProxyType(
    {
        **dict.fromkeys(("std", "sd", "stdev", "stddev"), "write sqrt(Var(x))"),
        **dict.fromkeys(("corr", "cor"), "write Cov(x, y)/sqrt(Var(x)*Var(y))"),
        "log2": "write log(x)/log(2)",
        "log10": "write log(x)/log(10)",
        "log1p": "write log(1 + x)",
        "expm1": "write exp(x) - 1",
        "sec": "write 1/cos(x)",
        "csc": "write 1/sin(x)",
        "cot": "write cos(x)/sin(x)",
        "sech": "write 1/cosh(x)",
        "csch": "write 1/sinh(x)",
        "coth": "write cosh(x)/sinh(x)",
        "cbrt": "write sign(x)*abs(x)^(1/3)",
        **dict.fromkeys(("pow", "power"), "write x^a"),
        "square": "write x^2",
        "frac": "write mod(x, 1)",
        **dict.fromkeys(("clip", "clamp"), "write min(max(x, a), b)"),
        **dict.fromkeys(("Heaviside", "heaviside", "step"), "write indicator(x > 0)"),
        "hypot": "write sqrt(x^2 + y^2)",
        "logsumexp": "write log(exp(x) + exp(y))",
        "mode": "modes are not claimed; E, Var, median and P(..) are",
    }
)
"""A function that is none here -> the term that says the same."""

CALLS: Final = MappingProxyType(
    {
        "P": "write P(x > 0 and y > 0)",
        "E": "write E(x); of a product E(x*y)",
        "Var": "write Var(x)",
        "Cov": "write Cov(x, y)",
        "median": "write median(x); the middle of three is x + y + z - max(x, y, z) - min(x, y, z)",
        "KL": "write KL(LAW, LAW)",
        "entropy": "write entropy(LAW)",
        "grad": "write grad(a, f(a))",
        "if": "write if(u < 1/2, a, b)",
        "jacobian": "write jacobian((x + y, x - y); x, y): several components stand in a tuple",
    }
)
"""What is called with too few or too many arguments -> how it is called."""

LAWS: Final = MappingProxyType(
    {
        **{"t": "StudentT", "T": "StudentT", "F": "FDistribution", "U": "Uniform"},
        **dict.fromkeys(("chi2", "chisq", "Chisq"), "ChiSquared"),
        **{"Expon": "Exponential", "Pois": "Poisson", "Bern": "Bernoulli", "Ber": "Bernoulli"},
        **{"Bin": "Binomial", "Binom": "Binomial", "Geo": "Geometric", "Norm": "Normal"},
        **{"LN": "LogNormal", "IG": "GammaInverse", "GEV": "GeneralizedExtremeValue"},
        **{"GPD": "GeneralizedPareto", "Dir": "Dirichlet", "MVN": "MultivariateNormal"},
        **{"Be": "Beta", "Ga": "Gamma", "Wald": "GaussianInverse", "Lap": "Laplace"},
    }
)
"""Short names of laws -> the family. `N(mean, variance)` is a family of its own."""


def property_of(word: str, after: str) -> str | None:
    """The `let` for `let n positive`, and for `let n positive integer` with a text after the word.
    """
    whole = re.match(r"\s*int(eger)?s?\b", after)
    return (_WHOLE.get(word) if whole else None) or PROPERTIES.get(word)
