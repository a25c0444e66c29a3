"""Maps that are a number in disguise, and maps that the normal form makes plain."""

from __future__ import annotations

import pytest
from sympy import Integer, Symbol, asin, cos, cosh, oo, sin, sinh

from symreparam.decide.answer import Context
from symreparam.derivation.level import level
from symreparam.pipeline import check_text
from symreparam.terms.scope import Scope, variable

X = variable("x")
LINE = (-oo, oo)


@pytest.mark.parametrize(
    ("body", "ends", "value"),
    [
        (sin(X) ** 2 + cos(X) ** 2, LINE, Integer(1)),
        (cosh(X) ** 2 - sinh(X) ** 2, LINE, Integer(1)),
        (asin(X) + asin(X) ** 2, (Integer(0), Integer(1)), None),
        (sin(X) ** 2 + cos(X) ** 4, LINE, None),
        (sin(X) ** 2 + cos(X) ** 2 + X / 10**30, LINE, None),
        (X, LINE, None),
    ],
)
def test_level(body: Symbol, ends: tuple[Symbol, Symbol], value: Integer | None) -> None:
    assert level(body, X, *ends, Context(Scope())) == value


@pytest.mark.parametrize(
    "claim",
    [
        "prove sin(X)^2 + cos(X)^2 ~ Point(1)",
        "prove (X + c)^2 - X^2 - 2*c*X ~ Point(c^2)",
        "prove 2*atan(exp(X)) - asin(tanh(X)) ~ Point(pi/2)",
        "prove if(X > 0, log(exp(X)*2) - X, sin(X)^2 + cos(X)^2) "
        "has mass 1/2 at log(2), mass 1/2 at 1",
        "prove X*(sin(X)^2 + cos(X)^2) ~ Normal(0, 1)",
        "prove log(cosh(X) + sinh(X)) ~ Normal(0, 1)",
        "refute sin(X)^2 + cos(X)^2 ~ Point(2)",
        "refute sin(X)^2 + cos(X)^4 ~ Point(1)",
        "refute X*(sin(X)^2 + cos(X)^2) ~ Normal(0, 2)",
        "refute cosh(X)^2 - sinh(X)^2 ~ Normal(1, 1)",
    ],
)
def test_claims(claim: str) -> None:
    [found] = check_text(f"let c real\nlet X ~ Normal(0, 1)\n{claim}")
    assert found.ok, found.reason


def test_values_that_only_look_alike() -> None:
    """Three points agree and others don't: the step of the proof is refused."""
    places = "(X - 3/14)*(X - 1/22)*(X + 5/18)"
    [found] = check_text(f"let X ~ Normal(0, 1)\nprove 1 + {places}*X ~ Point(1)")
    assert found.verdict != "proved"
