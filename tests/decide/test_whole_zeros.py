"""Polynomials that vanish at no whole number of their domain, and those that do at one."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sympy import E, Expr, Integer, Rational, pi, sqrt
from zero_cases import context

from symreparam import check
from symreparam.decide.answer import Proved
from symreparam.decide.sign import sign
from symreparam.decide.whole_zeros import nowhere_zero
from symreparam.terms.scope import Domain, parameter

WHOLE = Domain(integer=True)
COUNT = Domain(lower=Integer(0), lower_closed=True, integer=True)
REAL = Domain()
K, N, M = (parameter(name, domain) for name, domain in (("k", COUNT), ("n", COUNT), ("m", WHOLE)))
A = parameter("a", REAL)
HERE = context(("k", COUNT), ("n", COUNT), ("m", WHOLE), ("a", REAL))


@pytest.mark.parametrize(
    "term",
    [
        *(K - Rational(1, 2), 2 * M - 1, M**2 - 2, (M - Rational(1, 2)) * (M + Rational(1, 3))),
        *(6 * M * N + 4 * K - 3, M**2 + M * N * 2 - Rational(1, 2), K + 1, K**2 + 3 * K + 2),
        *(M - pi, sqrt(2) * M - 1, M * pi - E, 3 * M**3 - 7, M**4 - 5 * M**2 + 6),
    ],
)
def test_nowhere_zero(term: Expr) -> None:
    assert isinstance(sign(term, "!=", HERE), Proved)


@pytest.mark.parametrize(
    "term",
    [
        *(K - 1, M + 1, M**2 - 4, 2 * M - 4, (2 * M - 1) * (M + 7), 6 * M + 4 * N - 2, M * N),
        *(A - Rational(1, 2), A * M - Rational(1, 2), M - A, pi * M - 3 * pi, sqrt(2) * M),
        *(M**2 - M, 2 * M**3 - 54, M * N - 6, K, (M - pi) * (M - 3)),
    ],
)
def test_zero_somewhere(term: Expr) -> None:
    assert not nowhere_zero(term, HERE)
    assert not isinstance(sign(term, "!=", HERE), Proved)


def test_at_the_ends_of_a_domain() -> None:
    for low, closed in ((0, True), (0, False), (1, True)):
        domain = Domain(lower=Integer(low), lower_closed=closed, integer=True)
        k = parameter("k", domain)
        assert nowhere_zero(k * (2 * k - 1), context(("k", domain))) is ((low, closed) != (0, True))
        assert not nowhere_zero(k - 5, context(("k", domain)))
    odd = Domain(lower=pi, integer=True)  # such an end excludes none
    k = parameter("k", odd)
    assert not nowhere_zero((k - 1) * (2 * k - 1), context(("k", odd)))


@settings(max_examples=150, deadline=None)
@given(st.lists(st.integers(-12, 12), min_size=2, max_size=5), st.integers(1, 6))
def test_one_letter_against_values(numbers: list[int], below: int) -> None:
    term = sum((Rational(c, below) * M**i for i, c in enumerate(numbers)), Integer(0))
    zero = any(sum(c * v**i for i, c in enumerate(numbers)) == 0 for v in range(-15, 16))
    # a whole root divides the last coefficient, so that all of them are among these
    if term.free_symbols:
        assert nowhere_zero(term, HERE) is not zero


@settings(max_examples=100, deadline=None)
@given(st.lists(st.integers(-9, 9), min_size=4, max_size=4))
def test_several_letters_against_values(numbers: list[int]) -> None:
    a, b, c, d = numbers
    term = a * M * K + b * K + c * M + d
    if nowhere_zero(term, HERE):
        assert all(term.xreplace({M: v, K: w}) != 0 for v, w in product(range(-9, 10), range(10)))


def test_large_powers_are_not_multiplied_out() -> None:
    assert not nowhere_zero(((M + N + K) ** 20 + 1) ** 20 - Rational(1, 2), HERE)


@pytest.mark.parametrize(
    ("goal", "verdict"),
    [
        ("derive 1/(X - 1/2)", "proved"),
        ("refute 1/(X^2 - 2) ~ Poisson(lam)", "refuted"),
        ("prove 1/(X - 3) ~ Poisson(lam)", "error"),
        ("prove 1/(2*X - 6) ~ Poisson(lam)", "error"),
    ],
)
def test_a_lattice_never_hits_what_is_not_on_it(goal: str, verdict: str) -> None:
    [found] = check(f"let lam > 0\nlet X ~ Poisson(lam)\n{goal}")
    assert found.verdict == verdict
