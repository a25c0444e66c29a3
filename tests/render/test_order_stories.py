"""Order statistics, draws by quantiles, remainders and a limit of densities, told as texts."""

from __future__ import annotations

import pytest
from sympy import Max, Min, Symbol

from symreparam.pipeline import Options, check_text
from symreparam.render.story import Unfamiliar
from symreparam.render.story_order import leaves, rank
from symreparam.render.text import outcome_text

QUICK = Options(cross_check=False, explain=False)
CASES = {
    "let X, Y, Z ~ Uniform(0, 1)\nprove max(min(X, Y), min(Y, Z), min(X, Z)) ~ Beta(2, 2)": (
        "The terms X, Y and Z are independent and have this same law.",
        "This is the middle one of them.",
        "= 6 · F(z) · (1 - F(z)) · f(z), 0 < z < 1 = 6z·(1 - z)",
    ),
    "let X, Y, Z ~ Exponential(1)\nprove max(exp(-X), exp(-Y), exp(-Z)) ~ Beta(3, 1)": (
        "The terms exp(-X), exp(-Y) and exp(-Z) are independent",
        "This is the largest of them.",
        "= 3 · (F(z))² · f(z), 0 < z < 1 = 3z²",
    ),
    "let L ~ Gamma(2, 1)\nlet X ~ Poisson(L)\nprove X ~ NegativeBinomial(2, 1/2)": (
        "Drawn as the quantile of its law at a uniform variable (inverse transform)",
    ),
    "let U, V ~ Uniform(0, 1)\nprove mod(U + V, 1) ~ Uniform(0, 1)": (
        "Hold everything but U fixed. Then U + V is uniform on an interval of length 1, which is "
        "one period.",
    ),
    "let U ~ Uniform(0, 1)\nlet N ~ Normal(0, 1)\nprove mod(2*U + N, 1) ~ Uniform(0, 1)": (
        "of length 2, which is 2 whole periods.",
    ),
    "let m real\nlet s, n > 0\nlet T ~ StudentT(n)\nrefute m + s*T ~ Normal(m, s) for all": (
        "As z → -∞ the first factor tends to ∞ and the second to 1.",
    ),
}


@pytest.mark.parametrize("text", CASES)
def test_told(text: str) -> None:
    [found] = check_text(text, options=QUICK)
    assert found.ok, found.reason
    story = " ".join(outcome_text(found).split())
    for words in CASES[text]:
        assert words in story
    assert "The steps, in order" not in story


def test_which_smallest_a_term_is() -> None:
    a, b, c = (Symbol(name, real=True) for name in "abc")
    values = leaves(Max(a, Min(b, c)))
    assert set(values) == {a, b, c}
    assert [rank(term, (a, b, c)) for term in (Min(a, b, c), Max(a, b, c))] == [1, 3]
    assert rank(Max(Min(a, b), Min(b, c), Min(a, c)), (a, b, c)) == 2
    with pytest.raises(Unfamiliar):
        rank(Max(a, Symbol("d", real=True)), (a, b))
