"""Divergences, entropies and means of sums of vectors of any size: claims of the language."""

from __future__ import annotations

import pytest
from sum_claims import LETS, TRUE, P, Q

from symreparam.checker.replay import replay
from symreparam.logic.codec import proof_from_json, proof_to_json
from symreparam.pipeline import check_text
from symreparam.render.latex import latex_document
from symreparam.render.text import outcome_text

FALSE = [
    f"KL({Q}, {P}) = sum((mu[i]^2 + sigma[i]^2 - log(sigma[i]^2))/2, i = 1..n) - 1/2",
    f"KL({Q}, {P}) = sum((mu[i]^2 + sigma[i]^2 - 1 + log(sigma[i]^2))/2, i = 1..n)",
    "KL(u, v) = oo",
    "KL(w, u) = 3*n",
    "E(norm(e)^2) = n^2",
    "Var(sum(e[i], i = 1..n)/n) = 1/n^2",
    "Var(sum(w[i], i = 1..n)) = sum(sigma[i], i = 1..n)",
    "Cov(sum(z[i], i = 1..n), sum(e[i], i = 1..n)) = 0",
    "E(sum(w[i], i = 1..n)) = n*sum(mu[i], i = 1..n)",
]
NO_CLAIMS = [
    f"KL({Q}, {P}) = (mu[i]^2 + sigma[i]^2 - 1 - log(sigma[i]^2))/2",
    f"KL({Q}, {P}) + KL(Normal(tau, 1), Normal(0, 1)) = 3",
    "E(norm(e)^2) + KL(Normal(tau, 1), Normal(0, 1)) = n + tau^2/2",
    f"KL({Q}, {P})^2 = sum(mu[i], i = 1..n)",
    f"KL({Q}, {P}) = log(sum(mu[i]^2 + 1, i = 1..n))",
    f"KL({Q}, {P}) = log(prod(mu[i], i = 1..n))",
    f"KL({Q}, {P}) = prod(sigma[i], i = 1..n)",
    "E(sum(w[i], i = 1..n)^2) = n",
    "Var(sum(w[i], i = 1..n)) = sum(sigma[i], i = 1..n)^2",
    f"KL({Q}, Normal(0, 1)) = 3",
]
# which an equation about folds may say, of which no law or mean is found
OPEN = [
    "Cov(sum(w[i], i = 1..n), C) = 0",
    "E(max(e)) = 0",
    "E(sum(C*e[i], i = 1..n)*C) = 0",
    "median(sum(w[i], i = 1..n)) = sum(mu[i], i = 1..n)",
]


@pytest.mark.parametrize("claim", TRUE)
def test_proved(claim: str) -> None:
    [found] = check_text(f"{LETS}prove {claim}")
    assert found.verdict == "proved", found.reason
    assert not replay(found.proof, found.claim).refuted
    assert proof_from_json(proof_to_json(found.proof)) == found.proof
    text = " ".join(outcome_text(found).split())
    assert "any one index" in text and "The steps, in order" not in text
    assert ("different indices are independent, so" in text) == ("Var" in claim or "Cov" in claim)
    assert (r"\sum_{i" in latex_document(found)) == ("sum(" in claim or "norm" in claim)


@pytest.mark.parametrize("claim", FALSE)
def test_refuted(claim: str) -> None:
    [found] = check_text(f"{LETS}refute {claim}")
    assert found.verdict == "refuted", found.reason
    assert found.witness is not None and found.witness.parameters
    assert replay(found.proof, found.claim).refuted
    assert "at every index" in outcome_text(found)


@pytest.mark.parametrize("claim", NO_CLAIMS)
def test_what_is_not_settled(claim: str) -> None:
    [found] = check_text(f"{LETS}prove {claim}")
    assert found.verdict in ("unsupported", "error"), (found.verdict, found.reason)
    assert "internal" not in found.reason


@pytest.mark.parametrize("claim", OPEN)
def test_what_is_open(claim: str) -> None:
    [found] = check_text(f"{LETS}prove {claim}")
    assert found.verdict == "undecided" and "internal" not in found.reason


def test_components_that_share_a_variable() -> None:
    [found] = check_text(f"{LETS}prove E(sum(y[i]^2, i = 1..n)) = 2*n")
    assert found.verdict == "undecided" and "share C" in found.reason


SECOND = """let n integer >= 1
let mu real
let lam > 0
let X[1..n] ~ Normal(mu, 1)
let Y[1..n] ~ Exponential(lam)
let C[1..n] ~ Cauchy(0, 1)
"""
SETTLED = [
    "prove E((sum(X[i], i = 1..n)/n)^2) = mu^2 + 1/n",
    "refute E((sum(X[i], i = 1..n)/n)^2) = mu^2",
    "prove E(sum(Y[i], i = 1..n)^2) = n*(n + 1)/lam^2",
    "refute E(sum(Y[i], i = 1..n)^2) = n^2/lam^2",
    "refute E(sum(C[i], i = 1..n)^2) = n",
]


@pytest.mark.parametrize("goal", SETTLED)
def test_second_moments_of_sums(goal: str) -> None:
    [found] = check_text(SECOND + goal)
    assert found.ok, found.reason


FOR_ALL = """let n integer >= 1
let a[1..n] != 0
let e[1..n] ~ Normal(0, 1)
refute E(sum(a[i]*e[i]^2, i = 1..n)) = """


def test_terms_that_differ_everywhere_may_add_up() -> None:
    """a = (1, -1): the means of the terms are never 0, and that of their sum is."""
    assert check_text(f"{FOR_ALL}0")[0].verdict == "refuted"
    assert check_text(f"{FOR_ALL}0 for all")[0].verdict == "undecided"
    lets = "let n integer >= 1\nlet e[1..n] ~ Normal(0, 1)\n"
    [found] = check_text(f"{lets}refute E(sum(e[i]^2, i = 1..n)) = n + 1 for all")
    assert found.verdict == "refuted" and found.ok
