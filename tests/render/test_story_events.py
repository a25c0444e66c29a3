"""The law of an indicator is told by the probability of its event."""

from __future__ import annotations

import pytest

from symreparam.pipeline import Options, check_text
from symreparam.render.latex import latex_document
from symreparam.render.text import outcome_text

PLAIN = Options(cross_check=False, explain=False)


@pytest.mark.parametrize(
    ("goal", "reason"),
    [
        ("indicator(U < V^2) ~ Bernoulli(1/3)", "stays below a threshold is that threshold"),
        ("indicator(X > 0 and Y > 0) ~ Bernoulli(1/4)", "of the two normal terms. The indicator"),
    ],
)
def test_told_as_a_text(goal: str, reason: str) -> None:
    lets = "let U, V ~ Uniform(0, 1)\nlet X, Y ~ Normal(0, 1)\n"
    [found] = check_text(f"{lets}prove {goal}", options=PLAIN)
    assert found.verdict == "proved", found.reason
    text = " ".join(outcome_text(found).split())
    assert "The steps, in order" not in text and reason in text
    assert "is 1 with its probability" in text and "is 1 with its" in latex_document(found)
