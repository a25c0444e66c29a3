"""Antiderivatives of sums of x^k erf(u)^j exp(q), for u linear and q quadratic in x.

The derivative of such a term is a sum of such terms, so that integration by parts is a linear
system (Risch 1969; Owen 1980, A table of normal integrals). Proposed here; the derivative and the
limits are checked by the rules.
"""

from __future__ import annotations

from typing import Final

from sympy import (
    Dummy,
    Expr,
    Integer,
    Poly,
    PolynomialError,
    Symbol,
    diff,
    erf,
    exp,
    expand,
    linsolve,
    pi,
    sqrt,
)

from symreparam.terms.record import dataclass

MOST_OPERATIONS: Final = 120
UNKNOWNS: Final = 40
DEGREE: Final = 6
POWER: Final = 4


@dataclass(frozen=True, slots=True)
class _Key:
    """erf(u)^power exp(exponent), the exponent expanded."""

    power: int
    exponent: Expr


def by_error_functions(density: Expr, variable: Symbol) -> Expr | None:
    """An antiderivative, or None outside the class; of one argument u alone."""
    if density.count_ops() > MOST_OPERATIONS:
        return None
    arguments = {e.args[0] for e in density.atoms(erf) if e.has(variable)}
    if len(arguments) != 1:
        return None
    [inside] = arguments
    slope = expand(diff(inside, variable))
    if slope.has(variable) or slope == 0:
        return None
    level = Dummy("level", real=True)
    terms = _terms(expand(density.xreplace({erf(inside): level}), power_exp=False), variable, level)
    if terms is None:
        return None
    return _solved(terms, variable, inside, slope)


def _terms(density: Expr, variable: Symbol, level: Symbol) -> dict[_Key, Expr] | None:
    """The polynomial in x that stands with each power of erf and exponential."""
    found: dict[_Key, Expr] = {}
    for term in density.as_ordered_terms():
        exponent, rest = Integer(0), term
        for factor in term.as_ordered_factors():
            if isinstance(factor, exp) and factor.has(variable):
                exponent, rest = exponent + factor.exp, rest / factor
        exponent = expand(exponent)
        if not rest.is_polynomial(variable, level) or not exponent.is_polynomial(variable):
            return None
        if Poly(exponent, variable).degree() > 2:
            return None
        for (power, other), factor in Poly(rest, level, variable).terms():
            if power > POWER or other > DEGREE:
                return None
            key = _Key(int(power), exponent)
            found[key] = found.get(key, Integer(0)) + factor * variable**other
    return found


def _solved(
    terms: dict[_Key, Expr], variable: Symbol, inside: Expr, slope: Expr
) -> Expr | None:
    square = expand(inside**2)
    letters: dict[Expr, Dummy] = {}
    level = Dummy("level", real=True)

    def written(key: _Key) -> Expr:
        """The term in letters for the exponentials and the error function."""
        if key.exponent == 0:
            return level**key.power
        return level**key.power * letters.setdefault(key.exponent, Dummy("kernel", real=True))

    guess: list[tuple[Expr, Expr]] = []  # a term of the antiderivative, its derivative in letters
    for key, most in _reached(terms, square, variable).items():
        whole = erf(inside) ** key.power * exp(key.exponent)
        for degree in range(most + 1):
            x = variable**degree
            own = (diff(x, variable) + x * diff(key.exponent, variable)) * written(key)
            if key.power:
                lower = _Key(key.power - 1, expand(key.exponent - square))
                own += key.power * x * 2 * slope / sqrt(pi) * written(lower)
            guess.append((x * whole, own))
    for key in [k for k in _reached(terms, square, variable) if not k.power]:
        shape = Poly(key.exponent, variable)
        if shape.degree() == 2 and shape.LC().is_negative:
            root, middle = sqrt(-shape.LC()), shape.coeff_monomial(variable) / (2 * shape.LC())
            if expand(key.exponent + square).has(variable):
                rest = expand(key.exponent - shape.LC() * (variable + middle) ** 2)
                whole = erf(root * (variable + middle)) * exp(rest)
                guess.append((whole, 2 * root / sqrt(pi) * written(key)))
    if not guess or len(guess) > UNKNOWNS:
        return None
    wanted = sum((body * written(key) for key, body in terms.items()), Integer(0))
    return _fitted(guess, wanted, (variable, level, *letters.values()))


def _reached(
    terms: dict[_Key, Expr], square: Expr, variable: Symbol
) -> dict[_Key, int]:
    """The kinds of terms that parts may leave, with their degrees in x."""
    found: dict[_Key, int] = {}
    for key, body in terms.items():
        degree = int(Poly(body, variable).degree())
        above = expand(key.exponent + square)
        if not above.has(variable):
            higher = _Key(key.power + 1, above)
            found[higher] = max(found.get(higher, 0), degree)
        power, exponent = key.power, key.exponent
        while power >= 0:
            here = _Key(power, exponent)
            most = degree if exponent.has(variable) else degree + 1
            found[here] = max(found.get(here, 0), most)
            power, exponent = power - 1, expand(exponent - square)
    return found


def _fitted(
    guess: list[tuple[Expr, Expr]], wanted: Expr, letters: tuple[Symbol, ...]
) -> Expr | None:
    unknowns = [Dummy(f"c_{k}") for k in range(len(guess))]
    gap = sum((c * own for c, (_, own) in zip(unknowns, guess, strict=True)), -wanted)
    try:
        equations = Poly(expand(gap), *letters).coeffs()
    except PolynomialError:
        return None
    solutions = list(linsolve(equations, unknowns))
    if not solutions:
        return None
    free = dict.fromkeys(unknowns, Integer(0))
    total: Expr = Integer(0)
    for value, (whole, _) in zip(solutions[0], guess, strict=True):
        total += value.xreplace(free) * whole
    return total
