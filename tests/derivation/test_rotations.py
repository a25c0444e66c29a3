"""Rotations by an angle that is a parameter: no sine or cosine is divided by."""

from __future__ import annotations

import pytest
from sympy import cos, oo, simplify, sin

from symreparam.derivation.joint_inverse import by_determinant
from symreparam.pipeline import check_text
from symreparam.terms.region import Region
from symreparam.terms.scope import variable

LETS = "let th real\nlet X, Y ~ Normal(0, 1)\nlet W ~ Normal(0, 2)\n"
TURNED = "cos(th)*X - sin(th)*Y, sin(th)*X + cos(th)*Y"
UNEVEN = "cos(th)*X - sin(th)*W, sin(th)*X + cos(th)*W"


@pytest.mark.parametrize(
    "claim",
    [
        f"({TURNED}) ~ Independent(Normal(0, 1), Normal(0, 1))",
        f"({TURNED}) ~ (X, Y)",
        f"{TURNED} independent",
        f"({TURNED}) ~ MultivariateNormal((0, 0), ((1, 0), (0, 1)))",
    ],
)
def test_proved(claim: str) -> None:
    assert check_text(f"{LETS}prove {claim}")[0].verdict == "proved"


@pytest.mark.parametrize(
    "claim",
    [
        f"({UNEVEN}) ~ Independent(Normal(0, 1), Normal(0, 2))",
        f"({UNEVEN}) ~ (X, W)",
        f"{UNEVEN} independent",
        f"({TURNED}) ~ Independent(Normal(0, 1), Normal(0, 2))",
    ],
)
def test_refuted(claim: str) -> None:
    assert check_text(f"{LETS}refute {claim}")[0].ok


def test_the_inverse_is_proposed_for_linear_maps_alone() -> None:
    x, y, s, t, a = (variable(name) for name in "xysta")
    plane = Region(((x, -oo, oo), (y, -oo, oo)))
    found = by_determinant((cos(a) * x - sin(a) * y, sin(a) * x + cos(a) * y + 1), (s, t), plane)
    there = {s: cos(a) * x - sin(a) * y, t: sin(a) * x + cos(a) * y + 1}
    assert [simplify(term.xreplace(there)) for term in found] == [x, y]
    assert by_determinant((cos(x) * y, x), (s, t), plane) is None
    assert by_determinant((cos(a) * x * y, x), (s, t), plane) is None
    assert by_determinant((x + y, x - y), (s, t), plane) is None
    assert by_determinant((cos(a) * x, 2 * cos(a) * x), (s, t), plane) is None
