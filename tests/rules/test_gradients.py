"""Gradients, Stein's identity, equations for every test function: claims of the language."""

from __future__ import annotations

import math
from collections.abc import Callable

import pytest
from gradient_claims import outcome
from scipy.integrate import quad

from symreparam.checker.replay import replay
from symreparam.logic.codec import proof_from_json, proof_to_json
from symreparam.logic.proof import Proof

FOR_FUNCTIONS = [
    "grad(mu, E(f(z))) = E(f'(z))",
    "grad(sigma, E(f(z))) = E(eps*f'(z))",
    "grad(sigma, E(f(z))) = sigma*E(f''(z))",
    "2*grad(sigma, E(f(z))) = 2*sigma*E(f''(z))",
    "grad(mu, E(f(x))) = E(f'(x))",
    "grad(mu, E(f(x))) = E(f(x)*(x - mu)/sigma^2)",
    "grad(sigma, E(f(x))) = E(f(x)*((x - mu)^2 - sigma^2)/sigma^3)",
    "grad(mu, E(f(z))) = E(f(z)*eps/sigma)",
    "grad(mu, grad(mu, E(f(z)))) = E(f''(z))",
    "grad(mu, grad(sigma, E(f(z)))) = E(eps*f''(z))",
    "E(eps*f(eps)) = E(f'(eps))",
    "E((x - mu)*f(x)) = sigma^2*E(f'(x))",
    "E(eps^2*f(eps)) = E(f(eps)) + E(f''(eps))",
    "E(eps*f(eps)*g(eps)) = E(f'(eps)*g(eps)) + E(f(eps)*g'(eps))",
    "E(f(x)) = E(f(z))",
    "E(x*f(x)) = E(z*f(z))",
    "E(f(2*eps)) = E(f(-2*eps))",
    "grad(mu, E(-(a - f(x))^2/2)) = E((a - f(x))*f'(x))",
    "grad(sigma, E(f(x)^3)) = 3*E((x - mu)*f(x)^2*f'(x))/sigma",
    "grad(mu, E(a + f(x))) = E(f'(x))",
    "grad(mu, E(a*f(z) - softplus(f(z)))) = E((a - sigmoid(f(z)))*f'(z))",
    "grad(mu, E(a*log(sigmoid(f(z))) + (1 - a)*log(1 - sigmoid(f(z))))) = "
    "E((a - sigmoid(f(z)))*f'(z))",
    "E(f(mu + sigma*abs(eps)*sign(eps))) = E(f(z))",
    "E(f(-L + 2*mu)) = E(f(L))",
    "E(f(a*(-log(U))^(1/k))) = E(f(a*(-log(1 - U))^(1/k)))",
    "E(f(-log(U)/lam)) = E(f(X))",
    "grad(theta, E(f(theta*eps))) = E(eps*f'(theta*eps))",
    "grad(mu, E(f(exp(z)))) = E(exp(z)*f'(exp(z)))",
    "grad(theta, E(f(theta*X))) = E(X*f'(theta*X))",
    "grad(lam, E(f(X))) = E(f(X)*(1/lam - X))",
    "grad(k, E(f(G))) = E(f(G)*(log(G) - log(theta) - digamma(k)))",
    "grad(a, E(f(a + sigma*S))) = E(f'(a + sigma*S))",
    "grad(mu, E(f(z) + mu^2)) = E(f'(z)) + 2*mu",
    "grad(mu, mu*E(f(z))) = E(f(z)) + mu*E(f'(z))",
    # on half a line and on an interval, where h p vanishes at the ends; a kink in the density
    "grad(lam, E(f(X))) = -E(X*f'(X))/lam",
    "grad(theta, E(f(G))) = E(G*f'(G))/theta",
    "E(G*f'(G)) = E(f(G)*(G/theta - k))",
    "E(T*(1 - T)*f'(T)) = E(f(T)*((a + k)*T - a))",
    "E(f'(R)) = E(f(R)*(R/a^2 - 1/R))",
    "grad(mu, E(f(L))) = E(f'(L))",
    "grad(sigma, E(f(L))) = E((L - mu)*f'(L))/sigma",
]
CONCRETE = [
    ("grad(mu, E(z^2)) = 2*mu", "mu"),
    ("grad(sigma, E(z^2)) = 2*sigma", "sigma"),
    ("grad(mu, E(z^2)) = E(2*z)", "mu"),
    ("grad(sigma, E(z^4)) = E(4*eps*z^3)", "sigma"),
    ("grad(mu, E(exp(z))) = E(exp(z))", "mu"),
    ("grad(sigma, E(exp(z))) = E(eps*exp(z))", "sigma"),
    ("grad(theta, E(G)) = k", "theta"),
    ("grad(k, E(log(G))) = polygamma(1, k)", "k"),
    ("grad(mu, KL(Normal(mu, sigma), Normal(0, 1))) = mu", "mu"),
    ("grad(sigma, KL(Normal(mu, sigma), Normal(0, 1))) = sigma - 1/sigma", "sigma"),
    ("grad(sigma, entropy(Normal(mu, sigma))) = 1/sigma", "sigma"),
    ("grad(p, E(B)) = 1", "p"),
    ("grad(p, E(indicator(U < p))) = 1", "p"),
    ("grad(lam, P(X > a)) = -a*exp(-a*lam)", "lam"),
    ("grad(mu, grad(mu, E(z^3))) = 6*mu", "mu"),
]
FALSE = [
    "grad(mu, E(f(z))) = E(f(z))",
    "grad(sigma, E(f(z))) = E(f'(z))",
    "grad(sigma, E(f(z))) = E(f''(z))",
    "grad(mu, E(f(x))) = E(f(x)*(x - mu)/sigma)",
    "grad(mu, E(f(x))) = 0",
    "E(eps*f(eps)) = E(f(eps))",
    "E(f(x)) = E(f(eps))",
    "grad(lam, E(f(X))) = E(X*f'(X))/lam",
    "E(f'(T)) = 0",
    "E(f'(U)) = 0",
    "E(f'(R)) = E(f(R)*(R/a^2 + 1/R))",
    "grad(mu, E(f(L))) = 2*E(f'(L))",
    "E(f'(X)) = lam*E(f(X))",
    "E(f(eps)) = E(f(-eps)) + 1",
    "grad(mu, E(z^2)) = mu",
    "grad(sigma, E(z^2)) = 2*mu",
    "grad(mu, KL(Normal(mu, sigma), Normal(0, 1))) = mu + 1",
    # the pathwise derivative of a threshold map is 0, that of its mean is not
    "grad(p, E(f(indicator(U < p)))) = 0",
    "grad(p, E(indicator(U < p))) = 0",
    "grad(p, E(f(B))) = E(f'(B))",
]


def stored(proof: Proof, claim: str) -> None:
    """The proof is the same after a round through JSON, which has no word for a choice yet."""
    if "indicator" not in claim and "P(" not in claim:
        assert proof_from_json(proof_to_json(proof)) == proof


@pytest.mark.parametrize("claim", FOR_FUNCTIONS)
def test_equations_for_every_test_function(claim: str) -> None:
    found = outcome("prove " + claim)
    assert (found.verdict, found.ok) == ("proved", True), found.reason
    assert not replay(found.proof, found.claim).refuted
    stored(found.proof, claim)
    assert not outcome("refute " + claim).ok


@pytest.mark.parametrize("claim", [claim for claim, _ in CONCRETE])
def test_gradients_of_known_means(claim: str) -> None:
    found = outcome("prove " + claim)
    assert (found.verdict, found.ok) == ("proved", True), found.reason
    stored(found.proof, claim)
    assert outcome(f"refute {claim} + 1/10").ok


@pytest.mark.parametrize("claim", FALSE)
def test_false_gradients(claim: str) -> None:
    found = outcome("refute " + claim)
    assert (found.verdict, found.ok) == ("refuted", True), found.reason
    assert found.witness is not None
    stored(found.proof, claim)
    assert outcome("prove " + claim).verdict == "refuted"


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("grad(x, E(x)) = 1", "error"),
        ("grad(mu + 1, E(z)) = 1", "error"),
        ("grad(n, E(n*eps)) = 0", "undecided"),
        ("E(f(z, x)) = 0", "unsupported"),
        ("E(h(2, 3)) = 0", "unsupported"),
        ("E(foo(z)) = 0", "error"),
        ("f(mu) = 0", "error"),
    ],
)
def test_what_is_no_gradient(claim: str, verdict: str) -> None:
    assert outcome("prove " + claim).verdict == verdict


def test_declared_functions() -> None:
    assert outcome("let reward function\nprove grad(mu, E(reward(z))) = E(reward'(z))").ok


def test_refuted_for_all() -> None:
    assert outcome("refute grad(mu, E(z^2)) = 2*mu + 1 for all").ok
    assert not outcome("refute grad(mu, E(z^2)) = mu for all").ok


@pytest.mark.parametrize(
    "f", [math.sin, lambda t: math.exp(t / 2), lambda t: t**3 - t], ids=["sin", "exp", "cubic"]
)
def test_stein_and_bonnet_by_quadrature(f: Callable[[float], float]) -> None:
    # the outside oracle of the identities that the engine proves for every f
    def mean(g: Callable[[float], float], mu: float, sigma: float) -> float:
        def weighted(e: float) -> float:
            return g(mu + sigma * e) * math.exp(-e * e / 2) / math.sqrt(2 * math.pi)

        return quad(weighted, -12, 12)[0]

    mu, sigma, h = 0.3, 0.8, 1e-4
    left = (mean(f, mu + h, sigma) - mean(f, mu - h, sigma)) / (2 * h)
    slope_of = lambda t: (f(t + h) - f(t - h)) / (2 * h)  # noqa: E731
    score = mean(lambda t: f(t) * (t - mu) / sigma**2, mu, sigma)
    assert left == pytest.approx(mean(slope_of, mu, sigma), abs=1e-5)
    assert left == pytest.approx(score, abs=1e-5)


@pytest.mark.parametrize(
    "goal",
    [
        "grad(a, E(f(abs(eps - a)))) = 0",
        "grad(a, E(f(floor(a*eps)))) = 0",
        "grad(a, E(sign(eps - a)*f(eps))) = 0",
        "grad(a, E(f(if(eps < a, 0, 1)))) = 0",
    ],
)
def test_threshold_maps_have_no_pathwise_gradient(goal: str) -> None:
    assert outcome("prove " + goal).verdict != "proved"


def test_supports_stay_fixed() -> None:
    # U/a has its support on (0, 1/a) as a law of its own: the score function misses the end
    text = "let V ~ Uniform(0, a)\nprove grad(a, E(f(V))) = E(-f(V)/a)"
    assert outcome(text).verdict in ("refuted", "undecided")
    assert outcome(text.replace("prove", "refute")).ok


def test_products_of_means_are_not_linear() -> None:
    assert outcome("prove E(f(eps))*E(g(eps)) = E(f(eps)*g(eps))").verdict == "refuted"
    assert outcome("prove E(f(eps))^2 = E(f(eps)^2)").verdict != "proved"
