"""equal-by-angle: accepts, and a reject for each obligation."""

from __future__ import annotations

from dataclasses import replace

import pytest
from plain_builder import builder
from sympy import Expr, Integer, Rational, acos, asin, atan, cos, log, pi, sqrt

from symreparam.derivation.builder import Builder
from symreparam.derivation.by_angle import equal_by_angle, factor_of
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import Equal
from symreparam.rules import by_angle
from symreparam.rules.by_angle import equal_by_angle_rule, within_half_turn
from symreparam.terms.region import NUMBERS, Region, interval
from symreparam.terms.scope import Relation, variable

z = variable("z")
UNIT = interval(z, Integer(-1), Integer(1))
HALF, THIRD = atan(Rational(1, 2)), atan(Rational(1, 3))
TRUE = [
    (HALF + THIRD, pi / 4, NUMBERS),
    (4 * atan(Rational(1, 5)) - atan(Rational(1, 239)), pi / 4, NUMBERS),
    (Rational(1, 4) + asin(Rational(-3, 5)) / (2 * pi), HALF / pi, NUMBERS),
    (asin(z), atan(z / sqrt(1 - z**2)), UNIT),
]


@pytest.mark.parametrize(("left", "right", "over"), TRUE)
def test_true(left: Expr, right: Expr, over: Region) -> None:
    steps = builder()
    assert steps.conclusion(equal_by_angle(steps, left, right, over)) == Equal(left, right, over)


@pytest.mark.parametrize(
    ("left", "right", "over"),
    [
        (HALF + THIRD, pi / 3, NUMBERS),
        (HALF + THIRD + pi, pi / 4, NUMBERS),  # a half turn more has the same sine
        (atan(2) + atan(3), -pi / 4, NUMBERS),
        (HALF + log(2), pi / 4, NUMBERS),
        (asin(z), acos(sqrt(1 - z**2)), UNIT),  # true for z > 0 alone
    ],
)
def test_false(left: Expr, right: Expr, over: Region) -> None:
    with pytest.raises(RuleError):
        equal_by_angle(builder(), left, right, over)


def test_factors() -> None:
    assert factor_of(HALF / 3, pi / 4) == 3
    assert factor_of(HALF / (2 * pi), Rational(1, 4)) == 2 * pi
    for left in (HALF * z, HALF / 17, sqrt(2), HALF * sqrt(2)):
        assert factor_of(left, pi / 4) is None


def test_ranges() -> None:
    for turn in (HALF + asin(z), acos(z) / 2 + HALF / 3, pi / 2 - HALF, asin(z), pi / 3 + asin(z)):
        assert within_half_turn(turn)
    large = (2 * asin(z), pi / 3 + 2 * HALF, acos(z), 2 * acos(z) - HALF, pi)
    for turn in (*large, z, cos(z), z * HALF):
        assert not within_half_turn(turn)


def step() -> tuple[Builder, tuple, tuple]:
    """One whose range is a premise."""
    steps = builder()
    done = steps.steps[equal_by_angle(steps, *TRUE[1])]
    return steps, tuple(steps.conclusion(i) for i in done.premises), done.args


@pytest.mark.parametrize(
    ("index", "change", "code"),
    [
        (0, {"sign": ">="}, "factor"),
        (0, {"expr": pi}, "factor"),
        (0, {"over": UNIT}, "factor"),
        (1, {"left": Integer(0)}, "sine"),
        (1, {"over": UNIT}, "sine"),
        (2, {"relation": Relation(-pi, "<", pi)}, "half-turn"),
        (3, {"relation": Relation(HALF, "<", pi)}, "half-turn"),
        (3, {"over": UNIT}, "half-turn"),
    ],
)
def test_each_premise_is_needed(index: int, change: dict, code: str) -> None:
    steps, good, args = step()
    wrong = (*good[:index], replace(good[index], **change), *good[index + 1 :])
    with pytest.raises(RuleError) as error:
        equal_by_angle_rule(steps.setting, wrong, args)
    assert error.value.code == f"equal-by-angle.{code}"
    for premises in (good[:2], good[:3]):
        with pytest.raises(RuleError):
            equal_by_angle_rule(steps.setting, premises, args)


def test_a_planted_rule_for_any_angle(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the half turn, atan(2) + atan(3) would be -pi/4: it is 3 pi/4."""
    steps = builder()
    left, right = atan(2) + atan(3), -pi / 4
    monkeypatch.setattr("symreparam.derivation.by_angle.within_half_turn", lambda turn: True)
    with pytest.raises(RuleError, match="half-turn"):
        equal_by_angle(steps, left, right, NUMBERS)
    monkeypatch.setattr(by_angle, "within_half_turn", lambda turn: True)
    found = steps.conclusion(equal_by_angle(steps, left, right, NUMBERS))
    assert found == Equal(left, right, NUMBERS)
