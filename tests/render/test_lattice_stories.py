"""Proofs about masses speak of sums, list no bare steps, and print as text and LaTeX."""

from __future__ import annotations

import pytest

from symreparam.pipeline import check_text
from symreparam.render.latex import latex_document
from symreparam.render.text import outcome_text

CLAIMS = [
    "let 0 < p < 1\nlet G, H ~ Geometric(p)\n"
    "prove G + H has mass (z - 1)*p^2*(1 - p)^(z - 2) at z for integer z >= 2",
    "let 0 < p < 1\nlet G, H ~ Geometric(p)\nprove min(G, H) ~ Geometric(2*p - p^2)",
    "let a > 0\nlet 0 < r < 1\nlet X ~ Poisson(a)\nlet B ~ Bernoulli(r)\n"
    "prove B*X has mass 1 - r + r*exp(-a) at 0, "
    "mass r*exp(-a)*a^k/factorial(k) at k for integer k >= 1",
    "let 0 < p < 1\nlet G ~ Geometric(p)\nprove mod(G, 2) ~ Bernoulli(1/(2 - p))",
]


@pytest.mark.parametrize("text", CLAIMS)
def test_sums_are_told_as_sums(text: str) -> None:
    [found] = check_text(text)
    assert found.verdict == "proved", found.reason
    story = outcome_text(found)
    assert "∫" not in story and "integral" not in story
    assert "The steps, in order" not in story and "By the rule" not in story
    if "B*X" not in text:
        assert "∑" in story and r"\sum_{" in latex_document(found)


def test_a_map_with_steps_names_the_interval_of_each_value() -> None:
    [found] = check_text(
        "let lam > 0\nlet X ~ Exponential(lam)\nprove ceiling(X) ~ Geometric(1 - exp(-lam))"
    )
    story = outcome_text(found)
    assert "the map g has the value k + 1 for k < x < k + 1" in story
    assert "By the rule" not in story


def test_a_range_is_written_as_a_list() -> None:
    [found] = check_text(
        "let a > 0\nlet X ~ Poisson(a)\n"
        "refute X has mass exp(-a)*a^k/factorial(k) at k for integer k >= 1"
    )
    story = outcome_text(found)
    assert "for k = 1, 2, …" in story
    assert "The true mass at 0 is exp(-3); the claim says 0." in " ".join(story.split())


def test_masses_written_out_one_by_one_are_displayed() -> None:
    # in the midst of a sentence the brace left its full stop beside the middle line
    [found] = check_text("let a > 0\nlet X ~ Poisson(a)\nrefute 2*X ~ Poisson(2*a)")
    assert found.verdict == "refuted", found.reason
    assert "Written out where the values are few:\n\n    2X has mass" in outcome_text(found)
