"""Regions: products of intervals whose ends may use parameters and earlier variables."""

from __future__ import annotations

from sympy import Expr, Symbol

from symreparam.terms.record import dataclass


@dataclass(frozen=True, slots=True)
class Region:
    """Ordered open intervals `(variable, lower, upper)`; no interval at all is the one point.

    An end may be infinite, a term in the parameters, or in the variables named before it
    (the triangle `0 < s < t`). Null sets do not matter to a law, so all intervals are open.
    A variable that is a whole number (`scope.whole`) ranges over those from `lower` to `upper`,
    ends included: there every point matters.
    """

    bounds: tuple[tuple[Symbol, Expr, Expr], ...] = ()

    @property
    def variables(self) -> tuple[Symbol, ...]:
        """The variables, in order."""
        return tuple(variable for variable, _, _ in self.bounds)


NUMBERS = Region()
"""The region of statements about parameters alone."""


def interval(variable: Symbol, lower: Expr, upper: Expr) -> Region:
    """The open interval `lower < variable < upper`."""
    return Region(((variable, lower, upper),))


def renamed(region: Region, old: Symbol, new: Symbol) -> Region:
    """The same region with the variable `old` called `new`."""
    swap = {old: new}
    return Region(
        tuple(
            (new if name == old else name, lower.xreplace(swap), upper.xreplace(swap))
            for name, lower, upper in region.bounds
        )
    )
