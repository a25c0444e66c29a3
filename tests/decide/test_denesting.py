"""Roots of a + b sqrt(c) that are sums of two roots, and those that are not."""

from __future__ import annotations

import pytest
from sympy import Abs, Expr, Integer, Rational, sqrt
from zero_cases import POSITIVE, context, symbols

from symreparam.decide.answer import Proved
from symreparam.decide.kernels import denesting, radicals
from symreparam.decide.sign import sign
from symreparam.decide.zero import equal
from symreparam.pipeline import check_text
from symreparam.terms.scope import REALS


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


NAMED = (("x", POSITIVE), ("y", POSITIVE), ("r", REALS))
x, y, r = symbols(*NAMED)
WHERE = context(*NAMED)
LOWER = x + 2 * y - 2 * sqrt(y * (x + y))


@pytest.mark.parametrize(
    ("nested", "plain"),
    [
        (sqrt(x + 2 * y + 2 * sqrt(y * (x + y))), sqrt(x + y) + sqrt(y)),
        (sqrt(LOWER), sqrt(x + y) - sqrt(y)),
        (1 / sqrt(LOWER), (sqrt(x + y) + sqrt(y)) / x),
        (LOWER ** Rational(-3, 2), ((sqrt(x + y) + sqrt(y)) / x) ** 3),
        (sqrt(x + y - 2 * sqrt(x * y)), Abs(sqrt(x) - sqrt(y))),
        (sqrt(r**2 + 2 * y + 2 * sqrt(y * (r**2 + y))), sqrt(r**2 + y) + sqrt(y)),
    ],
)
def test_denested_with_parameters(nested: Expr, plain: Expr) -> None:
    assert isinstance(equal(nested, plain, WHERE), Proved)
    assert not isinstance(equal(nested, -plain, WHERE), Proved)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (sqrt(LOWER), sqrt(y) - sqrt(x + y)),
        (sqrt(x + y - 2 * sqrt(x * y)), sqrt(x) - sqrt(y)),  # d = x - y has no one sign
        (sqrt(x + 2 * y + 2 * sqrt(y * (x + y))), sqrt(x + y) - sqrt(y)),
        (sqrt(x + y + sqrt(x * y)), sqrt(x) + sqrt(y)),  # no square
        (sqrt(r**2 + 1 + r * sqrt(r**2 + 2)), (sqrt(r**2 + 2) - r) / sqrt(2)),  # the sign of r
        (sqrt(r**2 + 1 + r * sqrt(r**2 + 2)), (sqrt(r**2 + 2) + Abs(r)) / sqrt(2)),
    ],
)
def test_not_equal_with_parameters(left: Expr, right: Expr) -> None:
    assert not isinstance(equal(left, right, WHERE), Proved)


@pytest.mark.parametrize("planted", ["sense", "root"])
def test_planted_wrong_versions_are_disarmed(
    planted: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every term taken for positive, and every ratio for its own square root."""
    if planted == "sense":
        monkeypatch.setattr(denesting, "_sense", lambda space, a: 1)
        wrong = sqrt(x + y - 2 * sqrt(x * y)), sqrt(x) - sqrt(y)
    else:
        monkeypatch.setattr(denesting, "_exact_root", lambda space, gap: gap)
        wrong = sqrt(x + 2 * y + 2 * sqrt(y * (x + y))), sqrt(x + 2 * y + 2 * x * sqrt(y))
    assert not isinstance(equal(*wrong, WHERE), Proved)


def test_the_square_of_an_inverse_gaussian_variable() -> None:
    """Shuster (1968): lam (X - mu)^2/(mu^2 X) is chi-squared with one degree of freedom."""
    lets = "let mu > 0\nlet lam > 0\nlet X ~ GaussianInverse(mu, lam)\n"
    for goal, verdict in (
        ("prove lam*(X - mu)^2/(mu^2*X) ~ ChiSquared(1)", "proved"),
        ("refute lam*(X - mu)^2/(mu*X) ~ ChiSquared(1)", "refuted"),
    ):
        assert check_text(lets + goal)[0].verdict == verdict


def test_numbers_only() -> None:
    assert isinstance(equal(sqrt(Integer(9)), Integer(3), context()), Proved)
