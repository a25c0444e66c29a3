"""Sums over the periods of densities that fall like a power: the Cauchy law and rational tails."""

from __future__ import annotations

from typing import Final

from sympy import (
    Expr,
    Integer,
    Poly,
    PolynomialError,
    apart,
    cos,
    cosh,
    diff,
    factorial,
    fraction,
    oo,
    pi,
    polygamma,
    sinh,
    together,
)
from sympy.core.symbol import Symbol

from symreparam.derivation.branch import NoInverse
from symreparam.derivation.builder import Builder
from symreparam.terms.law import Law, Piece
from symreparam.terms.region import interval

MOST_ORDER: Final = 8
Row = tuple[Expr, Expr, Expr]


def cauchy_fold(law: Law, start: Expr) -> Row | None:
    """(median, scale, start) when the only density is that of a Cauchy law, as it seems."""
    if len(law.pieces) != 1:
        return None
    letter = law.variable
    above, under = fraction(together(law.pieces[0].density))
    poly = Poly(under, letter) if under.is_polynomial(letter) else None
    if above.has(letter) or poly is None or poly.degree() != 2:
        return None
    lead = poly.nth(2)
    median = (-poly.nth(1) / (2 * lead)).cancel()
    # c/(lead (x - m)^2 + ...) with c = lead g/pi
    scale = (pi * above / lead).cancel()
    return None if scale.has(oo) else (median, scale, start)


def cauchy_premises(builder: Builder, law: Law, row: Row) -> list[int]:
    """The premises of `pushforward-periodic` for a Cauchy density."""
    median, scale, _ = row
    (piece,) = law.pieces
    plain = scale / (pi * (scale**2 + (law.variable - median) ** 2))
    return [builder.equal(piece.density, plain, piece.region), builder.sign_is(scale, "+")]


def wrapped(law: Law, period: Expr, row: Row) -> Piece:
    """The wrapped Cauchy density on one period."""
    median, scale, start = row
    turn = 2 * pi / period
    gap = cosh(turn * scale) - cos(turn * (law.variable - median))
    region = interval(law.variable, start, start + period)
    return Piece(region, sinh(turn * scale) / (period * gap))


def power_tail(density: Expr, letter: Symbol, step: Expr) -> Expr:
    """T with T(x) - T(x + step) = density, for a sum of c (a x + b)^(-n), n >= 2: by
    polygamma(n - 1, u) - polygamma(n - 1, u + 1) = (-1)^n (n - 1)! u^(-n)."""
    try:
        parts = apart(together(density), letter).as_ordered_terms()
    except (PolynomialError, NotImplementedError, ValueError) as error:
        raise NoInverse("no closed sum over the periods") from error
    total: Expr = Integer(0)
    for part in parts:
        above, under = fraction(together(part))
        base, power = under.as_independent(letter, as_Add=False)[1].as_base_exp()
        factor = above / (under / base**power)
        slope = diff(base, letter)
        plain = not factor.has(letter) and not slope.has(letter) and slope != 0
        if not plain or not power.is_Integer or not 2 <= power <= MOST_ORDER:
            raise NoInverse("no closed sum over the periods")
        order, rise = int(power), slope * step
        # of 1/(rise u)^n with u = base/rise, which grows by 1 a step
        sign = 1 if order % 2 == 0 else -1
        share = factor * sign / (rise**order * factorial(order - 1))
        total = total + share * polygamma(order - 1, base / rise)
    return total
