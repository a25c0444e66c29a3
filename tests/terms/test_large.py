"""Numbers that fill pages are refused where they come up, before SymPy writes them out."""

from __future__ import annotations

import pytest
from sympy import (
    Expr,
    Integer,
    Pow,
    Rational,
    Symbol,
    beta,
    binomial,
    digamma,
    exp,
    factorial,
    gamma,
    loggamma,
    zeta,
)

from symreparam.terms.build import TermLimit
from symreparam.terms.replace import replaced

x, k = Symbol("x", real=True), Symbol("k", integer=True)
HUGE = Integer(10) ** 8


@pytest.mark.parametrize(
    ("term", "value"),
    [
        (gamma(x), HUGE),
        (gamma(x), HUGE + Rational(1, 2)),
        (loggamma(x), HUGE),
        (factorial(k), HUGE),
        (beta(x, 2), HUGE),
        (digamma(x), HUGE),
        (zeta(x), HUGE),
        (binomial(HUGE, k), HUGE / 2),
        (binomial(2 * k, k), HUGE),
        (Pow(Rational(1, 2), x), HUGE),
        (x**HUGE, Rational(3, 2)),
        (1 + exp(x) * gamma(x + 1), HUGE),
    ],
)
def test_numbers_of_pages_are_refused(term: Expr, value: Expr) -> None:
    with pytest.raises(TermLimit, match="too large to be written out"):
        replaced(term, {term.free_symbols.pop(): value})


@pytest.mark.parametrize(
    ("term", "value"),
    [
        (gamma(x), Integer(900)),
        (binomial(HUGE, k), Integer(3)),
        (binomial(HUGE, k), HUGE - 3),
        (Pow(-1, k), HUGE),
        (exp(x), HUGE),
        (x**20, HUGE),
        (Pow(2, x), Integer(-50)),
        (gamma(x), x + HUGE),
    ],
)
def test_others_are_what_sympy_makes_them(term: Expr, value: Expr) -> None:
    [letter] = term.free_symbols
    assert replaced(term, {letter: value}) == term.xreplace({letter: value})
