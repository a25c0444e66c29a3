"""Parameters and terms in which equality is tried."""

from __future__ import annotations

from sympy import Expr, Integer, Symbol, betainc_regularized, oo
from zero_cases import COUNT, NONNEGATIVE, POSITIVE, REALS, Z, symbols

ALL = (
    ("mu", REALS),
    ("m", REALS),
    ("b", REALS),
    ("s", POSITIVE),
    ("a", POSITIVE),
    ("k", POSITIVE),
    ("w", NONNEGATIVE),
    ("n", COUNT),
)
mu, m, b, s, a, k, w, n = symbols(*ALL)
LINE, HALF, UNIT = (-oo, oo), (0, oo), (0, 1)


def over(ends: tuple[object, object], variable: Symbol = Z) -> tuple[Symbol, Expr, Expr]:
    return (variable, Integer(ends[0]) if ends[0] in (0, 1) else ends[0],
            Integer(ends[1]) if ends[1] in (0, 1) else ends[1])


part = k / (1 + k)


def share(first: Expr, second: Expr, x: Expr) -> Expr:
    """The regularized incomplete beta function I_x(first, second)."""
    return betainc_regularized(first, second, 0, x)
