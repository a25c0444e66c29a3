"""Break points of cells: few of them hold nearly all of the mass."""

from __future__ import annotations

import pytest
from sympy import Expr, Integer, exp, oo, pi, sqrt

from symreparam.decide.probability import cells
from symreparam.derivation.break_points import grid
from symreparam.terms.law import Law, Piece
from symreparam.terms.region import interval
from symreparam.terms.scope import variable

Z = variable("z")


def law(density: Expr, low: Expr, high: Expr) -> Law:
    return Law(Z, (Piece(interval(Z, low, high), density),))


LAWS = {
    "normal": law(exp(-(Z**2) / 2) / sqrt(2 * pi), -oo, oo),
    "exponential": law(exp(-Z), Integer(0), oo),
    "uniform": law(Integer(1), Integer(0), Integer(1)),
    "negative half-line": law(exp(Z), -oo, Integer(0)),
}


@pytest.mark.parametrize("name", LAWS)
@pytest.mark.parametrize("number", [14, 36, 90])
def test_the_number_of_cells_is_kept_and_the_mass_is_not_lost(name: str, number: int) -> None:
    rows = grid(LAWS[name], number, 0)
    found = cells(LAWS[name], rows)
    assert len(found) <= number
    total = sum(float(cell.mass) for cell in found)
    assert (0.97 if number > 14 else 0.93) < total <= 1


def test_a_large_number_of_cells_covers_the_coarse_grid() -> None:
    [row] = grid(LAWS["normal"], 360, 0)
    assert len(row) == 361
    assert (row[0], row[-1]) == (-4096, 4096)
