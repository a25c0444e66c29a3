"""Digits for the reader: exact where nothing is lost, and one index where a letter has two."""

from __future__ import annotations

import pytest
from sympy import Expr, Float, Integer, Rational

from symreparam.render.layout import Below, Digits, Name
from symreparam.render.layout_latex import latex
from symreparam.render.story_digits import digits, exact


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Integer(0), "0"),
        (Integer(1), "1"),
        (Integer(100), "100"),
        (Rational(-5, 2), "-2.5"),
        (Rational(1, 16), "0.0625"),
    ],
)
def test_what_ends_soon_is_written_whole(value: Expr, text: str) -> None:
    assert exact(value)
    assert digits(value) == Digits(text)


@pytest.mark.parametrize("value", [Rational(1, 3), Float(1), Rational(1, 32), Integer(10) ** 20])
def test_what_is_rounded_is_not_called_exact(value: Expr) -> None:
    assert not exact(value)


def test_nothing_is_not_exact() -> None:
    assert not exact(None)


@pytest.mark.parametrize(
    ("base", "shown"),
    [("f_1", "f_{1, Z}"), ("f", "f_{Z}"), ("sigma_2", r"\sigma_{2, Z}")],
)
def test_a_letter_has_one_index(base: str, shown: str) -> None:
    assert latex(Below(Name(base), Name("Z"))) == shown
