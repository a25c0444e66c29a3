"""Signs, relations, definedness, null sets, equality, rounding, covers: accepts and rejects."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from plain_builder import builder
from sympy import Abs, Expr, Integer, Rational, cos, exp, floor, log, oo, sin, sqrt, tan

from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import (
    Covers,
    Defined,
    Equal,
    Holds,
    Judgement,
    NullZeros,
    Sign,
)
from symreparam.rules import laws, order
from symreparam.rules.laws import covers_rule
from symreparam.rules.order import (
    defined_rule,
    equal_rule,
    holds_rule,
    null_zeros_rule,
    rounded_rule,
    sign_rule,
)
from symreparam.rules.rule import Setting
from symreparam.terms.region import NUMBERS, interval
from symreparam.terms.scope import REALS, Domain, Relation, Scope, parameter, variable

x = variable("x")
a, m = parameter("a", Domain(lower=Integer(0))), parameter("m", REALS)
SCOPE = Scope(((a, Domain(lower=Integer(0))), (m, REALS)), (), ((a, Integer(1)), (m, Integer(0))))
SETTING = Setting(builder().setting.claim, SCOPE)
ZERO, ONE = Integer(0), Integer(1)
HALF, LINE, UNIT = interval(x, ZERO, oo), interval(x, -oo, oo), interval(x, ZERO, ONE)
Rule = Callable[..., Judgement]


def refused(rule: Rule, premises: tuple, args: tuple, code: str) -> None:
    with pytest.raises(RuleError) as error:
        rule(SETTING, premises, args)
    assert error.value.code == code


@pytest.mark.parametrize(
    ("expr", "over", "sign"),
    [
        (a * x, HALF, "+"),
        (-a - x**2, LINE, "-"),
        (m**2, NUMBERS, ">="),
        (m**2 + a, NUMBERS, "!="),
        (x - 1, UNIT, "-"),
    ],
    ids=str,
)
def test_a_sign(expr: Expr, over: object, sign: str) -> None:
    assert sign_rule(SETTING, (), (expr, over, sign)) == Sign(expr, sign, over)


@pytest.mark.parametrize(
    ("expr", "over", "sign"),
    [
        (m * x, HALF, "+"),  # m may be negative
        (m, NUMBERS, "!="),  # and zero
        (m**2, NUMBERS, "+"),
        (x, LINE, ">="),
        (x - 1, HALF, "-"),
        (1 / x, LINE, "+"),
    ],
    ids=str,
)
def test_no_sign(expr: Expr, over: object, sign: str) -> None:
    refused(sign_rule, (), (expr, over, sign), "sign.undecided")


def test_a_sign_has_one_of_five_names() -> None:
    refused(sign_rule, (), (a, NUMBERS, "positive"), "sign.args")
    refused(sign_rule, (), (a, NUMBERS), "sign.args")
    refused(sign_rule, (Holds(Relation(ZERO, "<", a), NUMBERS),), (a, NUMBERS, "+"),
            "sign.premises")


def test_a_relation() -> None:
    good = Relation(-a, "<", x)
    assert holds_rule(SETTING, (), (good, HALF)) == Holds(good, HALF)
    refused(holds_rule, (), (good, LINE), "holds.undecided")
    refused(holds_rule, (), (Relation(m, "<", a), NUMBERS), "holds.undecided")
    refused(holds_rule, (), (Relation(m, "!=", ZERO), NUMBERS), "holds.undecided")


@pytest.mark.parametrize(
    ("expr", "over"),
    [
        (log(x), LINE),
        (1 / (x - 1), HALF),
        (sqrt(x - 1), HALF),
        (1 / m, NUMBERS),
        (tan(x), HALF),
        (x / x**2 * log(Abs(x)), LINE),
    ],
    ids=str,
)
def test_an_undefined_term(expr: Expr, over: object) -> None:
    refused(defined_rule, (), (expr, over), "defined.undecided")


def test_a_defined_term() -> None:
    for expr, over in ((log(x) / a, HALF), (sqrt(1 - x) / (1 + x), UNIT), (exp(m * x), LINE)):
        assert defined_rule(SETTING, (), (expr, over)) == Defined(expr, over)


def test_zeros_that_form_a_null_set() -> None:
    for expr in (x - m, a * x**2 + m * x, x**3 + a, exp(x) - m, x + exp(x)):
        assert null_zeros_rule(SETTING, (), (expr, LINE)) == NullZeros(expr, LINE)
    # zero everywhere where m is
    refused(null_zeros_rule, (), (m * x, LINE), "null-zeros.undecided")
    refused(null_zeros_rule, (), (m * x**2 + m * x, LINE), "null-zeros.undecided")
    refused(null_zeros_rule, (), (x - Abs(x), LINE), "null-zeros.undecided")
    refused(null_zeros_rule, (), (a, NUMBERS), "null-zeros.region")


def test_zeros_of_analytic_functions() -> None:
    """1 + 4 sinh(..)^2 and such: neither monotone nor a polynomial, and no zero at one place."""
    for expr, over in (
        (sin(x) + cos(3 * x), LINE),
        (sqrt(x) - sin(x), HALF),
        (exp(-x) * cos(x) - a - 2, LINE),
        (log(x) ** 2 - x, HALF),
    ):
        assert null_zeros_rule(SETTING, (), (expr, over)) == NullZeros(expr, over)
    for expr, over in (
        (m * sin(x) + m * cos(x), LINE),  # zero everywhere where m is
        (sin(x) + cos(x) + m, LINE),  # zero at the place for some m
        (sin(x) ** 2 + cos(x) ** 2 - 1, LINE),
        (Abs(x - 1) + x - 1, interval(x, -oo, Integer(3))),  # zero on a half
        (floor(x) + 0 * x, HALF),
        (sqrt(x**2) - x, LINE),
        (sqrt(x) - sin(x), LINE),  # not defined everywhere
        (tan(x) - 1, LINE),
    ):
        refused(null_zeros_rule, (), (expr, over), "null-zeros.undecided")


def test_a_planted_null_set_by_any_functions_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    """|x - 1| + x - 1 is zero on a half-line and not at 2."""
    expr, over = Abs(x - 1) + x - 1, interval(x, -oo, Integer(1))
    wide = interval(x, Integer(1), oo)
    refused(null_zeros_rule, (), (expr, over), "null-zeros.undecided")
    monkeypatch.setattr(order, "_ANALYTIC", order._ANALYTIC | {"Abs", "Integer", "NegativeOne"})
    # even then: a kink is not smooth, so only the pieces count
    refused(null_zeros_rule, (), (expr, interval(x, -oo, Integer(3))), "null-zeros.undecided")
    assert null_zeros_rule(SETTING, (), (expr, wide)) == NullZeros(expr, wide)


def test_an_equality_and_its_divisors() -> None:
    assert equal_rule(SETTING, (), (sin(x) ** 2 + cos(x) ** 2, ONE, LINE)).right == ONE
    refused(equal_rule, (), (sin(x) ** 2, ONE, LINE), "equal.undecided")
    refused(equal_rule, (), (sqrt(x**2), x, LINE), "equal.undecided")
    left, right = (x**2 - m**2) / (x - m), x + m
    refused(equal_rule, (), (left, right, LINE), "equal.divisor")
    [divisor] = _divisors(left, right)
    known = NullZeros(divisor, LINE)
    assert equal_rule(SETTING, (known,), (left, right, LINE)) == Equal(left, right, LINE)
    for wrong in (
        replace(known, over=HALF),
        replace(known, expr=x),
        Sign(divisor, ">=", LINE),
        Sign(divisor, "+", HALF),
    ):
        refused(equal_rule, (wrong,), (left, right, LINE), "equal.divisor")


def _divisors(left: Expr, right: Expr) -> tuple[Expr, ...]:
    from symreparam.decide.answer import Proved, context_over
    from symreparam.decide.zero import equal

    answer = equal(left, right, context_over(SCOPE, LINE))
    assert isinstance(answer, Proved)
    return answer.divisors


def test_a_parameter_that_divides_must_be_excluded_at_every_value() -> None:
    """(m^2 - a^2)/(m - a) = m + a is not said while m = a is allowed."""
    left, right = (m**2 - a**2) / (m - a), m + a
    refused(equal_rule, (), (left, right, NUMBERS), "equal.divisor")


def test_a_rounded_term_between_two_whole_numbers() -> None:
    step = floor(x)
    below, above = Relation(ZERO, "<=", x), Relation(x, "<", ONE)
    good = (Holds(below, UNIT), Holds(above, UNIT))
    args = (x - step, step, ZERO, UNIT)
    assert rounded_rule(SETTING, good, args) == Equal(x - step, x, UNIT)
    refused(rounded_rule, good[:1], args, "rounded.between")
    refused(rounded_rule, good[1:], args, "rounded.between")
    weak = Holds(replace(above, sign="<="), UNIT)
    refused(rounded_rule, (good[0], weak), args, "rounded.between")
    refused(rounded_rule, good, (x - step, step, Rational(1, 2), UNIT), "rounded.whole")
    refused(rounded_rule, good, (x - step, x, ZERO, UNIT), "rounded.head")
    refused(rounded_rule, good, (x - step, step, ZERO, HALF), "rounded.between")


def test_intervals_that_fill_another() -> None:
    parts = (interval(x, -oo, ZERO), interval(x, ZERO, a), interval(x, a, oo))
    known = (Holds(Relation(ZERO, "<", a), NUMBERS),)
    assert covers_rule(SETTING, known, (parts, LINE)) == Covers(parts, LINE)
    refused(covers_rule, (), (parts, LINE), "covers.order")
    refused(covers_rule, known, (parts[1:], LINE), "covers.whole")
    refused(covers_rule, known, ((parts[0], parts[2]), LINE), "covers.gap")
    refused(covers_rule, known, (parts[::-1], LINE), "covers.whole")
    refused(covers_rule, known, ((), LINE), "covers.empty")
    other = interval(variable("y"), ZERO, a)
    refused(covers_rule, known, ((parts[0], other, parts[2]), LINE), "covers.variable")


def test_a_planted_cover_without_order_would_count_an_interval_twice(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """(-oo, 1), (1, 0), (0, oo) meet end to end, and (0, 1) lies in two of them."""
    parts = (interval(x, -oo, ONE), interval(x, ONE, ZERO), interval(x, ZERO, oo))
    refused(covers_rule, (), (parts, LINE), "covers.order")
    monkeypatch.setattr(laws, "_ordered", lambda *given: None)
    assert covers_rule(SETTING, (), (parts, LINE)) == Covers(parts, LINE)


def test_a_planted_equality_without_divisors(monkeypatch: pytest.MonkeyPatch) -> None:
    left, right = (m**2 - a**2) / (m - a), m + a
    refused(equal_rule, (), (left, right, NUMBERS), "equal.divisor")
    monkeypatch.setattr(order, "_excludes", lambda *given: True)
    premise = Sign(a, "+", NUMBERS)
    assert equal_rule(SETTING, (premise,), (left, right, NUMBERS)).left == left
