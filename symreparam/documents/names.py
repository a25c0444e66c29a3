"""The words of the claim language: what is reserved, what is a function, how a name is spelled.

Tables and spelling only; what a name means on a given line is the business of `scope_check`.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from types import MappingProxyType

from .advice_words import LAWS, TERMS


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


LONGEST = 32  # characters in a name
MANY = 10_000  # "one or more" arguments: more than a line can hold

STATEMENTS = ("let", "prove", "refute", "derive")
CONSTANTS = ("pi", "oo", "EulerGamma", "Catalan")
RESERVED = frozenset(
    _words(
        """let prove refute derive real integer function has density mass at for all in
        independent given and or if pi oo EulerGamma Catalan"""
    )
)

_ONE_ARGUMENT = _words(
    """exp log sqrt abs sign floor ceiling sin cos tan asin acos atan sinh cosh tanh
    asinh acosh atanh sigmoid logit softplus relu erf erfc erfinv gamma loggamma digamma factorial
    lambertw lambertwm1 zeta Phi PhiInv indicator transpose eye diag"""
)
_TWO_ARGUMENTS = _words(
    """mod atan2 polygamma beta binomial besseli besselk expint lowergamma uppergamma pdf logpdf
    cdf"""
)

# How many arguments a function takes, from and to.
FUNCTIONS = MappingProxyType(
    dict.fromkeys(_ONE_ARGUMENT, (1, 1))
    | dict.fromkeys(_TWO_ARGUMENTS, (2, 2))
    | dict.fromkeys(("min", "max", "argmax", "norm"), (1, MANY))
    | {"betainc": (3, 3), "if": (3, 3), "sum": (1, 2), "prod": (1, 2)}
)
# The operators look inside random variables or laws; an equation is made of them.
OPERATORS = MappingProxyType(
    {
        "P": (1, 1),
        "E": (1, 1),
        "Var": (1, 1),
        "Cov": (2, 2),
        "median": (1, 1),
        "KL": (2, 2),
        "entropy": (1, 1),
        "grad": (2, 2),
        "jacobian": (1, 1),
    }
)
CALLABLE = MappingProxyType(dict(FUNCTIONS) | dict(OPERATORS))

# What other systems call these: only for hints.
_ELSEWHERE = MappingProxyType(
    {
        **{"ln": "log", "ceil": "ceiling", "sgn": "sign", "expit": "sigmoid", "inf": "oo"},
        **{"infinity": "oo", "arcsin": "asin", "arccos": "acos", "arctan": "atan"},
        **{"arcsinh": "asinh", "arccosh": "acosh", "arctanh": "atanh", "probit": "PhiInv"},
        **{"Gaussian": "Normal", "Exp": "Exponential", "Unif": "Uniform", "Chi2": "ChiSquared"},
        **{"InverseGamma": "GammaInverse", "NormalMultivariate": "MultivariateNormal"},
        **{"DoubleExponential": "Laplace", "Fisk": "LogLogistic", "Dirac": "Point"},
        **{"InverseWeibull": "Frechet", "LogUniform": "Reciprocal", "Lorentz": "Cauchy"},
        **{"Pascal": "NegativeBinomial", "Rectangular": "Uniform", "Student": "StudentT"},
        **{"HalfGaussian": "HalfNormal", "Lognormal": "LogNormal", "Geom": "Geometric"},
        **{"mean": "E", "expectation": "E", "Mean": "E", "Pr": "P", "Prob": "P", "prob": "P"},
        **{"variance": "Var", "cov": "Cov", "choose": "binomial", "nCr": "binomial"},
        **{"lgamma": "loggamma", "gammaln": "loggamma", "normcdf": "Phi", "ndtr": "Phi"},
        **{"psi": "digamma", "W": "lambertw", "I": "indicator", "C": "binomial"},
        **LAWS,
    }
)

_ENGLISH = _words(
    """alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi
    rho sigma sigma tau upsilon phi chi psi omega"""
)
GREEK = MappingProxyType(
    dict(zip("αβγδεζηθικλμνξοπρςστυφχψω", _ENGLISH, strict=True))
    | {
        capital: english.capitalize()
        for capital, english in zip(
            "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ",
            [word for place, word in enumerate(_ENGLISH) if place != 17],
            strict=True,
        )
    }
)
_LETTERS = MappingProxyType({english: letter for letter, english in GREEK.items()})

# Characters that count as another one, one for one, so that columns stay what they were.
TWINS = str.maketrans("∼～˜〜−·⋅′’\u00a0µϵϕϑ", "~~~~-**'' μεφθ")

_TEST_FUNCTION = re.compile("(?:[A-Za-z]|" + "|".join(sorted(_LETTERS)) + ")[0-9]*")


def normal(text: str) -> str:
    """A name or a sign in ASCII: `μ_1` is `mu_1`, `∞` is `oo`, `≤` is `<=`."""
    signs = {"∞": "oo", "≤": "<=", "≥": ">=", "≠": "!=", "⊙": ".*", "**": "^"}
    return signs.get(text) or "".join(GREEK.get(c, c) for c in text.translate(TWINS))


def spelled(name: str) -> str:
    """A spelling of a name with at most 32 characters. Only a name that was written in Greek
    letters can be longer in English; it is then written in its shortest spelling with them."""
    if len(name) <= LONGEST:
        return name
    best = [""]
    for end in range(1, len(name) + 1):
        ways = [best[end - 1] + name[end - 1]]
        for english, letter in _LETTERS.items():
            if name.endswith(english, 0, end):
                ways.append(best[end - len(english)] + letter)
        best.append(min(ways, key=len))
    return best[-1]


def may_be_test_function(name: str) -> bool:
    """One letter, perhaps with digits: `f`, `g2`, `phi`."""
    return _TEST_FUNCTION.fullmatch(name) is not None


def nearest(name: str, candidates: Iterable[str]) -> str | None:
    """The candidate most like a misspelled name, or None when none is like it."""
    pool = sorted(set(candidates) - {name})
    for each in pool:
        if each.lower() == name.lower():
            return each
    if len(name) < 3:
        return None
    if len(pool) > MANY:
        return None
    close = difflib.get_close_matches(name, pool, 1, 0.65)
    return close[0] if close else None


def did_you_mean(name: str, candidates: Iterable[str]) -> str:
    """A question for a hint, or what to write; or an empty text."""
    if name in TERMS:
        return TERMS[name]
    pool = set(candidates)
    other = {each for each, ours in _ELSEWHERE.items() if ours in pool}
    close = name if name in other else nearest(name, pool | other)
    if close is None:
        return ""
    return f"did you mean `{close if close in pool else _ELSEWHERE[close]}`?"
