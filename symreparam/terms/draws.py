"""Quantile functions of discrete families as terms: `PoissonQuantile(L, U)`.

For U uniform on (0, 1) and independent of L it is a count that follows Poisson(L) given L. SymPy
knows of such a term that it is a whole number and nothing else; only a rule says more.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from sympy import Expr, Function


class Quantile(Function):  # type: ignore[misc]
    """The least whole number whose cumulative probability reaches the last argument."""

    family = ""
    entries = 0

    def _eval_is_integer(self) -> bool:
        return True


class PoissonQuantile(Quantile):
    """Of Poisson(mean)."""

    nargs = entries = 2
    family = "Poisson"


class BinomialQuantile(Quantile):
    """Of Binomial(trials, probability)."""

    nargs = entries = 3
    family = "Binomial"


class NegativeBinomialQuantile(Quantile):
    """Of NegativeBinomial(successes, probability)."""

    nargs = entries = 3
    family = "NegativeBinomial"


class GeometricQuantile(Quantile):
    """Of Geometric(probability)."""

    nargs = entries = 2
    family = "Geometric"


QUANTILES: Final = MappingProxyType(
    {
        each.family: each
        for each in (PoissonQuantile, BinomialQuantile, NegativeBinomialQuantile, GeometricQuantile)
    }
)


def drawn(family: str, arguments: tuple[Expr, ...], uniform: Expr) -> Expr | None:
    """The quantile of a member at `uniform`; None for a family without such a term."""
    found = QUANTILES.get(family)
    return None if found is None else found(*arguments, uniform)
