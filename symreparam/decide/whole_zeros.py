"""Polynomials in whole numbers that vanish at none of them: 2k - 1, k^2 - 2, k - pi.

Three arguments. A polynomial with integer coefficients is its constant term modulo the greatest
common divisor g of the others: it is not 0 where g does not divide that term. In one letter its
rational roots are those of its linear factors (Gauss's lemma; Lang 2002, theorem IV.2.1): it is
not 0 where none of them is a whole number of the letter's domain. And a k + b has the one root
-b/a, which is no whole number where a ball that contains it contains none.
"""

from __future__ import annotations

from math import gcd, prod
from typing import Final

from flint import fmpz_poly
from sympy import QQ, Expr, Poly, PolynomialError, Pow, Symbol, diff
from sympy.polys.polyerrors import CoercionFailed

from symreparam.decide.answer import Context
from symreparam.decide.ball import enclose
from symreparam.terms.scope import Domain

MOST_OPERATIONS: Final = 40
HIGHEST: Final = 24
PRECISION: Final = 128


def nowhere_zero(expr: Expr, context: Context) -> bool:
    """Whether the term, in whole numbers of the scope alone, is a polynomial without a zero."""
    whole = {symbol: domain for symbol, domain in context.scope.symbols if domain.integer}
    letters = sorted(expr.free_symbols, key=str)
    if not letters or any(letter not in whole for letter in letters):
        return False
    if not expr.is_polynomial(*letters) or expr.count_ops() > MOST_OPERATIONS:
        return False
    if prod(int(each.exp) for each in expr.atoms(Pow) if each.exp.is_Integer) > HIGHEST:
        return False
    try:
        polynomial = Poly(expr, *letters, domain=QQ)
    except (CoercionFailed, PolynomialError):  # coefficients that are no rational numbers
        return len(letters) == 1 and _line_between(expr, letters[0])
    terms = dict(polynomial.clear_denoms(convert=True)[1].terms())
    constant = int(terms.pop((0,) * len(letters), 0))
    divisor = gcd(*(int(each) for each in terms.values()))
    if divisor == 0 or constant % divisor != 0:
        return constant != 0
    if len(letters) != 1:
        return False
    [letter] = letters
    coefficients = [constant, *(0 for _ in range(polynomial.degree()))]
    for (power,), value in terms.items():
        coefficients[power] = int(value)
    return not any(_inside(root, whole[letter]) for root in _whole_roots(coefficients))


def _whole_roots(coefficients: list[int]) -> list[int]:
    """The whole numbers among the roots of the polynomial with these coefficients, lowest first."""
    _, factors = fmpz_poly(coefficients).factor()
    found = []
    for factor, _ in factors:
        if factor.degree() == 1:
            below, slope = int(factor[0]), int(factor[1])
            if below % slope == 0:
                found.append(-below // slope)
    return found


def _inside(root: int, domain: Domain) -> bool:
    """Whether the domain may contain the number; ends that are no rational numbers exclude none."""
    if domain.lower.is_Rational and (root < domain.lower):
        return False
    if domain.upper.is_Rational and (root > domain.upper):
        return False
    at_end = (root == domain.lower and not domain.lower_closed) or (
        root == domain.upper and not domain.upper_closed
    )
    return not at_end


def _line_between(expr: Expr, letter: Symbol) -> bool:
    """Whether the term is a k + b with -b/a strictly between two whole numbers."""
    slope = diff(expr, letter)
    if slope.has(letter):
        return False
    start = expr.xreplace({letter: letter * 0})
    steep, low = enclose(slope, {}, PRECISION), enclose(start, {}, PRECISION)
    if steep is None or low is None or not (steep > 0 or steep < 0):
        return False
    return not (-low / steep).contains_integer()
