"""Equations about sums, products and extremes of symbolic number, from claim to verdict."""

from __future__ import annotations

import pytest

from symreparam.logic.codec import proof_from_json, proof_to_json
from symreparam.pipeline import Options, check_text
from symreparam.render.text import outcome_text

PLAIN = Options(cross_check=False, explain=False)
UNIFORM = "let n integer >= 1\nlet U[1..n] ~ Uniform(0, 1)\n"
MEAN = (
    "let n integer >= 2\nlet X[1..n] ~ Uniform(0, 1)\nlet m = sum(X[i], i=1..n)/n\n"
)
RATE = "let n integer >= 1\nlet lam, t > 0\nlet X[1..n] ~ Exponential(lam)\n"
TRUE = {
    "largest": UNIFORM + "prove E(max(U)) = n/(n + 1)",
    "spread": UNIFORM + "prove Var(min(U)) = n/((n + 1)^2*(n + 2))",
    "range": UNIFORM + "prove E(max(U) - min(U)) = (n - 1)/(n + 1)",
    "median": UNIFORM + "prove median(max(U)) = 2^(-1/n)",
    "tail": RATE + "prove P(min(X) > t) = exp(-n*lam*t)",
    "greatest": RATE + "prove P(max(X) <= t) = (1 - exp(-lam*t))^n",
    "least": RATE + "prove E(min(X)) = 1/(n*lam)",
    "any": "let n integer >= 1\nlet 0 < p < 1\nlet X[1..n] ~ Bernoulli(p)\n"
    "prove E(max(X)) = 1 - (1 - p)^n",
    "half": "let n integer >= 1\nlet X[1..n] ~ Bernoulli(1/2)\nprove E(max(X)) = 1 - 2^(-n)",
    "thirds": "let n integer >= 1\nlet X[1..n] ~ Bernoulli(1/3)\nprove E(min(X)) = 3^(-n)",
    "beside": "let n integer >= 1\nlet Y ~ Exponential(1)\nlet X[1..n] ~ Gamma(2, 3)\n"
    "prove E(Y*sum(X[i], i=1..n)) = 6*n",
    "rates": "let n integer >= 1\nlet r[1..n] > 0\nlet X[i=1..n] ~ Exponential(r[i])\n"
    "prove E(min(X)) = 1/sum(r[i], i=1..n)",
}
FALSE = {
    "largest": UNIFORM + "refute E(max(U)) = (n - 1)/(n + 1)",
    "tail": RATE + "refute P(min(X) > t) = exp(-lam*t)",
    "greatest": RATE + "refute P(max(X) <= t) = 1 - exp(-lam*t)^n",
    "range": UNIFORM + "refute E(max(U) - min(U)) = n/(n + 1)",
    "thirds": "let n integer >= 1\nlet X[1..n] ~ Bernoulli(1/3)\nrefute E(max(X)) = 1 - 3^(-n)",
    "an open sign": UNIFORM + "let c real\nrefute E(max(c*U[i], i = 1..n)) = c*n/(n + 1)",
    "rates": "let n integer >= 1\nlet r[1..n] > 0\nlet X[i=1..n] ~ Exponential(r[i])\n"
    "refute E(min(X)) = sum(r[i], i=1..n)",
}


@pytest.mark.parametrize("name", TRUE)
def test_proved(name: str) -> None:
    [found] = check_text(TRUE[name], options=PLAIN)
    assert found.verdict == "proved", found.reason
    assert proof_from_json(proof_to_json(found.proof)) == found.proof
    assert "the claim is" in " ".join(outcome_text(found).split())


def test_deviations_from_the_mean() -> None:
    claims = (
        "prove E(sum((X[i] - m)^2, i=1..n)/(n - 1)) = 1/12",
        "refute E(sum((X[i] - m)^2, i=1..n)/n) = 1/12",
        "prove Cov(X[1], m) = 1/(12*n)",
        "refute Cov(X[k], m) = 1/12",
    )
    for found in check_text(MEAN + "\n".join(claims), options=PLAIN):
        assert found.ok, found.reason


@pytest.mark.parametrize(
    "claim",
    ["E(max(X - m)) = 0", "E(sum(1/(1 + m*X[i]), i=1..n)) = 1", "E(prod(X[i] - m, i=1..n)) = 0"],
)
def test_other_functions_of_the_mean_at_an_index_are_not_read(claim: str) -> None:
    [found] = check_text(MEAN + "prove " + claim, options=PLAIN)
    assert found.verdict == "unsupported", found.reason


@pytest.mark.parametrize("name", FALSE)
def test_refuted(name: str) -> None:
    [found] = check_text(FALSE[name], options=PLAIN)
    assert found.verdict == "refuted", found.reason
    assert proof_from_json(proof_to_json(found.proof)) == found.proof
    assert found.witness is not None and found.witness.parameters[0][0].name == "n"
    assert "fails for that number" in outcome_text(found) or "n = " in outcome_text(found)


@pytest.mark.parametrize(
    "claim",
    [
        UNIFORM + "prove E(max(U)/sum(U[i], i=1..n)) = n",
        "let n integer >= 1\nlet M ~ Normal(0, 1)\nlet X[1..n] ~ Normal(M, 1)\n"
        "prove E(max(X)*M) = 0",
    ],
)
def test_two_folds_at_once_and_shared_variables_stay_open(claim: str) -> None:
    [found] = check_text(claim, options=PLAIN)
    assert found.verdict in ("undecided", "unsupported", "refuted")
