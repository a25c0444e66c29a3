"""p exp(A) and q exp(B) compared by their exponents first."""

from __future__ import annotations

import pytest
from sympy import Expr, Integer, Rational, exp, expand, log, oo, sqrt

from symreparam.decide import zero
from symreparam.decide.answer import Answer, Context, Proved, Refuted
from symreparam.decide.zero import equal
from symreparam.terms.region import interval
from symreparam.terms.scope import Scope, variable

X = variable("x")
REAL = Context(Scope(), interval(X, -oo, oo))
POSITIVE = Context(Scope(), interval(X, Integer(0), oo))
# so many denominators that exp(x/lcm) would be a root of too high an index
FINE = -((X / 7 - Rational(1, 11)) ** 2) / 13 + X / 17


def test_exponents_with_many_denominators() -> None:
    assert isinstance(equal(exp(FINE), exp(expand(FINE)), REAL), Proved)
    assert isinstance(equal(X * exp(FINE) / 3, exp(expand(FINE)) * (2 * X / 6), REAL), Proved)


def test_divisors_of_both_parts_are_kept() -> None:
    left, right = (X**2 - 1) / (X - 1) * exp(X / X), (X + 1) * exp(Integer(1))
    answer = equal(left, right, REAL)
    assert isinstance(answer, Proved)
    assert any(d.subs(X, 1) == 0 for d in answer.divisors)


def test_divisors_of_the_same_factor_are_kept() -> None:
    """1/x on both sides is 1/x where x is not 0."""
    answer = equal(exp((X + 1) ** 2) / X, exp(X**2 + 2 * X + 1) / X, REAL)
    assert isinstance(answer, Proved) and answer.divisors == (X,)
    assert not isinstance(
        equal(exp((X + 1) ** 2) * log(X), exp(X**2 + 2 * X + 1) * log(X), REAL), Proved
    )


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (exp(FINE), exp(expand(FINE) + Rational(1, 10**6))),
        (2 * exp(FINE), 3 * exp(expand(FINE))),
        (X * exp(FINE), sqrt(X**2) * exp(expand(FINE))),
        (exp(X) * exp(X**2), exp(X) * exp(X**3)),
    ],
)
def test_different_terms(left: Expr, right: Expr) -> None:
    assert isinstance(equal(left, right, REAL), Refuted)


def test_a_constant_may_stand_in_the_exponent_of_one_side() -> None:
    assert isinstance(equal(exp(X + log(2)), 2 * exp(X), REAL), Proved)
    assert isinstance(equal(X * exp(-X), exp(log(X) - X), POSITIVE), Proved)


def test_a_planted_wrong_split_is_disarmed(monkeypatch: pytest.MonkeyPatch) -> None:
    """With the exponents left uncompared the second lock still refuses a false equality."""
    right = zero._exponential_part
    monkeypatch.setattr(
        zero, "_exponential_part", lambda term: (right(term)[0], right(term)[1] * 0 + 1)
    )
    answer: Answer = zero._equal.__wrapped__(exp(X / 3), exp(X / 2), REAL)
    assert not isinstance(answer, Proved)


def test_a_sum_of_terms_with_one_exponential() -> None:
    half = exp(FINE) / 2
    assert isinstance(equal(X * half + (2 - X) * half, exp(expand(FINE)), REAL), Proved)
    assert not isinstance(equal(X * half + (3 - X) * half, exp(expand(FINE)), REAL), Proved)
    other = exp(FINE + X) / 2
    assert not isinstance(equal(X * half + (2 - X) * other, exp(expand(FINE)), REAL), Proved)
