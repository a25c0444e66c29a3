"""Means of products of two shares of a sum, by the squares of the shares and of their sum."""

from __future__ import annotations

import pytest
from sympy import Integer, exp, symbols

from symreparam.derivation.polarised import _shares
from symreparam.logic.errors import RuleError
from symreparam.pipeline import check_text

GAMMAS = "let a, b > 0\nlet X, Y, Z ~ Gamma(a, 1)\nlet B ~ Gamma(b, 1)\n"
TRUE = [
    "let X, Y, Z ~ Exponential(1)\nprove E(X*Y/(X + Y + Z)^2) = 1/12",
    f"{GAMMAS}prove Cov(X/(X + Y + Z), Y/(X + Y + Z)) = -1/(9*(3*a + 1))",
    f"{GAMMAS}prove Cov(X/(X + B), B/(X + B)) = -a*b/((a + b)^2*(a + b + 1))",
    "let X, Y ~ Exponential(1)\nprove E(3*X*Y/(2*(X + Y)^2)) = 1/4",
]
FALSE = [
    "let X, Y, Z ~ Exponential(1)\nrefute E(X*Y/(X + Y + Z)^2) = 1/9",
    "let X, Y, Z ~ Exponential(1)\nrefute Cov(X/(X + Y + Z), Y/(X + Y + Z)) = 1/36",
    f"{GAMMAS}refute Cov(X/(X + Y + Z), Y/(X + Y + Z)) = 0",
    f"{GAMMAS}refute Cov(X/(X + B), B/(X + B)) = -a*b/(a + b)^2",
]


@pytest.mark.parametrize("text", TRUE)
def test_proved(text: str) -> None:
    [found] = check_text(text)
    assert found.verdict == "proved", found.reason


@pytest.mark.parametrize("text", FALSE)
def test_refuted(text: str) -> None:
    [found] = check_text(text)
    assert (found.verdict, found.ok) == ("refuted", True), found.reason


def test_which_products_are_products_of_shares() -> None:
    x, y, z, c = symbols("x y z c")
    random = {x, y, z}
    number, tops, bottom = _shares((3 * c * x * y / (2 * x + 2 * y) ** 2).expand(), random)
    assert number / bottom**2 == 3 * c / (4 * (x + y) ** 2) and set(tops) == {x, y}
    for other in (
        *(x * y / (x + y), x * y / (x + y) ** 3, x**2 / (x + y) ** 2, x * y**2 / (x + y) ** 2),
        *(x * y * z / (x + y + z) ** 2, (x + y) * z / (x + y + z) ** 2, exp(x) * y / (x + y) ** 2),
        *(x * y / c**2, Integer(1), x * y),
    ):
        with pytest.raises(RuleError):
            _shares(other, random)
