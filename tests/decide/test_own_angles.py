"""Inverse circular functions of circular ones: the angle itself only where it is the main one."""

from __future__ import annotations

import pytest
from sympy import Expr, Integer, Rational, acos, asin, atan, cos, oo, pi, sin, sqrt

from symreparam.decide.answer import Context, Proved, Refuted
from symreparam.decide.kernels import trig
from symreparam.decide.sign import sign
from symreparam.decide.signset import NEGATIVE
from symreparam.decide.zero import equal
from symreparam.terms.region import interval
from symreparam.terms.scope import Domain, Relation, Scope, parameter, variable

_ABOVE = Domain(lower=Integer(0))
CLOSED = Domain(
    lower=Integer(-1), upper=Integer(1), lower_closed=True, upper_closed=True
)
w = parameter("w", _ABOVE)


def below(end: Expr) -> Context:
    """0 < w < end."""
    known = () if end == oo else (Relation(w, "<", end),)
    return Context(Scope(((w, _ABOVE),), known, ((w, Integer(1)),)))


@pytest.mark.parametrize(
    ("left", "right", "end"),
    [
        (acos(cos(w)), w, pi),
        (asin(cos(w)), pi / 2 - w, pi),
        (acos(-cos(w)), pi - w, pi),
        (asin(-cos(w)), w - pi / 2, pi),
        (acos(cos(w / 2)), w / 2, 2 * pi),
        (asin(sin(w)), w, pi / 2),
    ],
    ids=str,
)
def test_proved(left: Expr, right: Expr, end: Expr) -> None:
    assert isinstance(equal(left, right, below(end)), Proved)


@pytest.mark.parametrize(
    ("left", "right", "end"),
    [
        (acos(cos(w)), w, 2 * pi),
        (acos(cos(w)), w, oo),
        (asin(cos(w)), pi / 2 - w, 2 * pi),
        (acos(cos(w)), -w, pi),
        (acos(cos(2 * w)), 2 * w, pi),
        (acos(cos(w)), pi - w, pi),
        (asin(sin(w)), w, pi),
    ],
    ids=str,
)
def test_not_proved(left: Expr, right: Expr, end: Expr) -> None:
    assert not isinstance(equal(left, right, below(end)), Proved)


# --- halves and thirds of inverse functions ---------------------------------------------------
W = variable("w")
OPEN = Context(Scope(), interval(W, Integer(-1), Integer(1)))
THIRD = asin(W) / 3


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (3 * sin(THIRD) - 4 * sin(THIRD) ** 3, W),
        (4 * cos(THIRD) ** 3 - 3 * cos(THIRD), sqrt(1 - W**2)),
        (4 * cos(acos(W) / 3) ** 3 - 3 * cos(acos(W) / 3), W),
        (4 * cos((acos(W) + 2 * pi) / 3) ** 3 - 3 * cos((acos(W) + 2 * pi) / 3), W),
        (2 * sin(asin(W) / 2) * cos(asin(W) / 2), W),
        (2 * cos(acos(W) / 2) ** 2, 1 + W),
        (2 * cos(atan(W) / 2) ** 2, 1 + 1 / sqrt(1 + W**2)),
        (3 * sin(atan(W) / 3) - 4 * sin(atan(W) / 3) ** 3, W / sqrt(1 + W**2)),
    ],
    ids=str,
)
def test_halves_and_thirds_of_inverse_angles(left: Expr, right: Expr) -> None:
    assert isinstance(equal(left, right, OPEN), Proved)
    for wrong in (-right, right + W / 10, 2 * right):
        assert not isinstance(equal(left, wrong, OPEN), Proved)


@pytest.mark.parametrize(
    ("term", "want"),
    [
        (1 - 2 * sin(THIRD), "-"),
        (cos(acos(W) / 3) - Rational(1, 2), "-"),
        (cos((acos(W) + 2 * pi) / 3), "+"),
        (cos(acos(W) / 3 + pi / 6), "-"),
        (sin(asin(W) / 3 + pi / 6), "-"),
        (cos(asin(W) + pi / 6), "+"),  # up to two thirds of pi: no sign at all
        (sin(asin(W) / 3), "!="),
    ],
    ids=str,
)
def test_signs_that_are_wrong_are_not_proved(term: Expr, want: str) -> None:
    assert not isinstance(sign(term, want, OPEN), Proved)


def test_signs_of_sums_of_angles() -> None:
    for term in (cos(acos(W) / 3 + pi / 6), sin(asin(W) / 3 + pi / 6), cos(THIRD)):
        assert isinstance(sign(term, "+", OPEN), Proved)
    closed = Context(Scope(((parameter("v", CLOSED), CLOSED),)))
    v = parameter("v", CLOSED)
    assert isinstance(sign(pi - 2 * asin(v), ">=", closed), Proved)
    assert not isinstance(sign(pi - 2 * asin(v), "+", closed), Proved), "0 at v = 1"
    assert isinstance(sign(pi - 2 * asin(W), "+", OPEN), Proved)


@pytest.mark.parametrize("name", ["relation", "learned", "quadrant"])
def test_planted_wrong_angles_are_caught(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A wrong third, a wrong fact and a wrong quadrant: no false claim is proved by them."""
    if name == "relation":
        right = trig._of_inverse
        monkeypatch.setattr(
            trig,
            "_of_inverse",
            lambda space, index: None if (found := right(space, index)) is None else found[::-1],
        )
        wrong = equal(4 * cos(THIRD) ** 3 - 3 * cos(THIRD), W, OPEN)
        assert not isinstance(wrong, Proved)
        assert "disagreement" in getattr(wrong, "why", "") or isinstance(wrong, Refuted)
    if name == "learned":
        monkeypatch.setattr(trig, "POSITIVE", NEGATIVE)
        assert not isinstance(sign(-cos(THIRD), "+", OPEN), Proved)
    if name == "quadrant":
        monkeypatch.setattr(trig, "_quadrant", lambda space, angle: (NEGATIVE, NEGATIVE))
        assert not isinstance(sign(-cos(acos(W) / 3 + pi / 6), "+", OPEN), Proved)
