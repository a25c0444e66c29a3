"""Indices of vectors of symbolic size: one index is never read as another one.

Each of these claims is false (or its terms are undefined); with one letter for every index it
would be proved.
"""

from __future__ import annotations

import pytest

from symreparam import check
from symreparam.pipeline import Options, check_text

PLAIN = Options(cross_check=False, explain=False)
LETS = """let n integer >= 2
let k integer >= 1
let c real
let mu[1..n] real
let s[1..n] > 0
let e[1..n] ~ Normal(0, 1)
let g[1..n] ~ Gumbel(1, 0)
let X[1..n] ~ Exponential(1)
let A[1..n, 1..n] real
let N ~ Normal(0, 1)
"""
TWO = "let r[1..2] > 0\nlet x[i = 1..2] ~ Exponential(r[i])\n"
REFUSED = {
    "a sum over another index": "prove sum(e[j], i = 1..n) ~ Normal(0, sqrt(n))",
    "a sum over another index, in a let": (
        "let z[i = 1..n] = sum(e[i], j = 1..n)\nprove z[i] ~ Normal(0, sqrt(n))"
    ),
    "two components at parameters": (
        "let l integer >= 1\nlet v = e[k]\nlet w = e[l]\nprove v + w ~ Normal(0, 2)"
    ),
    "a component at a parameter": "prove e[k] ~ Normal(0, 1)",
    "the same component everywhere": (
        "let z[i = 1..n] = e[k]\nprove z ~ MultivariateNormal(0, eye(n))"
    ),
    "the same mean everywhere": (
        "let z[i = 1..n] ~ Normal(mu[k], 1)\nprove z ~ MultivariateNormal(mu, eye(n))"
    ),
    "one component beside a vector": "prove e + e[j] ~ MultivariateNormal(0, 4*eye(n))",
    "one component in a covariance": "prove s .* e ~ MultivariateNormal(0, s[j]^2*eye(n))",
    "one component in a mean": (
        "prove A @ e + 2*mu ~ MultivariateNormal(mu + mu[j], A @ transpose(A))"
    ),
    "one component in a minimum": "prove min(X + X[j]) ~ Exponential(n/2)",
    "masses at another index": (
        "prove argmax(mu + g) has mass exp(mu[j])/sum(exp(mu[i]), i = 1..n) at l"
        " for integer 1 <= l <= n"
    ),
    "a total of another index": (
        "prove argmax(mu + g) has mass exp(mu[j])/sum(exp(mu[j]), i = 1..n) at j"
        " for integer 1 <= j <= n"
    ),
    "the place of the largest, at another index": (
        "prove P(argmax(mu + g) = l) = exp(mu[j])/sum(exp(mu[i]), i = 1..n)"
    ),
    "the place of the largest, at two indices": (
        "prove P(argmax(mu + g) = j) = exp(mu[j] - mu[l] + mu[l])/sum(exp(mu[i]), i = 1..n)"
    ),
    "the place of the largest, and a total of its index": (
        "prove P(argmax(mu + g) = j) = exp(mu[j])/sum(exp(mu[j]), j = 1..n)"
    ),
    "the place of the largest beside one component": (
        "prove P(argmax(mu + g[j]) = j) = exp(mu[j])/sum(exp(mu[i]), i = 1..n)"
    ),
    "the place of the largest at a parameter": (
        "prove P(argmax(mu + g) = k) = exp(mu[k])/sum(exp(mu[i]), i = 1..n)"
    ),
    "a name that stands for a sum": (
        "let w = sum(mu[i], i = 1..n)\nlet S_1 real\nprove N + w - S_1 ~ Normal(0, 1)"
    ),
    "a component that stands for a sum": (
        "let w = sum(mu[i], i = 1..n)\nlet S[1..2] real\nprove N + w - S[1] ~ Normal(0, 1)"
    ),
    "indices of two sizes in a condition": (
        "let m integer >= 1\nlet b[1..m] real\nlet a[i = 1..n] > b[i]\n"
        "prove (a[i] - b[i])*e[i] ~ Normal(0, a[i] - b[i])"
    ),
    "a vector times a matrix": "prove (A .* mu) @ e ~ MultivariateNormal(0, A @ transpose(A))",
    "0 times what is undefined": (
        "let d[1..2] ~ Normal(0, 1)\nlet B = ((1, log(c)), (0, 1))\nlet O = ((0, 0), (0, 0))\n"
        "let z = O @ B @ d + d\nprove z ~ MultivariateNormal(0, eye(2))"
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_one_index_is_not_another(name: str) -> None:
    found = check_text(LETS + REFUSED[name], options=PLAIN)[-1]
    assert found.verdict in ("unsupported", "error"), (found.verdict, found.reason)


@pytest.mark.parametrize(
    "goal",
    [
        "e[j] ~ Normal(0, 1)",
        "sum(e[j]^2, j = 1..n) ~ ChiSquared(n)",
        "argmax(mu + g) has mass exp(mu[j])/sum(exp(mu[i]), i = 1..n) at j for integer 1 <= j <= n",
        "P(argmax(mu + g) = j) = exp(mu[j])/sum(exp(mu[i]), i = 1..n)",
        "mu .* (A @ e) ~ MultivariateNormal(0, diag(mu) @ A @ transpose(A) @ diag(mu))",
    ],
)
def test_each_index_is_its_own(goal: str) -> None:
    [found] = check_text(f"{LETS}prove {goal}", options=PLAIN)
    assert found.verdict == "proved", found.reason


@pytest.mark.parametrize(
    ("lets", "goal", "verdict"),
    [
        (LETS, "mu[j]/sum(mu[i], i = 1..n) = P(j = argmax(mu + g))", "refuted"),
        (LETS, "P(argmax(2*g + mu) = j) = exp(mu[j])/sum(exp(mu[i]), i = 1..n)", "refuted"),
        (LETS, "P(argmax(-X) = j) = s[j]/sum(s[i], i = 1..n)", "refuted"),
        (TWO, "P(argmax(-x) = j) = r[j]/(r[1] + r[2])", "proved"),
        (TWO, "P(argmax(x) = j) = r[j]/(r[1] + r[2])", "refuted"),
    ],
)
def test_the_place_of_the_largest_at_any_index(lets: str, goal: str, verdict: str) -> None:
    [found] = check_text(f"{lets}prove {goal}", options=PLAIN)
    assert found.verdict == verdict, found.reason


def test_an_index_of_one_goal_is_free_in_the_next() -> None:
    goals = "prove e[j] ~ Normal(0, 1)\nprove mu[j] + e[j] ~ Normal(mu[j], 1)"
    assert [o.verdict for o in check_text(LETS + goals, options=PLAIN)] == ["proved", "proved"]


@pytest.mark.parametrize(
    ("goal", "verdict"),
    [
        ("sum(e[i], i = 1..2 + 1) ~ Normal(0, sqrt(3))", "proved"),
        ("sum(e[i]*e[i + 1], i = 1..2) ~ Normal(0, 1)", "refuted"),
        ("sum(e[4 - i], i = 1..2) ~ Normal(0, sqrt(2))", "proved"),
        ("e[2*2 - 1] ~ Normal(0, 1)", "proved"),
        ("e[1/2] ~ Normal(0, 1)", "error"),
        ("e[2 - 2] ~ Normal(0, 1)", "error"),
        ("sum(e[i + 1], i = 1..3) ~ Normal(0, 1)", "error"),
        ("sum(e[1], i = 1..10^9) ~ Normal(0, 1)", "error"),
        ("sum(e[1], i = 1..9^9^9) ~ Normal(0, 1)", "error"),
        ("e[a] ~ Normal(0, 1)", "unsupported"),
    ],
)
def test_indices_may_be_computed(goal: str, verdict: str) -> None:
    [found] = check(f"let a real\nlet e[1..4 - 1] ~ Normal(0, 1)\nprove {goal}")
    assert found.verdict == verdict


@pytest.mark.parametrize(
    ("goal", "verdict"),
    [
        ("min(2*X[i], i = 1..n) ~ Exponential(n/2)", "proved"),
        ("min(X[i], i = 1..n) ~ Exponential(n/2)", "refuted"),
        ("max(X[i], i = 1..n) ~ Exponential(1/n)", "refuted"),
        ("min(Y[i], i = 1..3) ~ Exponential(6)", "proved"),
        ("max(Y[i], i = 1..3) ~ max(Y)", "proved"),
        ("min(Y[i], i = 2..3) ~ Exponential(6)", "refuted"),
        ("P(argmax(Y[i]*i, i = 1..2) = 2) = 2/3", "proved"),
        ("P(argmax(Y[i]*i, i = 1..2) = 1) = 2/3", "refuted"),
        ("min(X[j], i = 1..n) ~ Exponential(n)", "unsupported"),
        ("min(X[i], 1..n) ~ Exponential(n)", "error"),
        ("min(Y[i], i = 1..9) ~ Exponential(n)", "error"),
        ("min(n, n = 1..n) ~ Exponential(n)", "error"),
    ],
)
def test_extremes_over_an_index(goal: str, verdict: str) -> None:
    [found] = check(f"{LETS}let Y[1..3] ~ Exponential(2)\nprove {goal}")
    assert found.verdict == verdict, found.reason
