"""Guesses for antiderivatives of polynomials times normal densities, of x times a logistic one."""

from __future__ import annotations

from collections.abc import Iterator

from sympy import Expr, Integer, Mul, Poly, Symbol, cancel, erf, exp, expand, log, pi, powsimp, sqrt

MOST_DEGREE = 6


def partial_moments(density: Expr, variable: Symbol) -> Iterator[Expr]:
    """Q exp(q) + c erf(..) for P exp(q), q of degree 2; by parts for x exp(u)/(1 + exp(u))^2."""
    powers = [f for f in density.as_ordered_factors() if isinstance(f, exp) and f.has(variable)]
    if len(powers) != 1:
        return
    rest = Mul(*(f for f in density.as_ordered_factors() if f is not powers[0]))
    exponent = expand(powers[0].exp)
    line = exponent.as_poly(variable)
    plain = rest.is_polynomial(variable)
    if plain and line is not None and line.degree() == 2:
        found = Poly(rest, variable)
        if found.degree() <= MOST_DEGREE:
            yield _gaussian(found, powers[0], line, variable)
    elif not plain and not (density / variable).has(1 / variable):
        yield from _logistic(density / variable, variable)


def _gaussian(rest: Poly, power: Expr, line: Poly, variable: Symbol) -> Expr:
    """(Q exp(q))' = (Q' + q' Q) exp(q) lowers the degree of P, down to a constant."""
    lead, slope, constant = (line.coeff_monomial(variable**k) for k in (2, 1, 0))
    total: Expr = Integer(0)
    while rest.degree() > 0:
        part = cancel(rest.LC() / (2 * lead)) * variable ** (rest.degree() - 1)
        total += part
        gone = part.diff(variable) + part * (2 * lead * variable + slope)
        rest = Poly(cancel(rest.as_expr() - gone), variable)
    centre, width = cancel(slope / (2 * lead)), sqrt(cancel(-lead))
    height = exp(cancel(constant - slope**2 / (4 * lead)))
    spread = rest.as_expr() * height * sqrt(pi) / (2 * width)
    return total * power + spread * erf(width * (variable + centre))


def _logistic(density: Expr, variable: Symbol) -> Iterator[Expr]:
    """exp(u)/(1 + exp(u))^2 is even in u: one of both forms tends to 0 at an infinite end."""
    bells = [f.base for f in density.as_ordered_factors() if f.is_Pow and f.exp == -2]
    for bell in (b for b in bells if isinstance(b - 1, exp)):
        inner = (bell - 1).exp
        constant = powsimp(density * bell**2 / exp(inner))
        slope = inner.diff(variable)
        if constant.has(variable) or slope.has(variable):
            continue
        for rate, wave in ((slope, exp(inner)), (-slope, exp(-inner))):
            first = variable * wave / (rate * (1 + wave))
            yield constant * (first - log(1 + wave) / rate**2)
