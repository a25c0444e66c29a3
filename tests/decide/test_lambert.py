"""Lambert's W at negative arguments: both branches, only where they are real."""

from __future__ import annotations

import mpmath
import pytest
from flint import arb
from sympy import Expr, Integer, LambertW, Rational, diff, exp, lambdify, log, oo

from symreparam.decide import sign as sign_module
from symreparam.decide import thresholds
from symreparam.decide.answer import Context, Proved, Unknown
from symreparam.decide.ball import enclose
from symreparam.decide.limits import limit
from symreparam.decide.real import defined, smooth
from symreparam.decide.sign import sign
from symreparam.decide.signset import NEGATIVE, POSITIVE
from symreparam.decide.thresholds import signs_by_threshold
from symreparam.decide.zero import equal
from symreparam.terms.lower_w import LambertLower
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


# the lower branch ---------------------------------------------------------------------------------
BELOW = on(-exp(-1), Integer(0))
LOWER = LambertLower(z)


@pytest.mark.parametrize(
    ("left", "right", "low", "high"),
    [
        (LambertLower(z * exp(z)), z, -oo, -ONE),
        (LambertLower(-z * exp(-z)), -z, ONE, oo),
        (LOWER * exp(LOWER), z, -exp(-1), Integer(0)),
        (log(-LOWER) + LOWER, log(-z), -exp(-1), Integer(0)),
        (exp(2 * LOWER), z**2 / LOWER**2, -exp(-1), Integer(0)),
        (diff(LOWER, z), LOWER / (z * (1 + LOWER)), -exp(-1), Integer(0)),
    ],
)
def test_the_lower_branch_proved(left: Expr, right: Expr, low: Expr, high: Expr) -> None:
    assert isinstance(equal(left, right, on(low, high)), Proved)


@pytest.mark.parametrize(
    ("left", "right", "low", "high"),
    [
        (LambertLower(z * exp(z)), z, -ONE, Integer(0)),  # there W_0 gives z back
        (LambertLower(z * exp(z)), z, -Integer(2), Integer(0)),
        (LambertLower(-z * exp(-z)), -z, Integer(0), ONE),
        (LambertLower(z), LambertW(z), -exp(-1), Integer(0)),
        (LOWER * exp(LOWER), z, -ONE, Integer(0)),  # not defined everywhere
        (LOWER * exp(LOWER), z, -exp(-1), ONE),
        (exp(LOWER), -z / LOWER, -exp(-1), Integer(0)),
    ],
)
def test_the_lower_branch_not_proved(left: Expr, right: Expr, low: Expr, high: Expr) -> None:
    assert not isinstance(equal(left, right, on(low, high)), Proved)


def test_the_lower_branch_is_defined_below_zero_alone() -> None:
    assert isinstance(defined(LOWER, BELOW), Proved)
    assert not isinstance(defined(LOWER, on(-Rational(1, 2), Integer(0))), Proved)
    assert not isinstance(defined(LOWER, on(-exp(-1), ONE)), Proved)
    assert isinstance(smooth(LOWER, z, BELOW), Proved)
    assert not isinstance(smooth(LambertLower(-z * exp(-z)), z, on(Integer(0), oo)), Proved)


@pytest.mark.parametrize(
    ("term", "want", "low", "high"),
    [
        (LambertW(z) + 1, "+", -exp(-1), oo),
        (LambertW(z) + 1, "+", -exp(-1), Integer(0)),
        (LOWER + 1, "-", -exp(-1), Integer(0)),
        (LOWER / (z * (1 + LOWER)), "-", -exp(-1), Integer(0)),
        (LambertW(z) - 1, "+", exp(1), oo),
        (LambertW(z) - 1, "-", Integer(0), exp(1)),
        (LOWER + 2, "-", -2 * exp(-2), Integer(0)),
        (LOWER + 2, "+", -exp(-1), -2 * exp(-2)),
        (exp(LambertW(-z)) - exp(-1), "+", Integer(0), exp(-1)),
        (exp(LambertLower(-z)) - exp(-1), "-", Integer(0), exp(-1)),
        (z + LambertW(-exp(-z)), "+", ONE, oo),
        (z + LambertLower(-exp(-z)), "-", ONE, oo),
        (-3 * LambertLower(-z / 10) - 3, "+", Integer(0), ONE),
    ],
)
def test_signs_from_the_place_where_a_value_is_taken(
    term: Expr, want: str, low: Expr, high: Expr
) -> None:
    """And mpmath agrees at points of the interval."""
    assert isinstance(sign(term, want, on(low, high)), Proved)
    first = mpmath.mpf(str(low.evalf(30)))
    last = first + 9 if high == oo else mpmath.mpf(str(high.evalf(30)))
    heads = {"LambertW": mpmath.lambertw, "LambertLower": lambda x: mpmath.lambertw(x, -1)}
    number = lambdify(z, term, [heads, "mpmath"])
    for share in (0.03, 0.4, 0.97):
        value = number(first + (last - first) * share).real
        assert value > 0 if want == "+" else value < 0


@pytest.mark.parametrize(
    ("term", "want", "low", "high"),
    [
        (LambertW(z) - 1, "+", Integer(0), oo),
        (LambertW(z) - 1, "+", Rational(27, 10), oo),  # e is 2.718..
        (LOWER + 2, "-", -exp(-1), Integer(0)),
        (LOWER + 3, "-", -2 * exp(-2), Integer(0)),
        (LambertW(z) + 1, "+", -Rational(1, 2), oo),  # not defined everywhere
        (LambertLower(-z) + 1, "-", -ONE, exp(-1)),
        (z + LambertW(-exp(-z)), "+", Integer(0), oo),
        (LambertW(z) + LOWER, "-", -ONE, Integer(0)),
        (exp(LambertW(z)) - 2, "+", Integer(0), oo),
    ],
)
def test_signs_that_do_not_hold_are_not_proved(
    term: Expr, want: str, low: Expr, high: Expr
) -> None:
    assert not isinstance(sign(term, want, on(low, high)), Proved)


def test_a_planted_threshold_on_the_wrong_branch_is_caught(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    place = on(-Rational(1, 5), -Rational(3, 20))
    monkeypatch.setattr(thresholds, "LambertLower", LambertW)
    assert signs_by_threshold(LOWER + 2, place, sign_module._quiet) == POSITIVE
    monkeypatch.undo()
    assert not isinstance(sign(LOWER + 2, "+", place), Proved)


def test_a_planted_threshold_without_its_domain_is_caught(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    place = on(-ONE, -exp(-1))
    monkeypatch.setattr(thresholds, "within", lambda signs, wanted: True)
    assert signs_by_threshold(LambertW(z) + 1, place, sign_module._quiet) == NEGATIVE
    monkeypatch.undo()
    assert not isinstance(sign(LambertW(z) + 1, "-", place), Proved)


@pytest.mark.parametrize(
    ("expr", "end", "low", "high", "value"),
    [
        (LOWER, "lower", -exp(-1), Integer(0), -ONE),
        (LOWER, "upper", -exp(-1), Integer(0), -oo),
        (LambertLower(-exp(-z)), "upper", ONE, oo, -oo),
        (LambertLower(z / 2), "lower", -Rational(1, 2), Integer(0), LambertLower(-Rational(1, 4))),
        (LambertLower(-z), "upper", -ONE, Integer(1), None),
        (LambertLower(z), "lower", -ONE, Integer(0), None),
        (LambertLower(z**2), "lower", Integer(0), ONE, None),
    ],
)
def test_limits_of_the_lower_branch(
    expr: Expr, end: str, low: Expr, high: Expr, value: Expr | None
) -> None:
    assert limit(expr, z, end, on(low, high)) == value


def test_balls_of_the_lower_branch_hold_its_values() -> None:
    for text in ("-0.36787", "-0.3", "-0.01", "-1e-30"):
        ball = enclose(LOWER, {z: arb(text)}, 96)
        assert ball is not None
        value = mpmath.lambertw(mpmath.mpf(text), -1).real
        assert abs(float(ball.mid()) - float(value)) < 1e-9 * abs(float(value))
    for wide in (arb(0, 0.1), arb(1), arb(-1), arb(-0.3, 0.2)):
        found = enclose(LOWER, {z: wide}, 96)
        assert found is None or not found.is_finite()
