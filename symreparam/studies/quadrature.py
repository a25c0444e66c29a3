"""Rigorous integrals of densities without a closed distribution function (Arb's integrator).

Johansson 2018, Numerical integration in arbitrary-precision ball arithmetic, ICMS: the enclosure
is proved by bounds of the analytic continuation, which is why terms are evaluated at complex balls.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Final

from flint import acb, arb, ctx
from sympy import E, Expr, Pow, Symbol, cos, cosh, erf, exp, log, sin, sinh

from symreparam.decide.ball import enclose

PRECISION: Final = 100
MOST_EVALUATIONS: Final = 4000
_ENTIRE: Final = {sin: acb.sin, cos: acb.cos, sinh: acb.sinh, cosh: acb.cosh, erf: acb.erf}


class NotAnalytic(Exception):
    """A term has a head whose continuation is not known here."""


def integrator(density: Expr, letter: Symbol) -> Callable[[arb, arb], arb]:
    """A function that encloses the integral of the density between two finite numbers. Raises
    NotAnalytic."""
    check(density, letter)

    def continued(z: acb, analytic: bool) -> acb:
        return _value(density, letter, z, analytic)

    def between(low: arb, high: arb) -> arb:
        with ctx.workprec(PRECISION):
            found = acb.integral(
                continued,
                acb(low),
                acb(high),
                rel_tol=1e-9,
                abs_tol=1e-10,
                eval_limit=MOST_EVALUATIONS,
            )
        if not found.is_finite():
            raise NotAnalytic("the integral was not enclosed")
        return found.real

    return between


def check(term: Expr, letter: Symbol) -> None:
    """Raise NotAnalytic unless every head that holds the letter is known here."""
    if not term.has(letter):
        if enclose(term, {}, PRECISION) is None:
            raise NotAnalytic(str(term))
        return
    powers = isinstance(term, Pow) and not term.exp.has(letter)
    known = term.is_Add or term.is_Mul or isinstance(term, exp | log | Symbol) or powers
    if not known and type(term) not in _ENTIRE and type(term).__name__ != "besselk":
        raise NotAnalytic(type(term).__name__)
    for argument in term.args:
        check(argument, letter)


def _value(term: Expr, letter: Symbol, z: acb, analytic: bool) -> acb:
    if term == letter:
        return z
    if not term.has(letter):
        return acb(_constant(term))
    if isinstance(term, exp) or (isinstance(term, Pow) and term.base == E):
        return _value(term.exp, letter, z, analytic).exp()
    args = [_value(argument, letter, z, analytic) for argument in term.args]
    if term.is_Add:
        return sum(args[1:], args[0])
    if term.is_Mul:
        product = args[0]
        for factor in args[1:]:
            product = product * factor
        return product
    if type(term) in _ENTIRE:
        return _ENTIRE[type(term)](args[0])
    if isinstance(term, log):
        return args[0].log(analytic=analytic)
    if isinstance(term, Pow):
        if term.exp.is_Integer:
            return args[0] ** int(term.exp)
        return args[0].pow(args[1], analytic=analytic)
    if analytic and not args[1].real > 0:
        return acb("nan")  # the branch cut of K
    return args[1].bessel_k(args[0])


@cache
def _constant(term: Expr) -> arb:
    found = enclose(term, {}, PRECISION)
    if found is None:
        raise NotAnalytic(str(term))
    return found
