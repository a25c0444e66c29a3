"""A joint normal law is told by its name to who wrote the name, and only where it is that law."""

from __future__ import annotations

import pytest

from symreparam.pipeline import check_text
from symreparam.render.document import Formula
from symreparam.render.layout_latex import latex
from symreparam.render.layout_text import line
from symreparam.render.mathml import math_element
from symreparam.render.prooftree import document

TWO = "let e1, e2 ~ Normal(0, 1)\nlet s > 0\nlet c != 0\n"


def told(goal: str) -> Formula:
    [outcome] = check_text(TWO + goal)
    return next(b for b in document(outcome).blocks if isinstance(b, Formula))


@pytest.mark.parametrize(
    ("goal", "law"),
    [
        ("prove (e1, e1 + e2) ~ MultivariateNormal((0, 0), ((1, 1), (1, 2)))",
         "MultivariateNormal((0, 0), ((1, 1), (1, 2)))"),
        ("refute (s*e1, 2 + e2) ~ MultivariateNormal((0, 2), ((s, 0), (0, 1)))",
         "MultivariateNormal((0, 2), ((s, 0), (0, 1)))"),
        ("prove (s*e1, s*e2) ~ MultivariateNormal((0, 0), ((s^2, 0), (0, s^2)))",
         "MultivariateNormal((0, 0), ((s², 0), (0, s²)))"),
    ],
)  # fmt: skip
def test_the_name_is_told(goal: str, law: str) -> None:
    assert line(told(goal).layout).endswith(law)


@pytest.mark.parametrize(
    "density",
    [
        # the normal density with another factor or sign is not that law
        "exp(-z_1^2/2 - z_2^2/2)/(4*pi)",
        "-exp(-z_1^2/2 - z_2^2/2)/(2*pi)",
        "exp(-z_1^2/(2*c^2) - z_2^2/2)/(2*pi*c)",
        "exp(-z_1^4 - z_2^2/2)/(2*pi)",
        "exp(-z_1^2/2)/(2*pi)",
    ],
)
def test_another_density_stays_a_density(density: str) -> None:
    formula = told(f"refute (e1, e2) has density {density} at (z_1, z_2) for z_1 real and z_2 real")
    assert "has density" in line(formula.layout) and "Normal" not in line(formula.layout)


def test_letters_of_the_writer_stay() -> None:
    density = "exp(-x^2/2 - y^2/2)/(2*pi)"
    formula = told(f"prove (e1, e2) has density {density} at (x, y) for x real and y real")
    assert "has density" in line(formula.layout)


def test_a_matrix_is_drawn() -> None:
    layout = told("prove (e1, e1 + e2) ~ MultivariateNormal((0, 0), ((1, 1), (1, 2)))").layout
    assert r"\mathcal{N}\left((0, 0), \left(\begin{matrix} 1 & 1 \\ 1 & 2 " in latex(layout)
    assert "smallmatrix" in latex(layout, inline=True)
    drawn = math_element(layout)
    assert drawn.count("<mtr>") == 2 and drawn.count("<mtd>") == 4
