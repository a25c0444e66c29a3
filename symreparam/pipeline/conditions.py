"""Equations in parameters solved exactly, as far as factors that are linear or quadratic go.

Numerators are factored over the rationals, square roots and powers of symbols counting as letters
of their own. What is not solved is kept as an open factor: nothing is dropped without a reason.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from sympy import (
    Abs,
    Dummy,
    Expr,
    Integer,
    Poly,
    Pow,
    Rational,
    Symbol,
    expand,
    factor_list,
    fraction,
    nan,
    sqrt,
    together,
    zoo,
)
from sympy.polys.polyerrors import BasePolynomialError

from symreparam.terms.record import dataclass

MOST_OPERATIONS: Final = 120
MOST_DEGREE: Final = 6
MOST_LETTERS: Final = 5
NEARLY: Final = 1e-9  # other values are no solutions of the equation that was squared


@dataclass(frozen=True, slots=True)
class Solution:
    """`symbol = value`, where `value` is a term in the other parameters."""

    symbol: Symbol
    value: Expr


def factors(equation: Expr) -> tuple[Expr, ...] | None:
    """Terms one of which vanishes exactly where the equation's left side does (its denominators
    being non-zero); None when the term is too large or has other heads than powers."""
    if equation.count_ops() > MOST_OPERATIONS:
        return None
    numerator = fraction(together(equation))[0]
    if not numerator.free_symbols:
        return ()
    letters = numerator.atoms(Symbol)
    if len(letters) > MOST_LETTERS or numerator.count_ops() > MOST_OPERATIONS:
        return None
    try:
        polynomial = Poly(numerator)
        if polynomial.total_degree() > MOST_DEGREE or len(polynomial.gens) > MOST_LETTERS:
            return None
        _, found = factor_list(numerator)
    except (BasePolynomialError, NotImplementedError):
        return None
    return tuple(sorted((term for term, _ in found), key=str))


def guesses(equation: Expr) -> tuple[Expr, ...]:
    """symbol - value, for plain values at which the equation holds: not all of its solutions."""
    found = []
    for symbol in sorted(equation.free_symbols, key=str):
        for value in (Integer(1), Integer(0), Integer(-1)):
            there = equation.xreplace({symbol: value})
            if there == 0 or (not there.has(nan, zoo) and expand(there) == 0):
                found.append(symbol - value)
    return tuple(found)


def solutions(
    factor: Expr, nonzero: Callable[[Expr], bool] = lambda term: bool(term.is_Rational)
) -> tuple[Solution, ...] | None:
    """All real solutions of factor = 0 for one of its symbols; None when none is found closed.
    `nonzero` says of a term in the other symbols that it certainly never vanishes."""
    symbols = sorted(factor.free_symbols, key=str)
    for symbol in symbols:
        linear = _linear(factor, symbol, nonzero)
        if linear is not None:
            return (linear,)
    for symbol in symbols:
        found = _quadratic(factor, symbol)
        if found is not None:
            return tuple(found)
    return None


def _linear(
    factor: Expr, symbol: Symbol, nonzero: Callable[[Expr], bool]
) -> Solution | None:
    """slope * symbol + rest with a slope that never vanishes."""
    if factor.has(Abs):
        return None
    polynomial = _poly(factor, symbol)
    if polynomial is None or polynomial.degree() != 1:
        return None
    slope, rest = polynomial.all_coeffs()
    return Solution(symbol, -rest / slope) if slope.is_Rational or nonzero(slope) else None


def linear_parts(factor: Expr) -> tuple[Symbol, Expr, Expr] | None:
    """A symbol in which the factor is linear, its slope and the rest, both free of it: the first
    such symbol, or None."""
    if factor.has(Abs):
        return None
    for symbol in sorted(factor.free_symbols, key=str):
        polynomial = _poly(factor, symbol)
        if polynomial is not None and polynomial.degree() == 1:
            slope, rest = polynomial.all_coeffs()
            return symbol, slope, rest
    return None


def _quadratic(factor: Expr, symbol: Symbol) -> list[Solution] | None:
    """A linear or quadratic equation with rational coefficients, in the symbol or its root."""
    if factor.free_symbols != {symbol} or factor.has(Abs):
        return None
    root = Dummy("root", nonnegative=True)
    for square in (False, True):
        term = factor.xreplace({sqrt(symbol): root, symbol: root**2}) if square else factor
        try:
            polynomial = Poly(term, root if square else symbol)
        except BasePolynomialError:
            continue
        coefficients = polynomial.all_coeffs()
        if not all(c.is_Rational for c in coefficients):
            continue
        if polynomial.degree() > 2 and not any(coefficients[1:-1]) and not square:
            return _power_roots(symbol, -coefficients[-1] / coefficients[0], polynomial.degree())
        if not 1 <= polynomial.degree() <= 2:
            continue
        roots = _roots(coefficients)
        if square:
            return [Solution(symbol, r**2) for r in roots if r.is_nonnegative]
        return [Solution(symbol, r) for r in roots]
    return _under_a_root(factor, symbol)


def _under_a_root(factor: Expr, symbol: Symbol) -> list[Solution] | None:
    """Solutions of rest + slope * sqrt(inner) = 0: those of rest^2 = slope^2 inner that are."""
    half = Rational(1, 2)
    roots = [p for p in factor.atoms(Pow) if p.exp == half and p.base.has(symbol)]
    if len(roots) != 1:
        return None
    mark = Dummy("root")
    polynomial = _poly(factor.xreplace({roots[0]: mark}), mark)
    if polynomial is None or polynomial.degree() != 1:
        return None
    slope, rest = polynomial.all_coeffs()
    found = _quadratic(expand(rest**2 - slope**2 * roots[0].base), symbol)
    if found is None:
        return None
    return [each for each in found if abs(factor.xreplace({symbol: each.value}).n()) < NEARLY]


def _power_roots(symbol: Symbol, value: Expr, degree: int) -> list[Solution]:
    """The real solutions of symbol^degree = value."""
    size = abs(value) ** Rational(1, degree)
    if degree % 2:
        return [Solution(symbol, size if value >= 0 else -size)]
    return [Solution(symbol, way * size) for way in (1, -1)] if value >= 0 else []


def _roots(coefficients: list[Expr]) -> list[Expr]:
    if len(coefficients) == 2:
        return [-coefficients[1] / coefficients[0]]
    a, b, c = coefficients
    inner = b * b - 4 * a * c
    if inner < 0:
        return []
    return sorted({(-b + way * sqrt(inner)) / (2 * a) for way in (1, -1)}, key=str)


def _poly(factor: Expr, symbol: Symbol) -> Poly | None:
    try:
        found = Poly(factor, symbol)
    except BasePolynomialError:
        return None
    return None if any(c.has(symbol) for c in found.all_coeffs()) else found


def kinks(equation: Expr) -> tuple[Expr, ...]:
    """What stands inside absolute values, in a fixed order: their signs make cases."""
    return tuple(sorted((term.args[0] for term in equation.atoms(Abs)), key=str))


def unfolded(equation: Expr, inner: Expr, positive: bool) -> Expr:
    """The equation where `inner` has that sign."""
    return equation.xreplace({Abs(inner): inner if positive else -inner})


ZERO: Final = Integer(0)
