"""Membership in a family, and why no member fits, told as texts."""

from __future__ import annotations

import pytest

from symreparam.pipeline import Options, check_text
from symreparam.render.latex import latex_document
from symreparam.render.text import outcome_text

QUICK = Options(cross_check=False, explain=False)
# rule of the last step -> (claim, what its text says)
TOLD = {
    "member": (
        "let a, b > 0\nlet X ~ Gamma(a, b)\nprove 3*X in Gamma",
        ("This is the density of Gamma(a, 3b). Therefore 3X ~ Gamma(a, 3b)",),
    ),
    "not-member": (
        "let B ~ Bernoulli(1/2)\nrefute B in Normal",
        (
            "First, the law that B does have. By definition B has mass 1/2 at each of 0, 1.",
            "the interval (-3, -2) has probability 0. Under every law of the family Normal it has",
        ),
    ),
    "not-member-outside": (
        "let C ~ Cauchy(0, 1)\nlet B ~ Rademacher()\nrefute B*C in Gamma",
        ("the family Gamma gives probability 1 to (0, ∞), and so none to this interval.",),
    ),
    "not-member-kind": (
        "let X ~ Normal(0, 1)\nrefute X in Poisson",
        ("so that X takes no single value with positive probability.",),
    ),
    "not-member-contrast": (
        "let L ~ Laplace(0, 1)\nrefute L in Normal",
        ("add up to 0, but for the density above to 2, which is not the same.",),
    ),
    "not-member-moments": (
        "let a, b ~ Normal(0, 1)\nrefute a*b in Normal",
        (
            "12m_1²·m_2 + m_4 - 3m_2² - 4m_1·m_3 - 6m_1⁴ = 0 But for a·b m_1 = 0",
            "m_4 - 3m_2² - 4m_1·m_3 - 6m_1⁴ = 6. It would have to be 0.",
        ),
    ),
    "not-member-each": (
        "let a > 0\nlet X ~ Exponential(a)\nrefute floor(X) in Geometric for all",
        (
            "Take any law of the family, with parameters p. It would have to be true that "
            "⌊X⌋ ~ Geometric(p)",
            "The true mass at 0 is 1 - exp(-a); the claim says 0.",
            "This excludes every choice of p.",
        ),
    ),
}
BEYOND = {
    "let U ~ Uniform(0, 1)\nrefute U^5 + U in Beta": (
        "With positive probability 119/144 < U < 137/144, and then U⁵ + U > 1. But no law of the "
        "family Beta gives values above 1 positive probability."
    ),
    "let X ~ Normal(0, 1)\nrefute X*exp(X) in Exponential": "and then X·exp(X) < 0. But no law",
    "let 0 < p < 1\nlet X ~ Geometric(p)\nrefute X - 1 in Geometric": (
        "With positive probability X = 1, and then X - 1 = 0. But no law of the family Geometric "
        "gives values below 1"
    ),
    "let X ~ DiscreteUniform(1, 6)\nrefute X - 2 in Binomial": (
        "at each of 1, 2, 3, 4, 5, 6. With positive probability X = 1, and then X - 2 = -1."
    ),
}


def story(text: str, rule: str) -> str:
    [found] = check_text(text, options=QUICK)
    assert found.ok and found.proof is not None, found.reason
    assert found.proof.steps[-1].rule == rule
    assert "The steps, in order" not in latex_document(found)
    return " ".join(outcome_text(found).split())


@pytest.mark.parametrize("rule", TOLD)
def test_told(rule: str) -> None:
    text, there = TOLD[rule]
    shown = story(text, rule)
    for words in there:
        assert words in shown
    assert "The steps, in order" not in shown


@pytest.mark.parametrize("text", BEYOND)
def test_a_value_that_no_member_takes(text: str) -> None:
    shown = story(text, "not-member-beyond")
    assert BEYOND[text] in shown and "The steps, in order" not in shown


def test_a_hypothesis_is_named() -> None:
    shown = story("let a > 0\nlet X ~ Gamma(a, 1)\nprove X in Gamma", "member")
    assert "Proof. Indeed X ~ Gamma(a, 1)." in shown
