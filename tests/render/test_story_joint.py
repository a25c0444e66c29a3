"""Proofs about vectors as a textbook writes them: map, inverse, Jacobian matrix, image region."""

from __future__ import annotations

import pytest

from symreparam.pipeline import Options, check_text
from symreparam.render.latex import fragment
from symreparam.render.phrases_story import STORY
from symreparam.render.prooftree import document
from symreparam.render.text import document_text

LETS = """let a, b > 0
let r > 0
let U, V ~ Uniform(0, 1)
let X, Y ~ Normal(0, 1)
let A ~ Gamma(a, 1)
let B ~ Gamma(b, 1)
let C ~ Gamma(2, 1)
let E, F ~ Exponential(r)
"""
GOALS = {
    "bijection": "(E, E + F) has density r^2*exp(-r*t) at (s, t) for s > 0 and t > s",
    "factors": "(2*X + 1, Y) ~ Independent(Normal(1, 2), Normal(0, 1))",
    "branches": "(X/Y, Y) has density abs(t)*exp(-t^2*(1 + s^2)/2)/(2*pi) "
    "at (s, t) for s real and t real",
    "marginal": "(A/(A + B + C), B/(A + B + C)) has density gamma(a + b + 2)/(gamma(a)*gamma(b))"
    "*s^(a - 1)*t^(b - 1)*(1 - s - t) at (s, t) for s > 0 and t > 0 and s + t < 1",
    "polar": "(sqrt(-2*log(U))*cos(2*pi*V), sqrt(-2*log(U))*sin(2*pi*V)) "
    "~ Independent(Normal(0, 1), Normal(0, 1))",
}


def told(name: str) -> tuple[str, str]:
    [found] = check_text(f"{LETS}prove {GOALS[name]}")
    assert found.verdict == "proved", found.reason
    page = document(found)
    return " ".join(document_text(page).split()), fragment(page)


@pytest.mark.parametrize("name", GOALS)
def test_a_reader_finds_each_part(name: str) -> None:
    text, latex = told(name)
    assert "have the joint density" in text
    assert "Jacobian" in text and "determinant" in text
    assert latex.count("{") == latex.count("}")
    # no numbered list of steps
    assert STORY["steps"].split("{")[0] not in text


def test_map_inverse_matrix_and_image() -> None:
    text, _ = told("bijection")
    order = [
        "r²·exp(-r·x_1 - r·x_2) for x_1 > 0, x_2 > 0",
        "s = x_1",
        "t = x_1 + x_2",
        "The image is the region s > 0, t > s",
        "x_2 = t - s",
        "((1, 0), (-1, 1))",
        "the determinant is 1, which is positive",
        "(E, E + F) has density r²·exp(-r·t) for s > 0, t > s",
    ]
    places = [text.index(part, text.index("Proof.")) for part in order]
    assert places == sorted(places)


def test_every_cell_has_its_sign() -> None:
    text, _ = told("branches")
    assert "On the cell x_1 ∈ ℝ, x_2 < 0" in text and "On the cell x_1 ∈ ℝ, x_2 > 0" in text
    assert "which is negative: its absolute value counts" in text
    assert "which is positive" in text


def test_what_is_integrated_out_is_named() -> None:
    text, _ = told("marginal")
    assert "Integrate over x_4. For all values of the other components" in text


def test_conditions_on_parameters_are_listed() -> None:
    text, _ = told("bijection")
    assert "r > 0, as Exponential(r) requires" in text


def independence(terms: str) -> tuple[str, str]:
    """The proof that the terms are independent, as text and as LaTeX."""
    block = f"let X, Y ~ Exponential(1)\nprove {terms} independent"
    [found] = check_text(block, options=Options(cross_check=False))
    assert found.verdict == "proved", found.reason
    page = document(found)
    return document_text(page), fragment(page)


def test_independence_is_told_from_the_joint_density() -> None:
    text, written = independence("X + Y, X/Y")
    assert "The steps, in order" not in text
    assert "this is a product of functions of one of x_1, x_2" in text
    assert "= x_1·exp(-x_1) · 1/(x_2 + 1)²,   x_1 > 0, x_2 > 0" in text
    assert text.count("X + Y and X/Y are independent") == 2
    # TeX breaks no line around words in a formula
    lines = [line for line in written.split("\n") if line.startswith("\\item")]
    assert lines and not any("\\text{" in line for line in lines)


def test_independence_without_a_density_is_listed() -> None:
    text, written = independence("X, Y^2")
    assert "No two of the terms have a random variable in common" in text
    assert "$X$ and $Y^{2}$ are independent" in written
