"""Means against laws, medians, infinite means and Gibbs' inequality, told as texts."""

from __future__ import annotations

import pytest

from symreparam.pipeline import Options, check_text
from symreparam.render.latex import latex_document
from symreparam.render.text import outcome_text

QUICK = Options(cross_check=False, explain=False)
# what the text says, what it does not
CASES = {
    # an event is an integral over its own interval
    "let a > 0\nlet t > 0\nlet X ~ Exponential(a)\nprove P(X <= t) = 1 - exp(-a*t)": (
        (
            "Proof. By definition X has the density f_X(x) = a·exp(-a·x), x > 0 Under this law "
            "P(X ≤ t) = ∫ a·exp(-a·x) dx from 0 to t = 1 - exp(-a·t) because 1 - exp(-a·x) is an "
            "antiderivative, which tends to 0 and 1 - exp(-a·t) at the ends.",
        ),
        ("Side conditions", "1{"),
    ),
    # two intervals, each with its reason
    "let X ~ Exponential(1)\nprove E(min(X, 1)) = 1 - exp(-1)": (
        (
            "E(min(1, X)) = ∫ x·exp(-x) dx from 0 to 1 + ∫ exp(-x) dx from 1 to ∞",
            "Together, E(min(1, X)) = 1 - exp(-1)",
        ),
        ("∫ min", "Side conditions"),
    ),
    # where the term is 0 there is nothing to say
    "let X ~ Normal(0, 1)\nprove E(max(X, 0)) = 1/sqrt(2*pi)": (
        ("Under this law E(max(0, X)) = ∫",),
        ("from -∞ to 0", "antiderivative"),
    ),
    # a sum over a lattice
    "let a > 0\nlet N ~ Poisson(a)\nprove E(1/(N + 1)) = (1 - exp(-a))/a": (
        ("E(1/(N + 1)) = ∑ a^k/(k!·(k + 1)) · exp(-a) over k from 0 to ∞",),
        (),
    ),
    # the law of a term is told first; means of known origin stand in one list
    "let U, V, W ~ Uniform(0, 1)\nprove E(max(U, V, W) - min(U, V, W)) = 1/2": (
        (
            "The terms min(U, V, W) and max(U, V, W) are the smallest and the largest of them.",
            "6 · (F(x_2) - F(x_1)) · f(x_1) · f(x_2) = 6x_2 - 6x_1",
            "Under this law E(max(U, V, W) - min(U, V, W)) = ∫ 6z²·(1 - z) dz from 0 to 1",
        ),
        ("Side conditions",),
    ),
    "let m real\nlet s > 0\nlet X ~ Normal(m, s)\nprove Cov(X, X^2) = 2*m*s^2": (
        ("- E(X) = m, from", "- E(X²) = m² + s², from"),
        ("- E(X³) = m·(3s² + m²), from the moment generating function. The means",),
    ),
    "let a > 0\nlet X ~ Exponential(a)\nprove median(X) = log(2)/a": (
        ("Neither is less than 1/2, so median(X) = log(2)/a.",),
        ("Side conditions",),
    ),
    "let a > 0\nlet X ~ Exponential(a)\nrefute median(X) = 1/a": (
        ("P(X ≥ 1/3) = ∫ 3exp(-3x) dx from 1/3 to ∞", "This probability is less than 1/2, but"),
        (),
    ),
    "let n > 0\nrefute KL(StudentT(n), StudentT(2*n)) = 0": (
        (
            "and StudentT(6) has the density q(x) =",
            "So the two laws differ. By Gibbs' inequality the divergence KL(X, StudentT(6)) is "
            "positive then, or infinite. It is not 0. So the claim is false.",
        ),
        (),
    ),
    "let n > 0\nrefute KL(Poisson(n), Geometric(1/2)) = 0": (
        ("The two laws give different mass to one point. So the two laws differ.",),
        (),
    ),
    "let X ~ Normal(0, 1)\nrefute E(1/X^2) = 1": (
        ("diverges, by comparison with powers: E(1/X²) = ∞. So this mean is no number",),
        (),
    ),
    "let K ~ Zeta(2)\nprove E(K) = oo": (("By definition K has mass 6/(π²·k²) at k",), ()),
    "let eps ~ Normal(0, 1)\nprove E(f(2*eps)) = E(f(-2*eps))": (
        ("So the two terms have one law, and both sides are", "for all f for which the means"),
        (),
    ),
}


@pytest.mark.parametrize("text", CASES)
def test_told(text: str) -> None:
    [found] = check_text(text, options=QUICK)
    assert found.ok, found.reason
    story = " ".join(outcome_text(found).split())
    there, absent = CASES[text]
    for words in there:
        assert words in story
    for words in ("The steps, in order", *absent):
        assert words not in story
    assert "The steps, in order" not in latex_document(found)
