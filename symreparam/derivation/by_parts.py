"""Antiderivatives of sums of x^s log(x)^j exp(g), by undetermined coefficients.

The derivative of such a term is a sum of such terms, so that integration by parts is a linear
system (Risch 1969; Norman and Moore 1977): the unknowns are the coefficients of the terms that
parts can leave, and of one error function or incomplete gamma function a class of exponents.
Proposed here; the derivative and the limits are checked by the rules.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sympy import (
    Dummy,
    Expr,
    Integer,
    Pow,
    Symbol,
    default_sort_key,
    diff,
    erf,
    exp,
    expand,
    linsolve,
    log,
    lowergamma,
    pi,
    sqrt,
)

from symreparam.terms.record import dataclass

# a system is solved in milliseconds up to this size
UNKNOWNS: Final = 24
DEGREE: Final = 12


@dataclass(frozen=True, slots=True)
class _Key:
    """x^power log(x)^logs exp(exponent), the exponent without a constant term."""

    power: Expr
    logs: int
    exponent: Expr


_Sum = dict[_Key, Expr]


def by_parts(density: Expr, variable: Symbol) -> Expr | None:
    """An antiderivative of the density for positive `variable`, or None outside the class."""
    terms = _terms(expand(density, power_exp=True, log=False), variable)
    if terms is None:
        return None
    unknowns: list[tuple[Expr, _Sum]] = []
    for found in _candidates(terms, variable):
        if len(unknowns) == UNKNOWNS:
            return None
        unknowns.append(found)
    return _solved(terms, unknowns) if unknowns else None


def _terms(density: Expr, variable: Symbol) -> _Sum | None:
    found: _Sum = {}
    for term in density.as_ordered_terms():
        coefficient, key = Integer(1), _Key(Integer(0), 0, Integer(0))
        for factor in term.as_ordered_factors():
            if not factor.has(variable):
                coefficient = coefficient * factor
                continue
            moved = _times(key, factor, variable)
            if moved is None:
                return None
            key, constant = moved
            coefficient = coefficient * constant
        found[key] = found.get(key, Integer(0)) + coefficient
    return found


def _times(key: _Key, factor: Expr, variable: Symbol) -> tuple[_Key, Expr] | None:
    """The key times one factor, and the constant that this leaves."""
    base, power = (
        (factor, Integer(1))
        if isinstance(factor, exp) or not isinstance(factor, Pow)
        else (factor.base, factor.exp)
    )
    if base == variable and not power.has(variable):
        return _Key(expand(key.power + power), key.logs, key.exponent), Integer(1)
    if base == log(variable) and power.is_Integer and 0 < power < DEGREE:
        return _Key(key.power, key.logs + int(power), key.exponent), Integer(1)
    if not isinstance(factor, exp):
        return None
    inside = expand(factor.exp)
    constant, moving = inside.as_independent(variable, as_Add=True)
    if any(_monomial(term, variable) is None for term in moving.as_ordered_terms()):
        return None
    return _Key(key.power, key.logs, expand(key.exponent + moving)), exp(constant)


def _monomial(term: Expr, variable: Symbol) -> tuple[Expr, Expr] | None:
    """(c, d) when the term is c * variable^d."""
    coefficient, moving = term.as_independent(variable, as_Add=False)
    power = moving.as_base_exp()
    if power[0] != variable or power[1].has(variable):
        return None
    return coefficient, power[1]


def _candidates(terms: _Sum, variable: Symbol) -> Iterator[tuple[Expr, _Sum]]:
    """Terms that an antiderivative may have, each with its derivative."""
    seen: set[_Key] = set()
    for key in terms:
        for power in _powers(key, terms, variable):
            for logs in range(key.logs + 2):
                one = _Key(power, logs, key.exponent)
                if one not in seen:
                    seen.add(one)
                    yield _term(one, variable), _derivative(one, variable)
    for exponent in dict.fromkeys(key.exponent for key in terms):
        yield from _special(exponent, terms, variable)


def _powers(key: _Key, terms: _Sum, variable: Symbol) -> Iterator[Expr]:
    """The powers that parts can leave: one more without an exponential, else fewer and fewer."""
    if key.exponent == 0:
        yield expand(key.power + 1)
        return
    degree = _degree(key.exponent, variable)
    lowest = [
        expand(other.power - key.power)
        for other in terms
        if other.exponent == key.exponent and expand(other.power - key.power).is_Integer
    ]
    least = min([int(shift) for shift in lowest], default=0)
    power, left = expand(key.power - degree + 1), DEGREE
    while left and not (power.is_Integer and power < 0):
        shift = expand(power - key.power)
        if shift.is_Integer and int(shift) < min(least, 0) and not power.is_Integer:
            return
        yield power
        power, left = expand(power - 1), left - 1


def _degree(exponent: Expr, variable: Symbol) -> Expr:
    found: Expr = Integer(1)
    for term in exponent.as_ordered_terms():
        known = _monomial(term, variable)
        if known is not None and (known[1] - found).is_positive:
            found = known[1]
    return found


def _term(key: _Key, variable: Symbol) -> Expr:
    return variable**key.power * log(variable) ** key.logs * exp(key.exponent)


def _derivative(key: _Key, variable: Symbol) -> _Sum:
    found: _Sum = {}
    lower = expand(key.power - 1)
    _add(found, _Key(lower, key.logs, key.exponent), key.power)
    if key.logs:
        _add(found, _Key(lower, key.logs - 1, key.exponent), Integer(key.logs))
    for term in diff(key.exponent, variable).as_ordered_terms():
        known = _monomial(term, variable) if term.has(variable) else (term, Integer(0))
        if known is not None:
            _add(found, _Key(expand(key.power + known[1]), key.logs, key.exponent), known[0])
    return found


def _add(found: _Sum, key: _Key, coefficient: Expr) -> None:
    if coefficient != 0:
        found[key] = found.get(key, Integer(0)) + coefficient


def _special(exponent: Expr, terms: _Sum, variable: Symbol) -> Iterator[tuple[Expr, _Sum]]:
    """The error function of a quadratic, an incomplete gamma function of c x^d."""
    quadratic = exponent.as_poly(variable)
    if quadratic is not None and quadratic.degree() == 2:
        c, b, e = quadratic.all_coeffs()
        root = sqrt(-c)
        body = sqrt(pi) / (2 * root) * exp(e - b**2 / (4 * c))
        yield (
            body * erf(root * variable - b / (2 * root)),
            {_Key(Integer(0), 0, exponent): Integer(1)},
        )
    single = _monomial(exponent, variable) if exponent != 0 else None
    if single is None:
        return
    c, d = single
    for power in dict.fromkeys(k.power for k in terms if k.exponent == exponent):
        if (power + 1).is_positive is False:
            continue
        shape = (power + 1) / d
        body = lowergamma(shape, -c * variable**d) / ((-c) ** shape * d)
        yield body, {_Key(power, 0, exponent): Integer(1)}


def _solved(terms: _Sum, unknowns: list[tuple[Expr, _Sum]]) -> Expr | None:
    """The combination whose derivative is the sum of the terms, the unneeded parts left out."""
    letters = [Dummy(f"a{i}") for i in range(len(unknowns))]
    rows: dict[_Key, Expr] = {key: -value for key, value in terms.items()}
    for letter, (_, slope) in zip(letters, unknowns, strict=True):
        for key, value in slope.items():
            rows[key] = rows.get(key, Integer(0)) + letter * value
    system = list(rows.values())
    names = _roots(system)
    solutions = list(linsolve([row.xreplace(names) for row in system], letters))
    if not solutions:
        return None
    back: dict[Expr, Expr] = {name: root for root, name in names.items()}
    free = back | dict.fromkeys(letters, Integer(0))
    values = [value.xreplace(free) for value in solutions[0]]
    return sum((v * body for v, (body, _) in zip(values, unknowns, strict=True)), Integer(0))


def _roots(rows: list[Expr]) -> dict[Expr, Dummy]:
    """Letters for roots of numbers: to join several to one algebraic field may take for ever."""
    found = {power for row in rows for power in row.atoms(Pow) if power.is_number}
    roots = sorted((p for p in found if not p.is_Rational), key=default_sort_key)
    return {root: Dummy(f"r{i}") for i, root in enumerate(roots)}
