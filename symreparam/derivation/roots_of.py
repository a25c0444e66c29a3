"""Terms that are a power of a quotient or an extreme: their means are moments of it."""

from __future__ import annotations

from math import gcd

from sympy import Expr, Integer, Max, Min, Mul, Symbol


def root_of(body: Expr, random: tuple[Symbol, ...]) -> tuple[Expr, int] | None:
    """(g, k) where the body is g^k for a k >= 2, and g is no polynomial in the variables; else
    None. Means of polynomials are found term by term."""
    pairs = [factor.as_base_exp() for factor in Mul.make_args(body)]
    powers = [int(exponent) for _, exponent in pairs if exponent.is_Integer]
    common = gcd(*powers) if len(powers) == len(pairs) else 1
    if common < 2 or any(base.is_number for base, _ in pairs):
        return None
    base = Mul(*(part ** Integer(power // common) for (part, _), power in zip(
        pairs, powers, strict=True)))  # fmt: skip
    tops = base.has(Max, Min)
    return (base, common) if tops or not base.is_polynomial(*random) else None
