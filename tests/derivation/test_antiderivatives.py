"""Regularized incomplete beta functions written as elementary terms: values and claims."""

from __future__ import annotations

import mpmath
import pytest
from sympy import Float, Integer, N, Rational, Symbol, betainc_regularized

from symreparam.derivation.antiderivatives import _plain_beta
from symreparam.pipeline import check_text

X = Symbol("x", positive=True)
HALF = Rational(1, 2)
ELEMENTARY = [
    *((Integer(2), Integer(3)), (Integer(11), Integer(5)), (Rational(2, 5), Integer(4))),
    *((Integer(3), Rational(1, 3)), (Integer(1), Rational(7, 3)), (HALF, HALF)),
    *((3 * HALF, HALF), (HALF, 5 * HALF), (7 * HALF, 3 * HALF)),
]
KEPT = [(Rational(1, 3), Rational(1, 4)), (HALF, Rational(1, 3)), (Integer(40), Integer(41))]


@pytest.mark.parametrize(("a", "b"), ELEMENTARY)
def test_values_against_mpmath(a: Rational, b: Rational) -> None:
    term = _plain_beta(a, b, Integer(0), X)
    assert not term.has(betainc_regularized)
    for x in (0.03, 0.2, 0.5, 0.77, 0.99):
        wanted = mpmath.betainc(float(a), float(b), 0, x, regularized=True)
        assert abs(N(term.xreplace({X: Float(x)})) - wanted) < 1e-12


@pytest.mark.parametrize(("a", "b"), KEPT)
def test_others_are_kept(a: Rational, b: Rational) -> None:
    assert _plain_beta(a, b, Integer(0), X) == betainc_regularized(a, b, 0, X)
    assert _plain_beta(Integer(2), Integer(3), HALF, X).has(betainc_regularized)


TRUE = [
    "let X ~ Beta(2, 3)\nprove P(X < 1/2) = 11/16",
    "let 0 < t < 1\nlet X ~ Beta(2, 3)\nprove P(X < t) = 6*t^2 - 8*t^3 + 3*t^4",
    "let a > 0\nlet X ~ Beta(2, a)\nprove P(X > 1/2) = (1 + a/2)/2^a",
    "let X ~ Beta(3/2, 3/2)\nprove P(X < 1/4) = 1/3 - sqrt(3)/(4*pi)",
    "let X ~ StudentT(1)\nprove P(X > 1) = 1/4",
    "let X ~ StudentT(3)\nprove P(X > sqrt(3)) = 1/4 - 1/(2*pi)",
    "let X ~ FDistribution(2, 4)\nprove P(X < 2) = 3/4",
]
FALSE = [
    "let X ~ Beta(2, 3)\nrefute P(X < 1/2) = 9/16",
    "let X ~ Beta(3, 2)\nrefute P(X < 1/2) = 11/16",
    "let a > 0\nlet X ~ Beta(a, 2)\nrefute P(X > 1/2) = (1 + a/2)/2^a",
    "let X ~ Beta(3/2, 1/2)\nrefute P(X < 1/2) = 1/2 + 1/pi",
    "let X ~ StudentT(1)\nrefute P(X > 1) = 1/3",
    "let X ~ StudentT(3)\nrefute P(X > sqrt(3)) = 1/4 - 1/(4*pi)",
    "let X ~ FDistribution(4, 2)\nrefute P(X < 2) = 3/4",
]


@pytest.mark.parametrize("text", TRUE)
def test_proved(text: str) -> None:
    [found] = check_text(text)
    assert found.verdict == "proved", found.reason


@pytest.mark.parametrize("text", FALSE)
def test_refuted(text: str) -> None:
    [found] = check_text(text)
    assert (found.verdict, found.ok) == ("refuted", True), found.reason
