"""A private number context with a precision and a bound on the work done in it."""

from __future__ import annotations

import math
from collections.abc import Iterable
from statistics import NormalDist
from typing import Any, Final

from mpmath.ctx_fp import FPContext
from mpmath.ctx_mp import MPContext
from sympy import Expr, Rational, preorder_traversal

Real = Any
"""A real number of an mpmath context (mpmath is untyped)."""

FUEL: Final = 300_000
DOUBLES: Final = 15
"""Decimal digits of a double."""
_SPARE: Final = 40
_MOST: Final = 400
_NORMAL: Final = NormalDist()


class NoNumber(ArithmeticError):
    """A term has no number here: not finite, not real, or not known to this evaluator."""


class NotFinite(NoNumber):
    """The value is infinite, complex, undefined, or beyond any sensible size."""


class UnknownHead(NoNumber):
    """The evaluator has no row for this function."""


class NotConverged(NoNumber):
    """The estimate of an integral's error did not come down."""


class OutOfFuel(NoNumber):
    """The bound on the work was reached."""


def _erfinv(x: float) -> float:
    """The inverse of erf: Wichura's (1988) normal quantile, which loses digits next to 0 alone."""
    if not -1 < x < 1:
        raise ValueError("erfinv(x) is finite for -1 < x < 1 only")
    z = math.copysign(_NORMAL.inv_cdf((1 - abs(x)) / 2), x) / math.sqrt(2) if x else 0.0
    if abs(x) < 0.5:  # a step of Newton's
        z -= (math.erf(z) - x) * math.exp(z * z) * math.sqrt(math.pi) / 2
    return z


class _Doubles(FPContext):  # type: ignore[misc]
    """mpmath's doubles, with the functions that it leaves out there, or finds by iteration."""

    def __init__(self) -> None:
        super().__init__()  # sets mpmath's own functions, on the class
        self.asinh, self.acosh, self.atanh = math.asinh, math.acosh, math.atanh
        self.erf, self.erfc, self.erfinv = math.erf, math.erfc, _erfinv


class Workspace:
    """mpmath numbers of `digits` decimal digits (0: doubles), and the fuel that its users spend.

    The context is created here, so that mpmath's global precision is neither read nor changed.
    """

    __slots__ = ("_nodes", "digits", "finite", "fuel", "mp")

    def __init__(self, digits: int, fuel: int = FUEL) -> None:
        self.digits = digits
        self.fuel = fuel
        self.mp: Any = MPContext() if digits else _Doubles()
        self.finite: Any = math.isfinite
        if digits:
            self.mp.dps = digits
            self.finite = self.mp.isfinite
        self._nodes: dict[float, tuple[Real, Real]] = {}

    def spend(self, amount: int) -> None:
        """Count work (1 is about a microsecond); raises OutOfFuel when there was too much."""
        self.fuel -= amount
        if self.fuel < 0:
            raise OutOfFuel("the bound on the work was reached")

    def node(self, t: float) -> tuple[Real, Real]:
        """q = exp(pi/2 sinh t) and q'/q = pi/2 cosh t, the node of the double-exponential rules."""
        found = self._nodes.get(t)
        if found is None:
            half = self.mp.pi / 2
            found = (self.mp.exp(half * math.sinh(t)), half * math.cosh(t))
            self._nodes[t] = found
        return found


def digits_for(terms: Iterable[Expr]) -> int:
    """Working digits that leave room for the cancellation that long numbers cause."""
    longest = 0
    for term in terms:
        for node in preorder_traversal(term):
            if isinstance(node, Rational) and node.is_finite:
                longest = max(longest, len(str(abs(node.p))), len(str(node.q)))
    return min(_MOST, _SPARE + 2 * longest)
