"""Claims whose numbers fill pages are left open at once, or settled without writing them out."""

from __future__ import annotations

import pytest
from settled import fails

from symreparam.pipeline import check_text

LETS = """let G ~ Gamma(10^6, 1)
let A ~ Gamma(5000, 1)
let B ~ Beta(10^6, 10^6)
let N ~ Binomial(10^8, 1/2)
let M ~ NegativeBinomial(10^7, 1/2)
let H ~ Hypergeometric(10^8, 10^7, 10^6)
let V ~ VonMises(0, 10^4)
"""
OPEN = [
    "2*G ~ Gamma(10^6, 2)",
    "A ~ Gamma(5000, 2)",
    "B ~ Beta(10^6, 10^6 + 1)",
    "N ~ Binomial(10^8, 1/3)",
    "M ~ NegativeBinomial(10^7, 1/3)",
    "H ~ Binomial(10^6, 1/10)",
]


@pytest.mark.parametrize("claim", OPEN)
def test_claims_that_need_such_numbers_are_left_open(claim: str) -> None:
    [found] = check_text(f"{LETS}prove {claim}")
    assert found.verdict == "undecided", found.reason


def test_a_claim_that_needs_none_is_settled() -> None:
    fails(LETS, "V ~ VonMises(0, 10^3)")


@pytest.mark.parametrize("claim", ["P(X = 3) = 0", "X ~ Poisson(10^8 + 1)"])
def test_a_proof_with_small_masses_is_read_again(claim: str) -> None:
    fails("let X ~ Poisson(10^8)\n", claim)


def test_a_peak_that_no_cell_meets_is_no_disagreement() -> None:
    text = "let X ~ Normal(10^30, 1)\nprove X ~ Normal(10^30, 1)"
    [outcome] = check_text(text)
    assert outcome.verdict == "proved"
    assert "found no mass" in next(c.detail for c in outcome.cross_checks if c.ok is None)
