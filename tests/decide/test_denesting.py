"""Roots of a + b sqrt(c) that are sums of two roots, and those that are not."""

from __future__ import annotations

import pytest
from sympy import Expr, Integer, Rational, sqrt
from zero_cases import context

from symreparam.decide.answer import Proved
from symreparam.decide.kernels import radicals
from symreparam.decide.sign import sign
from symreparam.decide.zero import equal
from symreparam.pipeline import check_text


@pytest.mark.parametrize(
    ("nested", "plain"),
    [
        (sqrt(3 + 2 * sqrt(2)), 1 + sqrt(2)),
        (sqrt(3 - 2 * sqrt(2)), sqrt(2) - 1),
        (sqrt(5 + 2 * sqrt(6)), sqrt(2) + sqrt(3)),
        (sqrt(5 - 2 * sqrt(6)), sqrt(3) - sqrt(2)),
        (sqrt(2 + sqrt(3)), (sqrt(6) + sqrt(2)) / 2),
        (1 / sqrt(7 + 4 * sqrt(3)), 2 - sqrt(3)),
        (sqrt(Rational(3, 4) - sqrt(2) / 2), (sqrt(2) - 1) / 2),
        (sqrt(16 - 2 * sqrt(55)), sqrt(11) - sqrt(5)),
    ],
)
def test_denested(nested: Expr, plain: Expr) -> None:
    assert isinstance(equal(nested, plain, context()), Proved)
    assert not isinstance(equal(nested, -plain, context()), Proved)
    assert isinstance(sign(plain, "+", context()), Proved)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (sqrt(3 - 2 * sqrt(2)), 1 - sqrt(2)),
        (sqrt(5 - 2 * sqrt(6)), sqrt(2) - sqrt(3)),
        (sqrt(1 + sqrt(2)), 1 + sqrt(sqrt(2)) / 2),
        (sqrt(5 + 2 * sqrt(5)), sqrt(3) + sqrt(2)),
    ],
)
def test_not_equal(left: Expr, right: Expr) -> None:
    assert not isinstance(equal(left, right, context()), Proved)


def test_a_planted_wrong_sign_is_disarmed(monkeypatch: pytest.MonkeyPatch) -> None:
    """With the smaller root first the value would be negative: the second lock refuses it."""
    right = radicals._denested
    wrong = sqrt(3 - 2 * sqrt(2)), 1 - sqrt(2)
    monkeypatch.setattr(
        radicals,
        "_denested",
        lambda space, base: None if right(space, base) is None
        else space.negative(right(space, base)),
    )
    assert not isinstance(equal(*wrong, context()), Proved)


def test_claims() -> None:
    lets = "let X ~ Normal(0, 1)\n"
    for goal, verdict in (
        ("prove (sqrt(2) + sqrt(3))*X ~ Normal(0, sqrt(5 + 2*sqrt(6)))", "proved"),
        ("prove sqrt(3 + 2*sqrt(2))*X ~ Normal(0, 1 + sqrt(2))", "proved"),
        ("refute (sqrt(2) + sqrt(3))*X ~ Normal(0, sqrt(5 - 2*sqrt(6)))", "refuted"),
    ):
        assert check_text(lets + goal)[0].verdict == verdict


def test_numbers_only() -> None:
    assert isinstance(equal(sqrt(Integer(9)), Integer(3), context()), Proved)
