"""Antiderivatives of rational functions by partial fractions with linear and quadratic factors.

A guess, as all antiderivatives are: the rule `integral` proves the derivative and the limits.
"""

from __future__ import annotations

from typing import Final

from sympy import (
    Add,
    Expr,
    Integer,
    Mul,
    Poly,
    Pow,
    Symbol,
    apart,
    atan,
    cancel,
    degree,
    expand,
    factor,
    log,
    sqrt,
)
from sympy.polys.polyerrors import PolynomialError

MOST_OPERATIONS: Final = 60
MOST_POWER: Final = 120


def by_partial_fractions(density: Expr, variable: Symbol) -> Expr | None:
    """The antiderivative, when every denominator is a power of a linear term or a quadratic one."""
    if density.count_ops() > MOST_OPERATIONS or too_high(density):
        return None
    try:
        terms = Add.make_args(apart(density, variable))
    except (PolynomialError, NotImplementedError):
        return None
    parts = [_of_term(term, variable) for term in terms]
    known = [part for part in parts if part is not None]
    return _merged(Add(*known), variable) if len(known) == len(parts) else None


def too_high(term: Expr) -> bool:
    """Whether a sum stands in a power that nobody multiplies out."""
    powers = (each for each in term.atoms(Pow) if each.base.is_Add and each.exp.is_Integer)
    return any(abs(each.exp) > MOST_POWER for each in powers)


def in_partial_fractions(body: Expr, variable: Symbol) -> Expr | None:
    """A rational function as the sum of its partial fractions, or None where there is one."""
    if not body.is_rational_function(variable) or body.count_ops() > MOST_OPERATIONS:
        return None
    if too_high(body):
        return None
    try:
        parts = apart(body, variable)
    except (PolynomialError, NotImplementedError):
        return None
    return parts if parts.is_Add and parts != body else None


def _merged(total: Expr, variable: Symbol) -> Expr:
    """The logarithms as those of quotients, where their growth cancels: A log p - A log q has no
    limit term by term. Of terms A_i log q_i of degrees d_i with A_1 d_1 + A_2 d_2 + .. = 0, the
    first is taken into the others."""
    weights: dict[Expr, Expr] = {}
    rest = []
    for term in Add.make_args(expand(total, log=False, power_base=False)):
        weight, kernel = term.as_independent(variable, as_Add=False)
        if isinstance(kernel, log):
            weights[kernel.args[0]] = weights.get(kernel.args[0], Integer(0)) + weight
        else:
            rest.append(term)
    sizes = {inner: degree(inner, variable) for inner in weights}
    growth = Add(*(weight * sizes[inner] for inner, weight in weights.items()))
    if len(weights) < 2 or cancel(growth) != 0:
        return total
    (first, _), *others = weights.items()
    for inner, weight in others:
        quotient = inner / first ** (sizes[inner] / sizes[first])
        rest.append(factor(weight) * log(quotient))
    return Add(*rest)


def _of_term(term: Expr, variable: Symbol) -> Expr | None:
    constant, rest = term.as_independent(variable, as_Add=False)
    above, below = rest.as_numer_denom()
    if not below.has(variable):
        whole = Poly(above, variable).integrate().as_expr()
        return constant * whole / below
    share, base = factor(below).as_independent(variable, as_Add=False)
    power = Integer(1)
    if base.is_Pow and base.exp.is_Integer:
        base, power = base.args
    if isinstance(base, Mul) or not base.is_polynomial(variable):
        return None
    found = _of_factor(Poly(above, variable), Poly(base, variable), int(power))
    return None if found is None else constant * found / share


def _of_factor(above: Poly, base: Poly, power: int) -> Expr | None:
    """Of above/base^power."""
    term, variable = base.as_expr(), base.gen
    if base.degree() == 1 and above.degree() == 0:
        slope, value = base.coeff_monomial(variable), above.as_expr()
        if power == 1:
            return value * log(term) / slope
        return -value / (slope * (power - 1) * term ** (power - 1))
    if base.degree() != 2 or power != 1 or above.degree() > 1:
        return None
    a, b, c = (base.coeff_monomial(variable**k) for k in (2, 1, 0))
    m, k = (above.coeff_monomial(variable**j) for j in (1, 0))
    found: Expr = m * log(term) / (2 * a)
    rest = k - m * b / (2 * a)
    if rest != 0:
        root = sqrt(factor(4 * a * c - b**2))
        if root.is_real is False:
            return None
        found += 2 * rest * atan((2 * a * variable + b) / root) / root
    return found
