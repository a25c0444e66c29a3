"""Antiderivatives with the root of one quadratic: made rational by Euler's third substitution.

With the roots r and s of the quadratic, t^2 = (s - y)/(y - r) turns rational functions of y and
sqrt((y - r)(s - y)) into rational functions of t (Euler 1768, section 1, chapter 2).
"""

from __future__ import annotations

from sympy import (
    Expr,
    Mul,
    Pow,
    Rational,
    Symbol,
    cancel,
    degree,
    diff,
    powdenest,
    sqrt,
    symbols,
    together,
)
from sympy.integrals.rationaltools import ratint

MOST_OPERATIONS = 40
_T = symbols("t", positive=True)


def by_euler(density: Expr, variable: Symbol) -> Expr | None:
    """An antiderivative of the density, or None outside the class."""
    if density.count_ops() > MOST_OPERATIONS:
        return None
    found = _roots(density, variable)
    if found is None:
        return None
    low, high, rest, size = found
    # y = (s + r t^2)/(1 + t^2), and sqrt((y - r)(s - y)) = (s - r) t/(1 + t^2)
    place = (high + low * _T**2) / (1 + _T**2)
    root = (high - low) * _T / (1 + _T**2)
    moved = rest.xreplace({variable: place}) * root**size * diff(place, _T)
    moved = cancel(together(powdenest(moved, force=True)))
    if not moved.is_rational_function(_T) or moved.has(variable):
        return None
    if any(degree(part, _T) > 8 for part in moved.as_numer_denom() if part.has(_T)):
        return None
    back = sqrt((high - variable) / (variable - low))
    return ratint(moved, _T).xreplace({_T: back})


def _roots(density: Expr, variable: Symbol) -> tuple[Expr, Expr, Expr, int] | None:
    """(r, s, f, n) when the density is f times the n-th power of sqrt((y - r)(s - y))."""
    rest: list[Expr] = []
    roots: list[Expr] = []
    powers: set[Rational] = set()
    for factor in Mul.make_args(density):
        if not (isinstance(factor, Pow) and factor.has(variable) and factor.exp.is_Rational):
            rest.append(factor)
            continue
        if factor.exp.q != 2:
            rest.append(factor)
            continue
        known = _zeros(factor.base, variable)
        if known is None:
            return None
        lead, zeros = known
        rest.append(lead**factor.exp)
        roots += zeros
        powers.add(factor.exp)
    if len(roots) != 2 or len(powers) != 1:
        return None
    product = Mul(*rest)
    if not product.is_rational_function(variable):
        return None
    ordered = _ordered(roots)
    return (*ordered, product, int(2 * powers.pop()))


def _zeros(base: Expr, variable: Symbol) -> tuple[Expr, list[Expr]] | None:
    """|c| and the zeros, for c (y - r) or c (y^2 - r^2)."""
    polynomial = base.as_poly(variable) if base.is_polynomial(variable) else None
    if polynomial is None or polynomial.degree() not in (1, 2):
        return None
    lead, constant = polynomial.LC(), polynomial.coeff_monomial(1)
    size = -lead if lead.could_extract_minus_sign() else lead
    if polynomial.degree() == 1:
        return size, [-constant / lead]
    if polynomial.coeff_monomial(variable) != 0:
        return None
    root = sqrt(-constant / lead)
    return size, [-root, root]


def _ordered(roots: list[Expr]) -> tuple[Expr, Expr]:
    """The roots, the lower one first as far as it can be told from their form."""
    one, two = roots
    return (two, one) if (two - one).could_extract_minus_sign() else (one, two)

