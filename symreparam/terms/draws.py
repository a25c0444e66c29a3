"""Quantile functions of discrete families as terms: `PoissonQuantile(L, U)`.

For U uniform on (0, 1) and independent of L it is a count that follows Poisson(L) given L. SymPy
knows of such a term that it is a whole number and nothing else; only a rule says more.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import Final

from sympy import Expr, Function, Symbol

from symreparam.terms.symbols import terms_of

LONGEST: Final = 20  # characters of a count's name that its driver's keeps
# a small letter by itself may be the index or the value of a proof's own
_DRIVER: Final = re.compile(rf"(?P<name>[A-Z]|.{{2,{LONGEST - 1}}}?)_\d+\Z")


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


def called(term: Expr) -> str | None:
    """The name that a text gave a count, `X` of PoissonQuantile(L, X_0); None for another term.

    A text introduces each name once, so that no other symbol has this one.
    """
    last = term.args[-1] if isinstance(term, Quantile) else None
    found = _DRIVER.match(last.name) if isinstance(last, Symbol) else None
    return None if found is None else found["name"]


def draws_of(value: object) -> dict[Symbol, Quantile]:
    """The uniform variables of a record that draw one named count each, and these counts."""
    found: dict[Symbol, set[Quantile]] = {}
    for term in terms_of(value):
        for count in term.atoms(Quantile):
            if called(count) is not None:
                found.setdefault(count.args[-1], set()).add(count)
    return {driver: counts.pop() for driver, counts in found.items() if len(counts) == 1}
