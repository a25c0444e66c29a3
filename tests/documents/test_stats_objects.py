"""Terms that a SymPy user built unevaluated need what they say, though their value does not."""

from __future__ import annotations

import re

import pytest
from sympy import (
    Add,
    Expr,
    Function,
    GoldenRatio,
    Integer,
    Matrix,
    Mul,
    Piecewise,
    Pow,
    Rational,
    Symbol,
    TribonacciConstant,
    log,
    sqrt,
    stats,
)
from sympy import exp as exponential

from symreparam import ClaimError, Options, Unsupported, derive, prove
from symreparam.documents.stats_objects import claim_from_stats

X = stats.Normal("X", 0, 1)
Y = stats.Exponential("Y", 1)
C = Symbol("c", real=True)
QUICK = Options(cross_check=False)


def times(*factors: Expr) -> Expr:
    return Mul(*factors, evaluate=False)


def plus(*terms: Expr) -> Expr:
    return Add(*terms, evaluate=False)


@pytest.mark.parametrize(
    ("term", "said"),
    [
        (plus(X, times(Integer(0), log(X))), "log of a number that is not positive"),
        (plus(X, log(X), times(Integer(-1), log(X))), "log of a number that is not positive"),
        (exponential(log(X, evaluate=False), evaluate=False), "log of a number"),
        (Pow(Pow(X, Rational(1, 2), evaluate=False), 2, evaluate=False), "root of a negative"),
        (plus(X, times(Integer(0), Pow(C, -1))), "division by zero"),
        (Piecewise((X, X > 0), (plus(X, times(Integer(0), log(X))), True)), "log of a number"),
    ],
)
def test_what_sympy_would_cancel_is_asked(term: Expr, said: str) -> None:
    outcome = prove(term, stats.Normal("Z", 0, 1), options=QUICK)
    assert outcome.verdict == "error"
    assert said in outcome.reason


@pytest.mark.parametrize(
    "term",
    [
        plus(Y, times(Integer(0), log(Y))),
        times(Y, Pow(Y, -1, evaluate=False), Y),
        Piecewise((plus(Y, times(Integer(0), log(Y - 1))), Y > 1), (Y, True)),
    ],
)
def test_what_is_defined_is_proved(term: Expr) -> None:
    assert prove(term, stats.Exponential("Z", 1), options=QUICK).verdict == "proved"


def test_arguments_of_laws_are_asked_too() -> None:
    mean = times(Integer(0), log(C))
    hidden = stats.Normal("N", mean, 1)
    assert derive(hidden, options=QUICK).verdict == "error"
    assert prove(X, hidden, options=QUICK).verdict == "error"


def test_what_are_no_options_is_said() -> None:
    with pytest.raises(TypeError, match=r"symreparam.Options\(..\) is expected, not str"):
        prove(X, X, options="quick")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("term", "way"),
    [
        ((X, Y), "joint laws go to symreparam.check"),
        (Matrix([X]), "joint laws go to symreparam.check"),
        (3, "sympy.Integer"),
        (stats.given(X, X > 0), "`(X given X > 0) ~ ..`"),
    ],
)
def test_what_is_no_term_is_told_where_it_goes(term: object, way: str) -> None:
    with pytest.raises((ClaimError, Unsupported), match=re.escape(way)):
        derive(term)


@pytest.mark.parametrize("name", ["erf", "Abs", "exp", "log", "Heaviside", "Quantile"])
def test_a_function_of_the_users_is_not_that_of_its_name(name: str) -> None:
    for own in (Function(name), type(name, (Function,), {})):
        with pytest.raises(Unsupported, match=name):
            claim_from_stats(own(X))


@pytest.mark.parametrize("golden", [GoldenRatio, TribonacciConstant])
def test_numbers_that_are_roots_are_read(golden: Expr) -> None:
    assert claim_from_stats(golden * X) == claim_from_stats(golden.expand(func=True) * X)
    assert claim_from_stats(sqrt(5) * X) != claim_from_stats(golden * X)
