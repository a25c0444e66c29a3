"""Terms that depend on a condition, as data: what is stored is read back, anything else refused."""

from __future__ import annotations

import pytest
from sympy import Eq, Ge, Integer, Le, Ne, Piecewise, sqrt, symbols
from sympy.logic.boolalg import And, Or

from symreparam.terms.build import TermError
from symreparam.terms.codec import decode, encode

x, a = symbols("x a", real=True)
TABLE = {"x": x, "a": a}
TERMS = [
    Piecewise((1, x > a), (0, True)),
    Piecewise((x - a, x > a), (Integer(-1), True)),
    Piecewise((1, And(x >= 0, x < a)), (2, Or(x < -1, Eq(a, 3))), (sqrt(2), True)),
    x * Piecewise((x, Ne(x, a)), (0, True)) + 1,
    Piecewise((1, Or(And(x > 0, Le(a, x)), Ge(a, 5))), (0, True)),
]


@pytest.mark.parametrize("term", TERMS)
def test_choices_are_read_back(term: Piecewise) -> None:
    assert decode(encode(term), TABLE) == term


ZERO = ["Rational", "0", "1"]
SYMBOL = ["Symbol", "x"]
LESS = ["StrictLessThan", ZERO, SYMBOL]


@pytest.mark.parametrize(
    "data",
    [
        ["Piecewise"],
        ["Piecewise", [ZERO]],
        ["Piecewise", [ZERO, LESS, LESS]],
        ["Piecewise", [ZERO, ["Symbol", "x"]]],
        ["Piecewise", [ZERO, ["StrictLessThan", ZERO]]],
        ["Piecewise", [ZERO, ["StrictLessThan", ZERO, ["Symbol", "y"]]]],
        ["Piecewise", [ZERO, ["And", LESS]]],
        ["Piecewise", [ZERO, ["Xor", LESS, LESS]]],
        ["Piecewise", [ZERO, ["True", LESS]]],
        ["Piecewise", [ZERO, "x > 0"]],
        ["Piecewise", [["__import__", ZERO], LESS]],
        ["StrictLessThan", ZERO, SYMBOL],
        ["And", LESS, LESS],
    ],
)
def test_other_data_are_no_choices(data: object) -> None:
    with pytest.raises(TermError):
        decode(data, TABLE)
