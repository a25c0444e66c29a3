"""Claims about sums, products, extremes and the place of the largest over 1, .., n."""

from __future__ import annotations

import pytest

from symreparam.logic.codec import proof_from_json, proof_to_json
from symreparam.pipeline import Options, check_text
from symreparam.render.text import outcome_text

PLAIN = Options(cross_check=False, explain=False)
N = "let n integer >= 1\n"
TRUE = {
    "squares": "let e[1..n] ~ Normal(0, 1)\nprove sum(e[i]^2, i=1..n) ~ ChiSquared(n)",
    "norm": "let e[1..n] ~ Normal(0, 1)\nprove norm(e) ~ Chi(n)",
    "mean": "let X[1..n] ~ Cauchy(0, 1)\nprove sum(X[i], i=1..n)/n ~ Cauchy(0, 1)",
    "weighted": "let a[1..n] > 0\nlet e[1..n] ~ Normal(0, 1)\n"
    "prove sum(a[i]*e[i], i=1..n) ~ Normal(0, sqrt(sum(a[i]^2, i=1..n)))",
    "counts": "let m[1..n] integer >= 1\nlet 0 < p < 1\nlet X[i=1..n] ~ Binomial(m[i], p)\n"
    "prove sum(X[i], i=1..n) ~ Binomial(sum(m[i], i=1..n), p)",
    "least": "let r[1..n] > 0\nlet X[i=1..n] ~ Exponential(r[i])\n"
    "prove min(X) ~ Exponential(sum(r[i], i=1..n))",
    "largest": "let U[1..n] ~ Uniform(0, 1)\n"
    "prove max(U) has density n*t^(n-1) for 0 < t < 1",
    "product": "let 0 < p[1..n] < 1\nlet X[i=1..n] ~ Bernoulli(p[i])\n"
    "prove prod(X[i], i=1..n) ~ Bernoulli(prod(p[i], i=1..n))",
    "sign": "let U[1..n] ~ Uniform(0, 1)\nprove -2*sum(log(U[i]), i=1..n) ~ ChiSquared(2*n)",
    "shift": "let 0 < p < 1\nlet X[1..n] ~ Geometric(p)\n"
    "prove sum(X[i], i=1..n) - n ~ NegativeBinomial(n, p)",
    "derived": "let X[1..n] ~ Exponential(2)\nderive sum(X[i], i=1..n)",
    "gumbel": "let a[1..n] real\nlet G[1..n] ~ Gumbel(1, 0)\nprove argmax(a + G) has mass "
    "exp(a[j])/sum(exp(a[i]), i=1..n) at j for integer 1 <= j <= n",
    "race": "let r[1..n] > 0\nlet X[i=1..n] ~ Exponential(r[i])\n"
    "let q[i=1..n] = r[i]/sum(r[k], k=1..n)\nprove argmax(-X) ~ Categorical(q[1..n])",
    "sampling": "let w[1..n] > 0\nlet U[1..n] ~ Uniform(0, 1)\nlet s[i=1..n] = log(U[i])/w[i]\n"
    "prove argmax(s) has mass w[j]/sum(w[i], i=1..n) at j for integer 1 <= j <= n",
}
FALSE = {
    "squares": "let e[1..n] ~ Normal(0, 1)\nrefute sum(e[i]^2, i=1..n) ~ ChiSquared(n^2)",
    "mean": "let X[1..n] ~ Cauchy(0, 1)\nrefute sum(X[i], i=1..n)/n ~ Cauchy(0, 1/n)",
    "deviations": "let s[1..n] > 0\nlet X[i=1..n] ~ Normal(0, s[i])\n"
    "refute sum(X[i], i=1..n) ~ Normal(0, sum(s[i], i=1..n))",
    "largest": "let U[1..n] ~ Uniform(0, 1)\nrefute max(U) ~ Beta(1, n)",
    "rates": "let r[1..n] > 0\nlet X[i=1..n] ~ Exponential(r[i])\n"
    "refute min(X) ~ Exponential(prod(r[i], i=1..n))",
    "even": "let a[1..n] real\nlet G[1..n] ~ Gumbel(1, 0)\n"
    "refute argmax(a + G) has mass 1/n at j for integer 1 <= j <= n",
    "worst": "let r[1..n] > 0\nlet X[i=1..n] ~ Exponential(r[i])\nrefute argmax(X) has mass "
    "r[j]/sum(r[i], i=1..n) at j for integer 1 <= j <= n",
}


@pytest.mark.parametrize("name", TRUE)
def test_proved(name: str) -> None:
    [found] = check_text(N + TRUE[name], options=PLAIN)
    assert found.verdict == "proved", found.reason
    assert proof_from_json(proof_to_json(found.proof)) == found.proof
    assert "nduction" in outcome_text(found)


@pytest.mark.parametrize("name", FALSE)
def test_refuted(name: str) -> None:
    [found] = check_text(N + FALSE[name], options=PLAIN)
    assert found.verdict == "refuted", found.reason
    assert proof_from_json(proof_to_json(found.proof)) == found.proof
    assert "Take n = " in outcome_text(found)


OPEN = {
    # the sum of no terms is no member of these families
    "empty": ("let n integer >= 0\nlet X[1..n] ~ Normal(0, 1)\n", "Normal(0, sqrt(n))", "error"),
    "any": ("let n integer\nlet X[1..n] ~ Normal(0, 1)\n", "Normal(0, sqrt(n))", "error"),
    "real": ("let n > 0\nlet X[1..n] ~ Normal(0, 1)\n", "Normal(0, sqrt(n))", "error"),
    "shared": (
        N + "let M ~ Normal(0, 1)\nlet e[1..n] ~ Normal(0, 1)\nlet X[i=1..n] = M + e[i]\n",
        "Normal(0, sqrt(2*n))",
        "undecided",
    ),
    "hierarchical": (
        N + "let M ~ Normal(0, 1)\nlet X[1..n] ~ Normal(M, 1)\n",
        "Normal(0, sqrt(2*n))",
        "undecided",
    ),
    "part": (N + "let m integer >= 1\nlet X[1..m] ~ Normal(0, 1)\n", "Normal(0, sqrt(n))", ""),
    "component": (N + "let a[1..n] > 0\nlet X[i=1..n] ~ Gamma(a[i], 1)\n", "Gamma(n*a[j], 1)", ""),
}


@pytest.mark.parametrize("name", OPEN)
def test_neither(name: str) -> None:
    lets, law, verdict = OPEN[name]
    [found] = check_text(f"{lets}prove sum(X[i], i=1..n) ~ {law}", options=PLAIN)
    assert found.verdict == (verdict or "unsupported"), found.reason


def test_a_tie_is_no_null_event() -> None:
    block = "let X[1..n] ~ Bernoulli(1/2)\n"
    block += "prove argmax(X) has mass 1/n at j for integer 1 <= j <= n"
    [found] = check_text(N + block, options=PLAIN)
    assert found.verdict != "proved"


@pytest.mark.parametrize(
    ("goal", "verdict"),
    [
        ("prove min(e) ~ Bernoulli(p^n)", "proved"),
        ("prove max(e) ~ Bernoulli(1 - (1 - p)^n)", "proved"),
        ("prove prod(e[i], i = 1..n) ~ Bernoulli(p^n)", "proved"),
        ("refute max(e) ~ Bernoulli(n*p)", "refuted"),
        ("refute min(e) ~ Bernoulli(p/n)", "refuted"),
        ("refute max(e) ~ Bernoulli(1 - p^n)", "refuted"),
    ],
)
def test_extremes_of_coins(goal: str, verdict: str) -> None:
    lets = "let n integer >= 1\nlet 0 < p < 1\nlet e[1..n] ~ Bernoulli(p)\n"
    [found] = check_text(lets + goal)
    assert found.verdict == verdict, found.reason
