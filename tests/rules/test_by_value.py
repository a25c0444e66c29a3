"""equal-by-value: accepts, a reject for each obligation, and planted versions."""

from __future__ import annotations

import pytest
from sympy import Expr, Integer, Piecewise, Rational, Sum, exp, log, oo, sqrt, tanh

from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import Equal
from symreparam.pipeline import check_text
from symreparam.rules import by_value
from symreparam.rules.by_value import equal_by_value_rule
from symreparam.rules.rule import Setting
from symreparam.terms.region import NUMBERS, Region, interval
from symreparam.terms.scope import Relation, variable

x = variable("x")
LINE, LEFT_HALF = interval(x, -oo, oo), interval(x, -oo, Integer(0))
HALF = interval(x, Integer(0), oo)
[OUTCOME] = check_text("let b, c real\nlet X ~ Cauchy(b - c, 1)\nprove X ~ Cauchy(b - c, 1)")
assert OUTCOME.claim is not None
CLAIM = OUTCOME.claim
b, c = CLAIM.scope.names
ZERO, ONE = Integer(0), Integer(1)
AT_ZERO = Relation(b, "=", ZERO)


def rule(
    left: Expr, right: Expr, over: Region, relation: Relation = AT_ZERO, known: Relation = AT_ZERO
) -> object:
    """The rule at its premise, in the scope that `known` narrows."""
    swap = {relation.left: relation.right}
    premise = Equal(left.xreplace(swap), right.xreplace(swap), over)
    setting = Setting(CLAIM, CLAIM.scope.with_relation(known))
    return equal_by_value_rule(setting, (premise,), (left, right, over, relation))


@pytest.mark.parametrize(
    ("left", "right", "over"),
    [
        ((x + b) / (1 - b * x), x, LINE),
        (c * exp(b * x) + b, c, LINE),
        (sqrt(x + b**2), sqrt(x), HALF),
        (b, ZERO, NUMBERS),
        (Piecewise((x, b < 0), (c * b, True)), ZERO, LINE),
        (Piecewise((x, b >= 0), (1 / (1 + b), True)), x, LINE),
    ],
)
def test_accepted(left: Expr, right: Expr, over: Region) -> None:
    assert rule(left, right, over) == Equal(left, right, over)


@pytest.mark.parametrize(
    ("left", "right", "over"),
    [
        (b * log(x), ZERO, LEFT_HALF),  # no logarithm there
        (b * sqrt(x), ZERO, LEFT_HALF),
        (b / x, ZERO, NUMBERS),
        (b * log(c), ZERO, NUMBERS),  # c may be negative
        (b * exp(1 / b), ZERO, NUMBERS),
        (tanh(1 / b) * b, ZERO, NUMBERS),
        (1 / (1 + b * log(x)), ONE, LEFT_HALF),
        (ONE, 1 + b * log(x), LEFT_HALF),
        (Piecewise((x, b >= 0), (1 / b, True)), x, LINE),  # also where it is not taken
    ],
)
def test_no_part_may_be_undefined(left: Expr, right: Expr, over: Region) -> None:
    with pytest.raises(RuleError, match=r"equal-by-value\.defined|form"):
        rule(left, right, over)


def test_the_relation_is_one_of_the_scope_and_gives_a_value() -> None:
    other = Relation(b, "=", ONE)
    for relation, known in (
        (other, AT_ZERO),
        (Relation(b, "<", ZERO), Relation(b, "<", ZERO)),
        (Relation(b, "<=", ZERO), Relation(b, "<=", ZERO)),
        (Relation(b, "=", exp(c)), Relation(b, "=", exp(c))),
        (Relation(b, "=", b + c), Relation(b, "=", b + c)),
        (Relation(b, "=", sqrt(2) * c), Relation(b, "=", sqrt(2) * c)),
        (Relation(b, "=", x), Relation(b, "=", x)),
        (Relation(ZERO, "=", b), Relation(ZERO, "=", b)),
        (Relation(x, "=", ZERO), Relation(x, "=", ZERO)),
    ):
        with pytest.raises(RuleError, match=r"equal-by-value\.relation"):
            rule(x + b - b, x, LINE, relation, known)


def test_the_value_may_be_a_polynomial_in_other_parameters() -> None:
    same = Relation(b, "=", 2 * c + 1)
    assert rule(b - 2 * c, ONE, NUMBERS, same, same) == Equal(b - 2 * c, ONE, NUMBERS)
    with pytest.raises(RuleError, match=r"equal-by-value\.defined"):
        rule((b - 2 * c) / (b - 2 * c - 1), ONE, NUMBERS, same, same)
    with pytest.raises(RuleError, match=r"equal-by-value\.region"):
        rule(b, 2 * c + 1, interval(c, ZERO, ONE), same, same)
    with pytest.raises(RuleError, match=r"equal-by-value\.bound"):
        rule(Sum(b * c, (c, 1, 2)), Sum(b * c, (c, 1, 2)), NUMBERS, same, same)


def test_a_choice_without_a_last_value_is_none() -> None:
    with pytest.raises(RuleError, match=r"equal-by-value\.choice"):
        rule(Piecewise((x, c > 0), (b, c < 0)), x, LINE)


def test_a_planted_rule_takes_a_bound_for_a_value(monkeypatch: pytest.MonkeyPatch) -> None:
    below = Relation(b, "<", ZERO)
    with pytest.raises(RuleError, match=r"equal-by-value\.relation"):
        rule(b, ZERO, NUMBERS, below, below)
    monkeypatch.setattr(by_value, "gives_a_value", lambda relation: True)
    assert rule(b, ZERO, NUMBERS, below, below) == Equal(b, ZERO, NUMBERS)


def test_the_premise_is_the_equation_at_the_value() -> None:
    setting = Setting(CLAIM, CLAIM.scope.with_relation(AT_ZERO))
    args = (x + b, x, LINE, AT_ZERO)
    for wrong in (Equal(x + b, x, LINE), Equal(x, x, NUMBERS), Equal(x, x + 1, LINE)):
        with pytest.raises(RuleError, match=r"equal-by-value\.equal"):
            equal_by_value_rule(setting, (wrong,), args)
    for premises in ((), (Equal(x, x, LINE), Equal(x, x, LINE))):
        with pytest.raises(RuleError, match=r"equal-by-value\.premises"):
            equal_by_value_rule(setting, premises, args)
    with pytest.raises(RuleError, match=r"equal-by-value\.args"):
        equal_by_value_rule(setting, (Equal(x, x, LINE),), args[:3])


def test_no_end_and_no_exponent_depends_on_the_parameter() -> None:
    with pytest.raises(RuleError, match=r"equal-by-value\.region"):
        rule(x + b, x, interval(x, b, oo))
    with pytest.raises(RuleError, match=r"equal-by-value\.exponent"):
        rule((x + 2) ** b, ONE, HALF)


def test_a_planted_rule_without_the_definedness_takes_a_logarithm_away(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with pytest.raises(RuleError, match=r"equal-by-value\.defined"):
        rule(b * log(x), ZERO, LEFT_HALF)
    monkeypatch.setattr(by_value, "settled", lambda answer, code: answer)
    assert rule(b * log(x), ZERO, LEFT_HALF) == Equal(b * log(x), ZERO, LEFT_HALF)


def test_claims_with_a_parameter_that_may_vanish() -> None:
    lets = "let b real\nlet X ~ Cauchy(0, 1)\n"
    for claim, verdict in (
        ("(X + b)/(1 - b*X) ~ Cauchy(0, 1)", "proved"),
        ("X/(1 + b*X) ~ Cauchy(b/(1 + b^2), 1/(1 + b^2))", "proved"),
        ("X/(1 + b*X) ~ Cauchy(b/(1 + b^2), 1/(1 + b))", "refuted"),
        ("(X + b)/(1 - 2*b*X) ~ Cauchy(0, 1)", "refuted"),  # true at b = 0 alone
    ):
        [found] = check_text(f"{lets}prove {claim}")
        assert found.verdict == verdict, (claim, found.reason)
    [found] = check_text(f"{lets}derive (X + b)/(1 - b*X)")
    assert found.verdict == "proved"
    assert str(found.law) == "Named(family='Cauchy', arguments=(0, 1))"


def test_half_is_a_value_too() -> None:
    half = Relation(b, "=", Rational(1, 2))
    known = rule(x / b, 2 * x, LINE, half, half)
    assert known == Equal(x / b, 2 * x, LINE)


def test_a_parameter_that_the_region_binds_has_no_one_value() -> None:
    with pytest.raises(RuleError, match=r"equal-by-value\.region"):
        rule(b, ZERO, interval(b, ZERO, ONE))
