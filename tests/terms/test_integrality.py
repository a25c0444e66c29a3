"""Which terms are whole numbers, as SymPy knows it."""

from __future__ import annotations

from itertools import product

from sympy import Expr, Integer, Rational, Symbol, floor, gamma, pi

from symreparam.terms.integrality import known_even, known_integer, known_odd

k, x = Symbol("k", positive=True), Symbol("x", real=True)
n, m = Symbol("n", integer=True), Symbol("m", integer=True, positive=True)
TERMS: tuple[Expr, ...] = (
    *(k, x, n, m, 2 * n, 2 * n + 1, n * m, n * (n + 1) / 2, n / 2, floor(x), 2 * floor(x)),
    *(Integer(3), Integer(-2), Rational(1, 2), pi, m**2, 1 / m, 2**m, k - 1, gamma(m), m * k),
)


def test_the_answers_are_those_of_sympy() -> None:
    for one, two in product(TERMS, TERMS):
        for term in (one, one + two, one * two, one - two):
            assert known_integer(term) == (term.is_integer is True), term
            assert known_even(term) == (term.is_even is True), term
            assert known_odd(term) == (term.is_odd is True), term
