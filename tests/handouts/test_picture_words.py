"""A picture says in words what it shows."""

from __future__ import annotations

from symreparam.documents.excerpt import Excerpt
from symreparam.handouts.drawing import drawing
from symreparam.handouts.picture import picture
from symreparam.handouts.picture_words import described
from symreparam.pipeline import check_text


def words(text: str) -> str:
    block = picture(Excerpt("h.md", "x", 10, 1, text))
    return described(block, drawing(block, [check_text(q.text)[0] for q in block.questions]))


def test_place_spread_and_the_dashed_curve() -> None:
    found = words(
        "#| window: -6 to 6\n#| slider: m from -3 to 3 start 1\nlet m real\n"
        "let e ~ Normal(0, 1)\nderive m + 2*e\n"
    )
    assert found == (
        "Histogram of 600 values of m + 2e at m = 1 under its density, which is highest near 1, at "
        "0.2; most of it lies between −2.2 and 4.2. Dashed, the density of the noise, highest near "
        "0, at 0.4."
    )


def test_a_level_density_and_another_law() -> None:
    found = words(
        "#| window: 0 to 4\n#| beside: Exponential(1)\nlet U ~ Uniform(0, 1)\nderive 2*U + 1\n"
    )
    assert "level at 0.5 from 1 to 3" in found
    assert "Dashed, the density of Exponential(1), highest near 0" in found
