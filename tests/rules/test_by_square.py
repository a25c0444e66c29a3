"""equal-by-square: accepts, and a reject for each obligation."""

from __future__ import annotations

from dataclasses import replace

import pytest
from plain_builder import builder
from sympy import Expr, Integer, Rational, oo, sqrt

from symreparam.derivation.builder import Builder
from symreparam.derivation.by_square import equal_by_square
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import Equal, Sign
from symreparam.pipeline import check_text
from symreparam.rules import by_square
from symreparam.rules.by_square import equal_by_square_rule
from symreparam.terms.region import NUMBERS, Region, interval
from symreparam.terms.scope import variable

z = variable("z")
HALF = sqrt(z / 8 + Rational(1, 8))
UNIT = interval(z, Integer(-1), Integer(1))
LEFT = 1 / (sqrt(Rational(1, 2) - HALF) * sqrt(Rational(1, 2) + HALF))
RIGHT = sqrt(8) / sqrt(1 - z)
TRUE = [(LEFT, RIGHT, UNIT), (z * sqrt(1 - 1 / z**2), sqrt(z**2 - 1), interval(z, Integer(1), oo))]


@pytest.mark.parametrize(("left", "right", "over"), TRUE)
def test_true(left: Expr, right: Expr, over: Region) -> None:
    steps = builder()
    assert steps.conclusion(equal_by_square(steps, left, right, over)) == Equal(left, right, over)


@pytest.mark.parametrize(
    ("left", "right", "over"),
    [
        (LEFT, 2 * RIGHT, UNIT),
        (z, sqrt(z**2), UNIT),  # the squares agree, a sign is missing
        (-LEFT, -RIGHT, UNIT),
        (LEFT, RIGHT, interval(z, Integer(1), oo)),
    ],
)
def test_false(left: Expr, right: Expr, over: Region) -> None:
    with pytest.raises(RuleError):
        equal_by_square(builder(), left, right, over)


def step() -> tuple[Builder, tuple, tuple]:
    steps = builder()
    done = steps.steps[equal_by_square(steps, LEFT, RIGHT, UNIT)]
    return steps, tuple(steps.conclusion(i) for i in done.premises), done.args


@pytest.mark.parametrize(
    ("index", "change", "code"),
    [
        (0, {"sign": "-"}, "sign"),
        (1, {"sign": "!="}, "sign"),
        (0, {"expr": LEFT + 1}, "sign"),
        (1, {"over": interval(z, Integer(0), Integer(1))}, "region"),
        (2, {"left": LEFT}, "squares"),
        (2, {"over": interval(z, Integer(0), Integer(1))}, "squares"),
    ],
)
def test_each_premise_is_needed(index: int, change: dict, code: str) -> None:
    steps, good, args = step()
    wrong = (*good[:index], replace(good[index], **change), *good[index + 1 :])
    with pytest.raises(RuleError) as error:
        equal_by_square_rule(steps.setting, wrong, args)
    assert error.value.code == f"equal-by-square.{code}"
    with pytest.raises(RuleError):
        equal_by_square_rule(steps.setting, good[:2], args)


def test_a_planted_rule_without_signs_would_prove_a_falsehood(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """z = sqrt(z^2) on (-1, 1) has equal squares."""
    steps = builder()
    same = steps.conclusion(steps.equal(z**2, sqrt(z**2) ** 2, UNIT))
    premises = (Sign(z, "<=", NUMBERS), Sign(sqrt(z**2), ">=", NUMBERS), same)
    args = (z, sqrt(z**2), UNIT)
    with pytest.raises(RuleError):
        equal_by_square_rule(steps.setting, premises, args)
    monkeypatch.setattr(by_square, "require", lambda ok, code, detail="": None)
    assert equal_by_square_rule(steps.setting, premises, args) == Equal(*args)


def test_chebyshev_polynomials_keep_the_arcsine_law() -> None:
    text = "let X ~ Arcsin(-1, 1)\nprove 8*X^4 - 8*X^2 + 1 ~ Arcsin(-1, 1)"
    [found] = check_text(text)
    assert (found.verdict, found.reason) == ("proved", "")
