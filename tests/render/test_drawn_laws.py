"""Counts that are drawn given other variables stand in texts by their own names."""

from __future__ import annotations

import pytest
from sympy import Symbol

from symreparam import check
from symreparam.render.goals_text import claim_text
from symreparam.terms.draws import PoissonQuantile, called, draws_of

LETS = "let G ~ Exponential(1)\nlet X ~ Poisson(G)\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"{LETS}derive X + 1", "Let G ~ Exponential(1), and, given G, X ~ Poisson(G). Then"),
        (f"{LETS}let Y ~ Poisson(G)\nderive X + Y", "given G, X, Y ~ Poisson(G) independently."),
        (f"{LETS}prove E(X) = 1", "Let G ~ Exponential(1), and, given G, X ~ Poisson(G). Then"),
        (f"{LETS}refute X, G independent", "given G, X ~ Poisson(G). Then"),
        (f"{LETS}derive X*G", "and, given G, X ~ Poisson(G). What is the law of G·X?"),
        (
            "let a > 0\nlet N ~ Poisson(a)\nlet X ~ Binomial(N, 1/3)\nprove E(X) = a/3",
            "Let a > 0, and let N ~ Poisson(a), and, given N, X ~ Binomial(N, 1/3). Then",
        ),
        (
            "let G ~ Exponential(1)\nlet N ~ Poisson(G)\nlet X ~ Binomial(N, 1/3)\nprove E(X) = 1",
            "and, given G, N ~ Poisson(G), and, given N, X ~ Binomial(N, 1/3).",
        ),
    ],
)
def test_by_their_own_names(text: str, said: str) -> None:
    [found] = check(text)
    told = " ".join(found.text().split())
    assert " ".join(said.split()) in told
    assert "Quantile" not in told and "X_0" not in told
    assert "Quantile" not in found.latex()


def test_the_claim_in_its_language_is_one_again() -> None:
    [found] = check(f"{LETS}prove X + 1 ~ Geometric(1/2)")
    text = claim_text(found.claim)
    assert "let X ~ Poisson(G)" in text
    [again] = check(text)
    assert again.verdict == "proved" and again.claim.goal == found.claim.goal


def test_the_letters_of_a_proof_are_others() -> None:
    [found] = check("let G ~ Exponential(1)\nlet Z ~ Poisson(G)\nderive Z + 1")
    assert "Let Z = " not in found.text() and "Let Y = " in found.text()


def test_what_has_no_name() -> None:
    mean, driver = Symbol("G"), Symbol("k_0")
    for count in (PoissonQuantile(mean, driver), PoissonQuantile(mean, Symbol("U")), mean):
        assert called(count) is None and draws_of((count,)) == {}
    one = Symbol("X_0")
    two = (PoissonQuantile(mean, one), PoissonQuantile(2 * mean, one))
    assert called(two[0]) == "X" and draws_of(two) == {} and draws_of(two[:1]) == {one: two[0]}
