"""ALIASES: other ways to write a member of a family, such as `N(mean, variance)`."""

from __future__ import annotations

from types import MappingProxyType

from sympy import Expr, Integer, Symbol, sqrt

from symreparam.terms.record import dataclass
from symreparam.terms.scope import REALS, Domain, parameter

_m = parameter("mean", REALS)
_v = parameter("variance", Domain(lower=Integer(0)))
_mean = parameter("mean", Domain(lower=Integer(0)))
_shape = parameter("shape", Domain(lower=Integer(0)))
_WALD = (
    ("mean", _mean, Domain(lower=Integer(0))),
    ("shape", _shape, Domain(lower=Integer(0))),
)


@dataclass(frozen=True, slots=True)
class Alias:
    """`name(parameters)` is `target(arguments)`."""

    name: str
    parameters: tuple[tuple[str, Symbol, Domain], ...]
    target: str
    arguments: tuple[Expr, ...]


ALIASES = MappingProxyType(
    {
        "N": Alias(
            "N",
            (("mean", _m, REALS), ("variance", _v, Domain(lower=Integer(0)))),
            "Normal",
            (_m, sqrt(_v)),
        ),
        "InverseGaussian": Alias("InverseGaussian", _WALD, "GaussianInverse", (_mean, _shape)),
        "Wald": Alias("Wald", _WALD, "GaussianInverse", (_mean, _shape)),
    }
)
