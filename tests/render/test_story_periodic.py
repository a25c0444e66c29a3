"""Proofs about periodic maps: the reduced variable, why its density is a sum, the branches."""

from __future__ import annotations

import pytest

import symreparam

TOLD = [
    (
        "let X ~ Exponential(2)",
        "mod(X, 1) has density 2*exp(-2*z)/(1 - exp(-2)) for 0 < z < 1",
        ("The map repeats: g(x + 1) = g(x)", "telescopes", "tends to 0 as x → ∞", "f_Y(x)"),
    ),
    (
        "let c ~ Cauchy(0, 1)",
        "tan(c) ~ Cauchy(0, tanh(1))",
        ("g(x + π) = g(x)", "wrapped Cauchy", "f_Y(h_1(z))", "Mardia & Jupp 2000"),
    ),
    (
        "let n integer >= 1\nlet th ~ Uniform(0, 2*pi*n)",
        "cos(th) ~ Arcsin(-1, 1)",
        ("whose length is n times the", "f_Y(x) = 1/(2π)"),
    ),
]


@pytest.mark.parametrize(("lets", "claim", "phrases"), TOLD)
def test_a_student_reads_why_the_periods_may_be_added(
    lets: str, claim: str, phrases: tuple[str, ...]
) -> None:
    [found] = symreparam.check(f"{lets}\nprove {claim}")
    text = " ".join(found.text().split())
    for phrase in phrases:
        assert phrase in text
    # nothing is left to a list of steps
    assert "The steps, in order" not in text


def test_a_rewritten_source_keeps_its_own_name() -> None:
    text = symreparam.check(
        "let X ~ Laplace(0, 1)\n"
        "prove mod(X, 1) has density (exp(-z) + exp(z - 1))/(2*(1 - exp(-1))) for 0 < z < 1"
    )[0].text()
    assert "f_X(x) = 1/2 · exp(x) for x < 0" in text
    assert "f_Z(x)" not in text
