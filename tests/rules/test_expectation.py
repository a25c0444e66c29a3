"""Expectations and equations: claims of the language."""

from __future__ import annotations

import pytest
from mean_claims import outcome

from symreparam.checker.replay import replay

TRUE = [
    "E(z) = mu",
    "Var(z) = sigma^2",
    "Cov(z, eps) = sigma",
    "E(z^2) = mu^2 + sigma^2",
    "E(z^4) = mu^4 + 6*mu^2*sigma^2 + 3*sigma^4",
    "E(exp(z)) = exp(mu + sigma^2/2)",
    "E(X) = 1/lam",
    "E(X^3) = 6/lam^3",
    "P(X > t) = exp(-lam*t)",
    "Var(G) = k*sigma^2",
    "E(U^2) = 1/3",
    "E(-log(U)) = 1",
    "E(sqrt(U)) = 2/3",
    "Var(B) = p*(1 - p)",
    "E(D) = 7/2",
    "Var(N) = 4*p*(1 - p)",
    "P(N = 0) = (1 - p)^4",
    "E(z*X) = mu/lam",
    "E(abs(eps)) = sqrt(2/pi)",
    "P(z <= t) = (1 + erf((t - mu)/(sigma*sqrt(2))))/2",
    "E(z)*E(X) = mu/lam",
    "Cov(X, U) = 0",
    "Var(eps + X) = 1 + 1/lam^2",
    "E(eps - eps) = 0",
    "Var(L) = 2*sigma^2",
    "E(eps*B) = 0",
    "P(U < p) = p",
    "E(3) = 3",
]
FALSE = [
    "E(z) = mu + 1",
    "Var(z) = sigma",
    "Cov(z, eps) = sigma^2",
    "Cov(eps, eps) = 0",
    "E(z^2) = sigma^2",
    "E(z^4) = 3*sigma^4",
    "E(exp(z)) = exp(mu)",
    "E(X) = lam",
    "E(X^3) = 1/lam^3",
    "P(X > t) = 1 - exp(-lam*t)",
    "Var(G) = k*sigma",
    "E(U^2) = 1/4",
    "E(log(U)) = 1",
    "Var(B) = p^2",
    "E(D) = 3",
    "Var(N) = 4*p",
    "P(N = 0) = p^4",
    "E(z*eps) = 0",
    "E(abs(eps)) = 0",
    "P(U < p) = 1 - p",
    "E(X)^2 = E(X^2)",
    "Var(2*X) = 2*Var(X)",
    "Var(L) = sigma^2",
    "E(eps*B) = p",
    "P(N = 1) = p",
    "E(mu) = mu + 1",
    "Cov(z, X) = sigma",
    "E(1) = 0",
]
# no mean is finite, so that no equation about it is proved
INFINITE = ["E(C) = 0", "E(abs(C)) = 1", "E(1/X) = lam", "Var(C) = 1", "E(exp(lam*X)) = 1"]


@pytest.mark.parametrize("claim", TRUE)
def test_true_equations(claim: str) -> None:
    found = outcome("prove " + claim)
    assert (found.verdict, found.ok) == ("proved", True), found.reason
    assert not replay(found.proof, found.claim).refuted
    assert not outcome("refute " + claim).ok


@pytest.mark.parametrize("claim", FALSE)
def test_false_equations(claim: str) -> None:
    found = outcome("refute " + claim)
    assert (found.verdict, found.ok) == ("refuted", True), found.reason
    assert replay(found.proof, found.claim).refuted
    assert not outcome("prove " + claim).ok


@pytest.mark.parametrize("claim", INFINITE)
def test_what_has_no_mean(claim: str) -> None:
    assert outcome("prove " + claim).verdict in ("undecided", "refuted", "unsupported")


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("E(log(eps)) = 0", "error"),
        ("E(X, U) = 0", "error"),
        ("Cov(X) = 0", "error"),
        ("E(exp(2*X)) = 1/(lam - 2)", "error"),
        ("E(U given floor(X)) = 1/2", "unsupported"),
        ("E(X) = X", "error"),
    ],
)
def test_what_is_no_equation(claim: str, verdict: str) -> None:
    assert outcome("prove " + claim).verdict == verdict


def test_for_all() -> None:
    assert outcome("refute E(z) = mu + 1 for all").ok
    assert not outcome("refute Var(z) = 1 for all").ok
