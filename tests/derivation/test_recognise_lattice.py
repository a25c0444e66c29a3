"""Members of discrete families found from masses: moved, turned round, listed."""

from __future__ import annotations

import pytest

from symreparam.pipeline import check_text

LETS = "let 0 < p < 1\nlet n integer >= 1\nlet G ~ Geometric(p)\nlet B ~ Binomial(n, p)\n"
TRUE = [
    f"{LETS}prove G - 1 in NegativeBinomial",
    f"{LETS}prove n - B in Binomial",
    f"{LETS}let H ~ Geometric(p)\nprove G + H - 2 in NegativeBinomial",
    "let 0 < p < 1\nlet X, Y ~ NegativeBinomial(1, p)\nprove X + Y in NegativeBinomial",
    "let X ~ Binomial(5, 1/3)\nprove 5 - X in Binomial",
    "let n integer >= 1\nlet X ~ DiscreteUniform(1, n)\nprove n + 1 - X in DiscreteUniform",
    "let X ~ DiscreteUniform(0, 5)\nprove X - 3 in DiscreteUniform",
    "let X ~ Poisson(2)\nprove X in Poisson",
]
FALSE = [
    "let X ~ Poisson(2)\nrefute X + 1 in Poisson",
    "let X ~ Poisson(2)\nrefute 2*X in Poisson",
    "let X ~ Binomial(2, 1/3)\nrefute X^2 in Poisson",
    f"{LETS}refute G in Poisson",
    f"{LETS}let H ~ Geometric(p)\nrefute G + H in NegativeBinomial",
]
NOT_PROVED = [
    f"{LETS}prove G - 1 in Geometric",
    f"{LETS}prove 2*n - B in Binomial",
    "let X ~ Binomial(5, 1/3)\nprove 6 - X in Binomial",
    "let X ~ DiscreteUniform(0, 5)\nprove 2*X in DiscreteUniform",
    "let X ~ Hypergeometric(10, 4, 3)\nprove X in Binomial",
    "let X ~ Die(6)\nprove mod(X, 4) in DiscreteUniform",
]


@pytest.mark.parametrize("text", TRUE)
def test_proved(text: str) -> None:
    [found] = check_text(text)
    assert found.verdict == "proved", found.reason


@pytest.mark.parametrize("text", FALSE)
def test_refuted(text: str) -> None:
    [found] = check_text(text)
    assert (found.verdict, found.ok) == ("refuted", True), found.reason


@pytest.mark.parametrize("text", NOT_PROVED)
def test_a_proposal_alone_proves_nothing(text: str) -> None:
    assert check_text(text)[0].verdict in ("undecided", "refuted")
