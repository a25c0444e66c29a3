"""Functions of the claim language as SymPy terms, with what their arguments need to be."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from sympy import Expr, Integer, cos, exp, sqrt

from symreparam.documents import syntax
from symreparam.documents.choices import first_largest
from symreparam.documents.meaning_needs import NeedKind
from symreparam.logic.errors import Unsupported
from symreparam.terms.build import build

SAME: Final = MappingProxyType(
    {
        **{
            name: name
            for name in (
                *("exp", "sign", "floor", "ceiling", "sin", "cos", "tan", "atan2", "sinh"),
                *("cosh", "tanh", "asinh", "atan", "erf", "erfc", "besseli", "besselk", "expint"),
                *("polygamma", "binomial", "zeta"),
            )
        },
        "abs": "Abs",
        "min": "Min",
        "max": "Max",
        "lambertw": "LambertW",
    }
)
# function -> what its argument needs to be
ARGUMENT: Final[Mapping[str, NeedKind]] = MappingProxyType(
    {
        "log": "positive",
        "gamma": "positive",
        "loggamma": "positive",
        "digamma": "positive",
    }
)
# functions with poles or a domain: that which must not vanish, or has a sign
DOMAINS: Final[Mapping[str, Callable[..., tuple[NeedKind, Expr]]]] = MappingProxyType(
    {
        "tan": lambda x: ("nonzero", cos(x)),
        "zeta": lambda x: ("nonzero", x - 1),
        "lambertw": lambda x: ("nonnegative", x + exp(-1)),
        "besselk": lambda _, x: ("positive", x),
        "besseli": lambda nu, x: ("nonnegative", Integer(1) if nu.is_integer else x),
        "expint": lambda _, x: ("positive", x),
        "polygamma": lambda _, x: ("positive", x),
        "binomial": lambda n, _: ("positive", n + 1),
        "atan2": lambda y, x: ("nonzero", x**2 + y**2),
    }
)
INSIDE: Final = frozenset(("asin", "acos", "atanh", "erfinv"))

# the last argument of the incomplete functions; the others, their orders, are positive
INCOMPLETE: Final[Mapping[str, NeedKind]] = MappingProxyType(
    {"lowergamma": "nonnegative", "uppergamma": "positive", "betainc": "nonnegative"}
)


def composed(
    name: str, args: tuple[Expr, ...], node: syntax.Call, need: Callable[..., None]
) -> Expr:
    """A function that is written by others; `need(kind, term, node, message)` notes what it needs.

    Raises Unsupported for one that the engine does not know.
    """
    one, x = Integer(1), args[0]
    if name == "sqrt":
        need("nonnegative", x, node.arguments[0], "a root of a negative number")
        return build("Pow", (x, one / 2))
    if name == "norm":
        squares = tuple(build("Pow", (arg, Integer(2))) for arg in args)
        return build("Pow", (build("Add", squares), one / 2))
    if name == "argmax":
        return first_largest(args)
    if name in INCOMPLETE:
        return _incomplete(name, args, node, need)
    if name == "logit":
        for part in (x, 1 - x):
            need("positive", part, node.arguments[0], "logit outside (0, 1)")
        return build("log", (x / (1 - x),))
    if name == "PhiInv":
        for part in (x, 1 - x):
            need("positive", part, node.arguments[0], "PhiInv outside (0, 1)")
        return sqrt(2) * build("erfinv", (2 * x - 1,))
    if name == "factorial":
        need("positive", x + 1, node.arguments[0], "factorial of a negative number")
        return build("factorial", (x,))
    if name == "acosh":
        need("nonnegative", x - 1, node.arguments[0], "acosh below 1")
        return build("acosh", (x,))
    if name == "lambertwm1":
        for kind, part in (("positive", -x), ("nonnegative", x + exp(-1))):
            need(kind, part, node.arguments[0], "lambertwm1 outside its domain")
        return build("LambertLower", (x,))
    if name == "beta":
        for part, arg in zip(args, node.arguments, strict=True):
            need("positive", part, arg, f"beta of {part}")
        return build("beta", args)
    if name == "mod":
        need("nonzero", args[1], node.arguments[1], "division by zero")
        return x - args[1] * build("floor", (x / args[1],))
    return _everywhere(name, x)


def _everywhere(name: str, x: Expr) -> Expr:
    """A function that is written by others and defined everywhere. Raises Unsupported."""
    if name == "sigmoid":
        return 1 / (1 + build("exp", (-x,)))
    if name == "softplus":
        return build("log", (1 + build("exp", (x,)),))
    if name == "relu":
        return build("Max", (x, Integer(0)))
    if name == "Phi":
        return (1 + build("erf", (x / sqrt(2),))) / 2
    raise Unsupported(f"the function {name} here")



def _incomplete(
    name: str, args: tuple[Expr, ...], node: syntax.Call, need: Callable[..., None]
) -> Expr:
    """The incomplete gamma functions, and the regularized incomplete beta function."""
    for place, part in enumerate(args[:-1]):
        need("positive", part, node.arguments[place], f"{name} of order {part}")
    x = args[-1]
    need(INCOMPLETE[name], x, node.arguments[-1], f"{name} of {x}")
    if name != "betainc":
        return build(name, args)
    need("nonnegative", 1 - x, node.arguments[-1], f"betainc of {x}")
    return build("betainc_regularized", (*args[:2], Integer(0), x))
