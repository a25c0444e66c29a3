"""The indices over which a sum, product or extreme runs, as they are written."""

from __future__ import annotations

from sympy import Expr, Symbol


def indices_of(size: Expr) -> tuple[int, Expr]:
    """The first and the last of so many indices: 1 and n, or 2 and n for n - 1 of them."""
    less, symbol = size.as_coeff_Add()
    return (2, symbol) if less == -1 and isinstance(symbol, Symbol) else (1, size)
