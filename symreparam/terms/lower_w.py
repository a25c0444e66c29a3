"""The lower real branch of Lambert's W as a function of its own.

SymPy writes it `LambertW(x, -1)`, which every table that knows functions by name would take for the
main branch.
"""

from __future__ import annotations

from typing import Any

from sympy import Expr, Function, Integer, LambertW, exp
from sympy.core.function import ArgumentIndexError


class LambertLower(Function):  # type: ignore[misc]
    """W_{-1}(x) for -1/e <= x < 0: the solution w <= -1 of w exp(w) = x (Corless et al. 1996)."""

    nargs = 1
    is_real = True
    is_negative = True

    @classmethod
    def eval(cls, argument: Expr) -> Expr | None:
        """-1 at the turning point."""
        return Integer(-1) if argument == -exp(-1) else None

    def fdiff(self, argindex: int = 1) -> Expr:
        """W'(x) = W(x)/(x (1 + W(x)))."""
        if argindex != 1:
            raise ArgumentIndexError(self, argindex)
        x = self.args[0]
        return self / (x * (1 + self))

    def _eval_evalf(self, prec: int) -> Any:
        return LambertW(self.args[0], -1)._eval_evalf(prec)
