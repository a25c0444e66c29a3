"""Laws and choices that a SymPy user states by hand, and what is no such law."""

from __future__ import annotations

import pytest
from sympy import (
    Contains,
    Expr,
    Heaviside,
    Integer,
    Interval,
    Or,
    Piecewise,
    Rational,
    S,
    Symbol,
    exp,
    log,
    pi,
    sqrt,
    stats,
)

import symreparam
from symreparam.logic.errors import ClaimError, Unsupported

X, N = Symbol("x"), stats.Normal("N", 0, 1)
K, A, P = Symbol("k"), Symbol("a", positive=True), Symbol("p", positive=True)
HALF = S.Half


def continuous(density: Expr, low: object = -S.Infinity, high: object = S.Infinity) -> Expr:
    """A variable of SymPy with a stated density."""
    return stats.ContinuousRV(X, density, set=Interval(low, high))


BELL = exp(-(X**2) / 2)
TENT = Piecewise((X, X < 1), (2 - X, True))
# not uniform: 1 in the middle, 2 x beside it
MIDDLE = Interval(Rational(1, 4), Rational(3, 4))
IN_THE_MIDDLE = Piecewise((1, Contains(X, MIDDLE)), (2 * X, True))
NOT_ASIDE = Piecewise((2 * X, Or(X < 0, ~Contains(X, MIDDLE))), (1, True))
COMPARED = Piecewise((1, MIDDLE.as_relational(X)), (2 * X, True))
POSITIVE_PART = Piecewise((N, N > 0), (-N, True))
SUM = stats.Uniform("U", 0, 1) + stats.Uniform("V", 0, 1)
ONE_OR_SIX = stats.DiscreteUniform("u", [1, 6])
GEOMETRIC = stats.Geometric("g", HALF)


@pytest.mark.parametrize(
    ("expr", "law", "verdict"),
    [
        (2 * continuous(exp(-X), 0), stats.Exponential("z", HALF), "proved"),
        (2 * continuous(exp(-X), 0), stats.Exponential("z", 2), "refuted"),
        (continuous(2 * X, 0, 1) ** 2, stats.Uniform("z", 0, 1), "proved"),
        (A * continuous(exp(-X / A) / A, 0), stats.Exponential("z", 1 / A**2), "proved"),
        (N, continuous(BELL / sqrt(2 * pi)), "proved"),
        (N, continuous(BELL), "refuted"),
        (SUM, continuous(TENT, 0, 2), "proved"),
        (POSITIVE_PART, continuous(2 * BELL / sqrt(2 * pi), 0), "proved"),
        (POSITIVE_PART, stats.Normal("z", 0, 1), "refuted"),
        (Heaviside(N), stats.Bernoulli("b", HALF), "proved"),
        (Piecewise((0, N <= 0), (log(N), True)), stats.Normal("z", 0, 1), "refuted"),
        (ONE_OR_SIX, stats.FiniteRV("f", {1: HALF, 6: HALF}), "proved"),
        (ONE_OR_SIX, stats.Die("d", 6), "refuted"),
        (stats.Die("d", 6), ONE_OR_SIX, "refuted"),
        (stats.DiscreteUniform("u", [3, 1, 2]), stats.Die("d", 3), "proved"),
        (stats.FiniteRV("f", {0: HALF, 1: HALF}), stats.Bernoulli("b", HALF), "proved"),
        (stats.FiniteRV("f", {-2: HALF / 2, 0: HALF, 2: HALF / 2}) ** 2 / 4,
         stats.Bernoulli("b", HALF), "proved"),
        (stats.Bernoulli("b", HALF / 2, 5, 2), stats.FiniteRV("f", {5: HALF / 2, 2: 3 * HALF / 2}),
         "proved"),
        (stats.Bernoulli("b", HALF / 2, 5, 2), stats.FiniteRV("f", {2: HALF / 2, 5: 3 * HALF / 2}),
         "refuted"),
        (GEOMETRIC - 1, stats.DiscreteRV(K, HALF ** (K + 1), S.Naturals0), "proved"),
        (GEOMETRIC, stats.DiscreteRV(K, HALF ** (K + 1), S.Naturals0), "refuted"),
    ],
)  # fmt: skip
def test_verdicts(expr: Expr, law: Expr, verdict: str) -> None:
    outcome = symreparam.prove(expr, law)
    assert outcome.verdict == verdict, outcome.reason
    assert symreparam.replay(outcome.proof).refuted == (verdict == "refuted")


@pytest.mark.parametrize(
    ("expr", "words"),
    [
        (Piecewise((N, N > 0)), "has no value where none"),
        (stats.Coin("C"), "no real number"),
        (stats.FiniteRV("f", {1: HALF, 6: Rational(1, 3)}, check=False), "add up to 5/6"),
        (N > 0, "Piecewise"),
    ],
)
def test_what_is_no_claim(expr: Expr, words: str) -> None:
    with pytest.raises(ClaimError) as caught:
        symreparam.derive(expr)
    assert words in f"{caught.value.message} {caught.value.hint}"


@pytest.mark.parametrize(
    ("expr", "words"),
    [
        (continuous(X**2 / 9, -3, 3), "stated law is not seen"),
        (continuous(BELL), "stated law is not seen"),
        (continuous(IN_THE_MIDDLE, 0, 1), "the condition Contains"),
        (continuous(NOT_ASIDE, 0, 1), "the condition Contains"),
        (continuous(COMPARED, 0, 1), "stated law is not seen"),
        (stats.Normal("V", [0, 0], [[1, 0], [0, 1]])[0], "component of a vector"),
        (stats.Binomial("b", 3, HALF, 2, 1), "BinomialDistribution"),
        (stats.given(N, N > 0), "under a condition"),
    ],
)
def test_what_is_not_supported(expr: Expr, words: str) -> None:
    with pytest.raises(Unsupported, match=words):
        symreparam.derive(expr)


@pytest.mark.parametrize(
    ("expr", "words"),
    [
        (Piecewise((log(N), N > -1), (0, True)), "log of a number"),
        (Piecewise((0, N > -1), (log(N + 1), N > -2), (0, True)), "log of a number"),
        (stats.FiniteRV("f", {-1: 1 - P, 1: P}), "`let 0 < p < 1`"),
        (stats.Normal("S", 0, Symbol("s", real=True)), "Symbol('s', positive=True)"),
    ],
)
def test_what_does_not_exist(expr: Expr, words: str) -> None:
    outcome = symreparam.derive(expr)
    assert outcome.verdict == "error"
    assert words in outcome.text()


def test_each_branch_need_be_defined_where_it_is_taken() -> None:
    assert symreparam.derive(Piecewise((log(N), N > 0), (Integer(0), True))).verdict == "proved"
