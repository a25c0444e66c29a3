"""Arbitrary functions of one variable in terms, f(x), f'(x), .., and derivatives of such terms."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

import sympy
from sympy import (
    Add,
    Expr,
    Function,
    Integer,
    Mul,
    Rational,
    Symbol,
    catalan,
    diff,
    gamma,
    log,
    pi,
    sqrt,
)
from sympy.core.function import AppliedUndef, FunctionClass

from symreparam.terms.mapping import Map

_NAME: Final = re.compile(r"([A-Za-z][A-Za-z0-9]{0,31})('{0,6})\Z")
MOST_PRIMES: Final = 6
_NO_CLASS: Final = ("LambertLower", "Pow")


def applied(name: str, primes: int, argument: Expr) -> Expr:
    """The derivative of that order of the function `name`, at the argument. Raises ValueError,
    also for the name of a known function: what is known of that is found by its name."""
    full = name + "'" * primes
    if not _NAME.match(full):
        raise ValueError(f"no name of a function: {full[:40]!r}")
    if name in _NO_CLASS or isinstance(getattr(sympy, name, None), FunctionClass):
        raise ValueError(f"the name of a known function: {name}")
    return Function(full, real=True)(argument)


def spelled_out(term: Expr) -> Expr:
    """The term without the Catalan numbers that SymPy makes of beta(1/2, 3/2)."""
    if not term.has(catalan):
        return term
    half = Rational(1, 2)
    return term.replace(catalan, lambda n: 4**n * gamma(n + half) / (sqrt(pi) * gamma(n + 2)))


def applications(term: Expr) -> tuple[Expr, ...]:
    """The places in the term where an arbitrary function is applied, in a fixed order."""
    return tuple(sorted(term.atoms(AppliedUndef), key=str))


def name_and_order(application: Expr) -> tuple[str, int]:
    """`f` and 2 for f''(x). Raises ValueError."""
    found = _NAME.match(type(application).__name__)
    if found is None or len(application.args) != 1:
        raise ValueError(f"no function of one variable: {application}"[:80])
    return found.group(1), len(found.group(2))


def slope(term: Expr, variable: Symbol) -> Expr:
    """The derivative of the term, by the chain rule through arbitrary functions."""
    places = applications(term)
    letters = {place: Symbol(f"f'{index}", real=True) for index, place in enumerate(places)}
    plain = term.xreplace(letters)
    back = {letter: place for place, letter in letters.items()}
    total = diff(plain, variable)
    for place, letter in letters.items():
        name, order = name_and_order(place)
        inner = slope(place.args[0], variable)
        if inner != 0:
            outer = diff(plain, letter) * applied(name, order + 1, place.args[0])
            total = Add(total, outer * inner)
    return total.xreplace(back)


def log_slope(term: Expr, variable: Symbol) -> Expr:
    """The derivative of the logarithm of a product whose factors are positive, one by one: so that
    their powers cancel."""
    total: Expr = Integer(0)
    for factor in Mul.make_args(term):
        base, power = factor.as_base_exp()
        if base.has(variable):
            whole = base.is_Mul or base.is_Pow
            total += power * (
                log_slope(base, variable) if whole else slope(base, variable) / base
            )
        if power.has(variable):
            total += slope(power, variable) * log(base)
    return total


def specialised(term: Expr, choice: Mapping[str, Map]) -> Expr:
    """The term with these maps for the arbitrary functions, and their derivatives."""
    swap = {}
    for place in applications(term):
        name, order = name_and_order(place)
        if name in choice:
            mapping = choice[name]
            body = diff(mapping.body, mapping.variable, order) if order else mapping.body
            inner = specialised(place.args[0], choice)
            swap[place] = body.xreplace({mapping.variable: inner})
    return term.xreplace(swap)
