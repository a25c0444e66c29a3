"""Tables of the evaluator: functions with mpmath's names and costs, constants, relations."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final

EXPONENT_BITS: Final = 6000
_GAMMA_BITS: Final = 300

_ELEMENTARY: Final = (
    *("sin", "cos", "tan", "cot", "sec", "csc", "asin", "acos", "atan", "sinh", "cosh", "tanh"),
    *("coth", "sech", "csch", "asinh", "acosh", "atanh", "log", "erf", "erfc", "sign", "floor"),
)
# head -> (mpmath's name, weight): the weight is the cost against an addition
HEADS: Final = MappingProxyType(
    {
        **{name: (name, 3) for name in _ELEMENTARY},
        "exp": ("exp", 3),
        "Abs": ("fabs", 1),
        "ceiling": ("ceil", 1),
        "atan2": ("atan2", 3),
        "gamma": ("gamma", 10),
        "loggamma": ("loggamma", 10),
        "factorial": ("factorial", 10),
        "beta": ("beta", 20),
        "binomial": ("binomial", 20),
        "polygamma": ("polygamma", 40),
        "digamma": ("digamma", 40),
        "erfinv": ("erfinv", 40),
        "LambertW": ("lambertw", 20),
        "LambertLower": ("lambertw", 20),
        "besseli": ("besseli", 100),
        "besselk": ("besselk", 100),
        "uppergamma": ("gammainc", 100),
        "lowergamma": ("gammainc", 100),
        "betainc_regularized": ("betainc", 100),
        "expint": ("expint", 100),
        "zeta": ("zeta", 100),
    }
)
CONSTANTS: Final = MappingProxyType(
    {"Pi": "pi", "Exp1": "e", "EulerGamma": "euler", "Catalan": "catalan"}
)
# beyond these magnitudes (in bits) an argument is refused: mpmath would compute for ever
SIZED: Final = MappingProxyType(
    {
        **dict.fromkeys(("exp", "sinh", "cosh", "tanh", "coth", "sech", "csch"), EXPONENT_BITS),
        **dict.fromkeys(("sin", "cos", "tan", "cot", "sec", "csc", "erf", "erfc"), EXPONENT_BITS),
        **dict.fromkeys(("gamma", "loggamma", "factorial", "beta", "binomial"), _GAMMA_BITS),
        **dict.fromkeys(("polygamma", "uppergamma", "lowergamma", "expint", "zeta"), _GAMMA_BITS),
        **dict.fromkeys(("besseli", "besselk", "betainc_regularized"), _GAMMA_BITS),
    }
)
RELATIONS: Final[Mapping[str, Callable[[Any, Any], bool]]] = MappingProxyType(
    {
        "StrictLessThan": operator.lt,
        "LessThan": operator.le,
        "StrictGreaterThan": operator.gt,
        "GreaterThan": operator.ge,
        "Equality": operator.eq,
        "Unequality": operator.ne,
    }
)
