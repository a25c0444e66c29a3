"""Inverse circular functions of circular ones: the angle itself only where it is the main one."""

from __future__ import annotations

import pytest
from sympy import Expr, Integer, acos, asin, cos, oo, pi, sin

from symreparam.decide.answer import Context, Proved
from symreparam.decide.zero import equal
from symreparam.terms.scope import Domain, Relation, Scope, parameter

_ABOVE = Domain(lower=Integer(0))
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
