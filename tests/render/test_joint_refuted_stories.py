"""Refuted joint laws told: the true law where it is known, a box, a relation, an entry."""

from __future__ import annotations

import pytest

from symreparam.pipeline import Options, check_text
from symreparam.render.latex import latex_document
from symreparam.render.text import outcome_text

QUICK = Options(cross_check=False, explain=False)
# rule of the last step -> (claim, what its text says)
TOLD = {
    "joint-fails-density": (
        "let u, v ~ Uniform(0, 1)\nprove (u, (1 - u)*v) has density 2 at (s, t) "
        "for 0 < s < 1 and 0 < t < 1 - s",
        (
            "This is false. First, the law that (u, v·(1 - u)) does have.",
            "The claimed density is q(s, t) = 2, 0 < s < 1, 0 < t < 1 - s",
            "But f(s, t) < q(s, t) for all",
            "the true density is 1.417 and the claimed one 2, rounded. So the claim is false.",
        ),
    ),
    "joint-fails-relation": (
        "let X, Y ~ Exponential(1)\nprove (X, X + Y) has density exp(-t) at (s, t) "
        "for s > 0 and t > 0",
        (
            "Write s and t for the components.",
            "where t < s. But X ≤ X + Y, always. So the claimed law gives positive probability "
            "to a box in which the vector almost surely never lies.",
        ),
    ),
    "joint-fails-range": (
        "let U, V ~ Uniform(0, 1)\nrefute (U, V) ~ Independent(Normal(0, 1), Normal(0, 1))",
        ("Write z_1 and z_2 for the components.", "where z_1 ≤ 0. But U > 0, always."),
    ),
    "joint-fails-outside": (
        "let X ~ Normal(0, 1)\nlet E ~ Exponential(3)\n"
        "refute (X, E) ~ Independent(Normal(0, 1), Uniform(0, 1))",
        ("With positive probability -13/25 < X < -12/25,", "and then E ≥ 1. So with positive"),
    ),
    "joint-fails-null": (
        "let X ~ Normal(0, 1)\nrefute (X, 2*X) ~ MultivariateNormal((0, 0), ((1, 2), (2, 5)))",
        ("The components z_1 = X and z_2 = 2X always satisfy z_2 - 2z_1 = 0, and the points",),
    ),
    "joint-fails-plane": (
        "let X ~ Normal(0, 1)\nlet Y ~ Rademacher()\n"
        "refute (X, X*Y) ~ MultivariateNormal((0, 0), ((1, 0), (0, 1)))",
        ("The probability that X + X·Y = 0 is 1/2: the vector then lies on a line",),
    ),
    "normal-image-fails": (
        "let X ~ Normal(1, 2)\nlet Y ~ Normal(0, 3)\n"
        "refute (X, Y) ~ MultivariateNormal((1, 0), ((4, 7), (7, 9)))",
        ("Cov(X, Y) = 0 The claimed law would have 7 in this place.",),
    ),
}


@pytest.mark.parametrize("rule", TOLD)
def test_told(rule: str) -> None:
    text, there = TOLD[rule]
    [found] = check_text(text, options=QUICK)
    assert found.verdict == "refuted" and found.proof is not None
    assert found.proof.steps[-1].rule == rule
    shown = " ".join(outcome_text(found).split())
    for words in there:
        assert words in shown
    for listed in ("The steps, in order", "Side conditions: - Hence"):
        assert listed not in shown
    assert "The steps, in order" not in latex_document(found)


@pytest.mark.parametrize(
    ("claimed", "told"),
    [
        ("(1, 0), ((1, 2), (2, 4))", "E(X) = 0 The claimed law would have 1 in this place."),
        ("(0, 0), ((4, 4), (4, 4))", "Var(X) = 1 The claimed law would have 4 in this place."),
    ],
)
def test_an_entry_of_the_mean_or_a_variance(claimed: str, told: str) -> None:
    text = f"let X ~ Normal(0, 1)\nrefute (X, 2*X) ~ MultivariateNormal({claimed})"
    assert told in " ".join(outcome_text(check_text(text, options=QUICK)[0]).split())
