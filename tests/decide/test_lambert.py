"""Lambert's W at negative arguments: only the main branch, only where it is real."""

from __future__ import annotations

import pytest
from sympy import Expr, Integer, LambertW, Rational, exp, oo

from symreparam.decide.answer import Context, Proved, Unknown
from symreparam.decide.real import defined, smooth
from symreparam.decide.zero import equal
from symreparam.terms.region import interval
from symreparam.terms.scope import Scope, variable

z = variable("z")
ONE = Integer(1)


def on(low: Expr, high: Expr) -> Context:
    return Context(Scope(), interval(z, low, high))


@pytest.mark.parametrize(
    ("left", "right", "low", "high"),
    [
        (LambertW(z * exp(z)), z, -ONE, oo),
        (LambertW(-z * exp(-z)), -z, Integer(0), ONE),
        (-LambertW(-z) * exp(LambertW(-z)), z, Integer(0), exp(-1)),
        (exp(LambertW(z)), z / LambertW(z), -exp(-1), Integer(0)),
    ],
)
def test_proved(left: Expr, right: Expr, low: Expr, high: Expr) -> None:
    assert isinstance(equal(left, right, on(low, high)), Proved)


@pytest.mark.parametrize(
    ("left", "right", "low", "high"),
    [
        # beyond the turning point the main branch gives another number back
        (LambertW(z * exp(z)), z, Integer(-2), oo),
        (LambertW(z * exp(z)), z, -oo, -ONE),
        (LambertW(-z * exp(-z)), -z, ONE, Integer(2)),
        (exp(LambertW(z)), z / LambertW(z) + 1, -exp(-1), Integer(0)),
        (exp(LambertW(z)), -z / LambertW(z), -exp(-1), Integer(0)),
    ],
)
def test_not_proved(left: Expr, right: Expr, low: Expr, high: Expr) -> None:
    assert not isinstance(equal(left, right, on(low, high)), Proved)


def test_below_minus_one_over_e_it_is_not_defined() -> None:
    assert isinstance(defined(LambertW(z), on(-exp(-1), oo)), Proved)
    assert not isinstance(defined(LambertW(z), on(-Rational(1, 2), oo)), Proved)
    assert isinstance(smooth(LambertW(z), z, on(-exp(-1), oo)), Proved)
    assert not isinstance(smooth(LambertW(z**2 - exp(-1)), z, on(-ONE, ONE)), Proved)


def test_another_branch_is_not_taken_for_the_main_one() -> None:
    other = LambertW(z, -1)
    assert isinstance(equal(other, LambertW(z), on(-exp(-1), Integer(0))), Unknown)
