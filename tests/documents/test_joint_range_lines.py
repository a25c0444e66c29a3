"""A range of a joint density that leaves out a line is the range with it."""

from __future__ import annotations

import pytest

from symreparam.pipeline import check_text

LETS = "let X, Y ~ Normal(0, 1)\n"
PRODUCT = "(X, X*Y) has density exp(-(s^2 + t^2/s^2)/2)/(2*pi{})"
SETTLED = [
    LETS + "prove " + PRODUCT.format("*abs(s)") + " at (s, t) for s != 0 and t real",
    LETS + "refute " + PRODUCT.format("") + " at (s, t) for s != 0 and t real",
    LETS + "prove (X, Y) has density exp(-(s^2 + t^2)/2)/(2*pi) at (s, t) for s + 2*t != 1",
    "let U, V ~ Uniform(0, 1)\nprove (U, V) has density 1 at (s, t) for 0 < s < 1 and 0 < t < 1 "
    "and s != t",
    "let U, V ~ Uniform(0, 1)\nrefute (U, V) has density 1 at (s, t) for 0 < s < 1 and s < t and "
    "t < 1 and s != t",
]
UNSUPPORTED = [
    # it may leave out nothing or everything, or what is no line
    "let a real\n" + LETS + "prove (X, Y) has density 1 at (s, t) for a*s != 0 and t real",
    LETS + "prove (X, Y) has density 1 at (s, t) for s - s != 0 and t real",
    LETS + "prove (X, Y) has density 1 at (s, t) for floor(s) != 0 and t real",
]


@pytest.mark.parametrize("text", SETTLED)
def test_settled(text: str) -> None:
    [found] = check_text(text)
    assert found.ok, found.reason


@pytest.mark.parametrize("text", UNSUPPORTED)
def test_no_line(text: str) -> None:
    assert check_text(text)[0].verdict in ("unsupported", "error")
