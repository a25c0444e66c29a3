"""Terms T with T(k + 1) - T(k) = P(k) r^k, for a polynomial P: what makes a sum telescope.

Guesses: the equation is proved afterwards.
"""

from __future__ import annotations

from collections.abc import Iterator

from sympy import Expr, Integer, Pow, Symbol, degree, exp, expand, factorial, powsimp

MOST_DEGREE = 4


def primitives(term: Expr, index: Symbol) -> Iterator[Expr]:
    """Terms whose differences the term is (Graham, Knuth & Patashnik 1994, section 2.6)."""
    if term.is_Add:
        # A(k + 1) - A(k) as it stands, else the sum of what is found for each addend
        yield from (-addend for addend in term.args if addend.has(index))
        parts = [next(primitives(addend, index), None) for addend in expand(term).args]
        if None not in parts:
            yield sum((part for part in parts if part is not None), start=Integer(0))
        return
    if any(f.is_Add and not f.is_polynomial(index) for f in term.as_ordered_factors()):
        product = expand(term)
        if product.is_Add:
            yield from primitives(product, index)
        return
    constant, rest = term.as_independent(index, as_Add=False)
    base: Expr = Integer(1)
    polynomial: Expr = Integer(1)
    for factor in rest.as_ordered_factors() if rest != 1 else []:
        power = isinstance(factor, exp) or (isinstance(factor, Pow) and factor.exp.has(index))
        if not power:
            polynomial *= factor
            continue
        whole = powsimp(factor)
        exponent = expand(whole.exp)
        slope = exponent.coeff(index)
        own = exp(slope) if isinstance(whole, exp) else whole.base**slope
        if expand(exponent - slope * index).has(index) or own.has(index):
            return
        base, constant = base * own, constant * (whole / own**index).xreplace({index: Integer(0)})
    polynomial = expand(polynomial)
    if not polynomial.is_polynomial(index) or degree(polynomial, index) > MOST_DEGREE:
        return
    if base == 1:
        yield constant * _newton(polynomial, index)
    else:
        yield constant * base**index * _geometric(polynomial, base, index)


def _newton(polynomial: Expr, index: Symbol) -> Expr:
    """The sum of the differences at 0 times binomial coefficients (k over i + 1)."""
    total: Expr = Integer(0)
    falling, current = index, polynomial
    for i in range(MOST_DEGREE + 1):
        start = current.xreplace({index: Integer(0)})
        total += start * falling / factorial(i + 1)
        falling *= index - i - 1
        current = expand(current.xreplace({index: index + 1}) - current)
    return total


def _geometric(polynomial: Expr, base: Expr, index: Symbol) -> Expr:
    """The polynomial Q with r Q(k + 1) - Q(k) = P(k)."""
    total: Expr = Integer(0)
    rest = polynomial
    while rest != 0:
        power = int(degree(rest, index)) if rest.has(index) else 0
        part = rest.coeff(index, power) / (base - 1) * index**power
        total += part
        step = base * part.xreplace({index: index + 1}) - part
        rest = _lowered(expand(rest - step), index, power)
    return total


def _lowered(rest: Expr, index: Symbol, power: int) -> Expr:
    """The terms of lower degree: the leading one cancels."""
    return sum(
        (rest.coeff(index, i).factor() * index**i for i in range(power)), start=Integer(0)
    )
