"""Factors with roots of primes in their leading coefficient, under powers and logarithms."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sympy import Expr, Integer, Rational, log, oo, sqrt

from symreparam.decide.answer import Context, Proved, Refuted
from symreparam.decide.kernels import leading, radicals
from symreparam.decide.zero import equal
from symreparam.pipeline import check_text
from symreparam.terms.region import interval
from symreparam.terms.scope import Scope, variable

Z = variable("z")
POSITIVE = Context(Scope(), interval(Z, Integer(0), oo))
A = 2 * Z + 2 ** Rational(1, 3) * 9 ** Rational(1, 3)
B = 4 ** Rational(1, 3) * Z + 9 ** Rational(1, 3)

SAME = [
    (A ** Rational(5, 7), 2 ** Rational(5, 21) * B ** Rational(5, 7)),
    (log(A), log(B) + log(2) / 3),
    (sqrt(sqrt(2) * Z + 1), 2 ** Rational(1, 4) * sqrt(Z + 1 / sqrt(2))),
    (sqrt(sqrt(6) * Z + sqrt(2)), sqrt(sqrt(2)) * sqrt(sqrt(3) * Z + 1)),
    (log(sqrt(3) * Z**2 + sqrt(2) * Z), log(Z) + log(sqrt(3) * Z + sqrt(2))),
]
DIFFERENT = [
    (A ** Rational(5, 7), 2 ** Rational(5, 20) * B ** Rational(5, 7)),
    (log(A), log(B) + log(2) / 2),
    (sqrt(sqrt(2) * Z + 1), 2 ** Rational(1, 4) * sqrt(Z + sqrt(2))),
    (sqrt(sqrt(6) * Z + sqrt(2)), sqrt(sqrt(2)) * sqrt(sqrt(3) * Z + sqrt(2))),
]


@pytest.mark.parametrize(("left", "right"), SAME)
def test_same(left: Expr, right: Expr) -> None:
    assert isinstance(equal(left, right, POSITIVE), Proved)
    assert isinstance(equal(right, left, POSITIVE), Proved)


@pytest.mark.parametrize(("left", "right"), DIFFERENT)
def test_different(left: Expr, right: Expr) -> None:
    assert isinstance(equal(left, right, POSITIVE), Refuted)


ROOT = st.sampled_from([Rational(1, 2), Rational(1, 3), Rational(2, 3), Rational(3, 4)])


@settings(deadline=None, max_examples=25)
@given(st.sampled_from([2, 3, 6, 12]), ROOT, st.sampled_from([1, 2, 5, 10]), ROOT, ROOT)
def test_a_factor_comes_out_of_a_power(c: int, r: Expr, d: int, s: Expr, share: Expr) -> None:
    root, base = Integer(c) ** r, Z + Integer(d) ** s
    whole = (root * Z + root * Integer(d) ** s) ** share
    assert isinstance(equal(whole, root**share * base**share, POSITIVE), Proved)
    assert not isinstance(equal(whole, root**share * (base + 1) ** share, POSITIVE), Proved)


def test_a_planted_wrong_split_is_disarmed(monkeypatch: pytest.MonkeyPatch) -> None:
    """With 1/c for c the normal forms of different terms are the same: the second lock refuses."""
    right = leading.split_leading
    seen = []

    def wrong(space, p):  # type: ignore[no-untyped-def]
        found = right(space, p)
        seen.append(found)
        return None if found is None else (space.inverse(found[0]), found[1])

    monkeypatch.setattr(radicals, "split_leading", wrong)
    value = 2 ** Rational(-1, 4) * sqrt(2 * Z + sqrt(2)) / sqrt(2)
    assert not isinstance(equal(sqrt(sqrt(2) * Z + 1), value, POSITIVE), Proved)
    assert any(found is not None for found in seen)


@pytest.mark.parametrize(
    ("goal", "verdict"),
    [
        ("prove 2*(u^(-2/3) - 1)^(-2) ~ Dagum(3/2, 1/2, 2)", "proved"),
        ("prove 3/2*(u^(-4/7) - 1)^(-3/2) ~ Dagum(7/4, 2/3, 3/2)", "proved"),
        ("prove 2*(u^(-2/3) - 1)^(-2) ~ Dagum(3/2, 1/2, 3)", "refuted"),
        ("prove 3/2*(u^(-4/7) - 1)^(-3/2) ~ Dagum(7/4, 2/3, 3)", "refuted"),
    ],
)
def test_claims(goal: str, verdict: str) -> None:
    assert check_text(f"let u ~ Uniform(0, 1)\n{goal}")[0].verdict == verdict
