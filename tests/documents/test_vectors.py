"""Vectors and matrices in components: what they become, what is refused, and claims about them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sympy import Expr, Integer, Rational

from symreparam.checker.replay import replay
from symreparam.logic.codec import proof_from_json, proof_to_json
from symreparam.logic.errors import ProofError
from symreparam.logic.judgement import Fails, ForEach
from symreparam.logic.proof import Step
from symreparam.pipeline import check_text

LETS = """let n integer >= 1
let m integer >= 1
let mu[1..n] real
let sigma[1..n] > 0
let rho[1..n] != 0
let nu[1..m] real
let tau > 0
let eps[1..n] ~ Normal(0, 1)
let X ~ Normal(0, 1)
let z = mu + sigma .* eps
let y[i = 1..n] = mu[i] + sigma[i]*eps[i]
let w = mu + rho .* eps
let s[i = 1..n] = X + eps[i]
let a[1..2] real
let b[1..2] > 0
let e[1..2] ~ Normal(0, 1)
let f[1..3] ~ Normal(0, 1)
let k11, k22, k33 > 0
let k21, k31, k32 real
let K = ((k11, 0), (k21, k22))
let M = ((k11, 0, 0), (k21, k22, 0), (k31, k32, k33))
let v = a + b .* e
let q = a + K @ e
"""
TRUE = [
    "z ~ MultivariateNormal(mu, diag(sigma^2))",
    "y ~ MultivariateNormal(mu, diag(sigma^2))",
    "w ~ MultivariateNormal(mu, diag(rho^2))",
    "mu + tau*eps ~ MultivariateNormal(mu, tau^2*eye(n))",
    "eps ~ MultivariateNormal(0, eye(n))",
    "y[i] ~ Normal(mu[i], sigma[i])",
    "s[i] ~ Normal(0, sqrt(2))",
    "Cov(z[i], eps[i]) = sigma[i]",
    "v ~ MultivariateNormal(a, diag(b^2))",
    "v ~ Independent(Normal(a[1], b[1]), Normal(a[2], b[2]))",
    "q ~ MultivariateNormal(a, K @ transpose(K))",
    "M @ f ~ MultivariateNormal((0, 0, 0), M @ transpose(M))",
    "Cov(q[1], q[2]) = k11*k21",
    "sum(e[i]^2, i = 1..2) ~ ChiSquared(2)",
    "norm(e[1], e[2]) ~ Rayleigh(1)",
]
FALSE = [
    "z ~ MultivariateNormal(mu, diag(sigma))",
    "z ~ MultivariateNormal(mu, eye(n))",
    "y[i] ~ Normal(mu[i], sigma[i]^2)",
    "v ~ MultivariateNormal(a, diag(b))",
    "q ~ MultivariateNormal(a, transpose(K) @ K)",
    "Cov(q[1], q[2]) = k11*k22",
]
# said of components it would be true, or of other sizes: no proof
NOT = [
    ("s ~ MultivariateNormal(0, 2*eye(n))", "undecided"),  # the components share X
    ("z ~ MultivariateNormal(nu, diag(sigma^2))", "unsupported"),
    ("z ~ MultivariateNormal(mu, eye(m))", "unsupported"),
    ("y[i] ~ Normal(mu[j], sigma[i])", "unsupported"),
    ("Cov(y[i], y[j]) = sigma[i]^2", "unsupported"),
    ("y[2] ~ Normal(mu[2], sigma[2])", "error"),  # there is none for n = 1
    ("z ~ MultivariateNormal(mu, sigma^2)", "unsupported"),
    ("z ~ MultivariateNormal(mu, diag(nu))", "unsupported"),
    ("e ~ MultivariateNormal((0, 0), ((1, 0, 0), (0, 1, 0)))", "error"),
]


@pytest.mark.parametrize("goal", TRUE)
def test_true_claims(goal: str) -> None:
    [found] = check_text(f"{LETS}prove {goal}")
    assert found.verdict == "proved", found.reason
    assert not replay(proof_from_json(proof_to_json(found.proof)), found.claim).refuted


@pytest.mark.parametrize("goal", FALSE)
def test_false_claims(goal: str) -> None:
    [found] = check_text(f"{LETS}refute {goal}")
    assert found.verdict == "refuted", found.reason
    assert replay(proof_from_json(proof_to_json(found.proof)), found.claim).refuted


@pytest.mark.parametrize(("goal", "verdict"), NOT)
def test_no_proof_from_components_alone(goal: str, verdict: str) -> None:
    assert check_text(f"{LETS}prove {goal}")[0].verdict == verdict


@pytest.mark.parametrize(
    ("lets", "verdict"),
    [
        ("let n integer >= 0\nlet e[1..n] ~ Normal(0, 1)", "error"),  # there may be no component
        ("let n > 1\nlet e[1..n] ~ Normal(0, 1)", "error"),
        ("let n integer >= 1\nlet e[1..n] ~ Normal(0, 2)", "refuted"),
        ("let integer 0 <= n <= 0\nlet e[1..n] ~ Normal(0, 2)", "error"),
    ],
)
@pytest.mark.parametrize(
    "goal",
    [
        "e ~ MultivariateNormal(0, eye(n))",
        "e[i] ~ Normal(0, 1)",
        "e[1] ~ Normal(0, 1)",
        "P(e[i] > 1) = 1 - Phi(1)",
        "exp(e[i]), e[i]^2 independent",
    ],
)
def test_sizes(lets: str, verdict: str, goal: str) -> None:
    [found] = check_text(f"{lets}\nprove {goal}")
    assert found.verdict == ("refuted" if "independent" in goal and verdict != "error" else verdict)
    assert (found.verdict == "error") == ("integer >= 1" in found.reason)


def test_a_singular_covariance_is_no_counterexample() -> None:
    lets = "let n integer >= 1\nlet s[1..n] >= 0\nlet e[1..n] ~ Normal(0, 1)\n"
    [found] = check_text(f"{lets}prove s .* e ~ MultivariateNormal(0, diag(s^2))")
    assert found.verdict == "undecided"


def test_two_names_of_one_spelling() -> None:
    lets = "let a_1 real\nlet a[1..2] real\nlet X ~ Normal(0, 1)\n"
    assert check_text(f"{lets}prove a[1] + X ~ Normal(a[1], 1)")[0].verdict == "unsupported"
    assert check_text(f"{lets}prove a_1 + X ~ Normal(a_1, 1)")[0].verdict == "proved"


def test_only_goals_that_use_it_rest_on_an_unsupported_let() -> None:
    lets = "let a[1..9] real\nlet X ~ Normal(0, 1)\nlet c = X + a[2]\nlet d = 2*X\n"
    goals = "prove d ~ Normal(0, 2)\nprove c ~ Normal(a[2], 1)\nprove X ~ Normal(0, 1)\n"
    verdicts = [found.verdict for found in check_text(lets + goals)]
    assert verdicts == ["proved", "unsupported", "proved"]


def test_a_condition_that_is_not_supported_stops_every_goal() -> None:
    lets = "let p, r real\nlet a[1..9] real\nlet p < a[3] + r\nlet X ~ Normal(0, 1)\n"
    assert check_text(f"{lets}prove X ~ Normal(0, 1)")[0].verdict == "unsupported"


# --- the rules ----------------------------------------------------------------------------------
def test_components_that_share_a_variable_are_refused() -> None:
    """Planted: the shared variable declared to be one of its own at every index."""
    [found] = check_text(f"{LETS}prove s[i] ~ Normal(0, sqrt(2))")
    [other] = check_text(f"{LETS}prove {TRUE[0]}")
    goal, size = found.claim.goal, other.claim.goal.size
    x, own = sorted(goal.subject.free_symbols, key=str)
    planted = ForEach(goal.subject, goal.law, size, (own,))
    claim = replace(found.claim, goal=planted, scope=other.claim.scope)
    last = Step(0, "for-each", (len(found.proof.steps) - 1,), (planted,), planted)
    with pytest.raises(ProofError, match=r"for-each\.shared"):
        replay(replace(found.proof, claim=claim, steps=(*found.proof.steps, last)))
    del x


def test_the_law_of_a_component_is_needed() -> None:
    [found] = check_text(f"{LETS}prove {TRUE[0]}")
    proof, goal = found.proof, found.claim.goal
    *steps, last = proof.steps
    for wrong in (
        replace(last, premises=()),
        replace(last, premises=(0,)),
        replace(last, args=()),
        replace(last, rule="for-each-fails", conclusion=Fails(goal)),
    ):
        with pytest.raises(ProofError):
            replay(replace(proof, steps=(*steps, wrong)))
    [false] = check_text(f"{LETS}refute {FALSE[0]}")
    *steps, last = false.proof.steps
    with pytest.raises(ProofError):
        replay(replace(false.proof, steps=(*steps, replace(last, premises=(0,)))))


@pytest.mark.parametrize(("size", "code"), [(Integer(0), "size"), (Rational(3, 2), "whole")])
def test_a_vector_without_components_is_no_counterexample(size: Expr, code: str) -> None:
    """Planted: of no component it is true that it has whatever law."""
    [found] = check_text(f"{LETS}refute {FALSE[0]}")
    *steps, last = found.proof.steps
    goal = replace(found.claim.goal, size=size)
    of_none = replace(last.args[0], size=size)
    last = replace(last, args=(of_none,), conclusion=Fails(of_none))
    proof = replace(found.proof, claim=replace(found.claim, goal=goal), steps=(*steps, last))
    with pytest.raises(ProofError, match=rf"for-each-fails\.{code}"):
        replay(proof)


@pytest.mark.parametrize("spread", ("diag((s^2, t^2))", "((s^2, 0), (0, t^2))"))
def test_a_diagonal_covariance_of_tuples(spread: str) -> None:
    block = "let s, t > 0\nlet e, f ~ Normal(0, 1)\n"
    [found] = check_text(f"{block}prove (s*e, t*f) ~ MultivariateNormal((0, 0), {spread})")
    assert found.verdict == "proved", found.reason


@pytest.mark.parametrize("name", ["max", "min", "norm", "argmax"])
def test_extremes_of_several_vectors_are_not_guessed(name: str) -> None:
    """Of all components, or of each: either reading is someone's."""
    for rest in ("y", "0"):
        text = f"let x[1..3], y[1..3] ~ Normal(0, 1)\nlet z = {name}(x, {rest})\nprove z[1] ~ x[1]"
        [found] = check_text(text)
        assert found.verdict == "error"
        assert "of all components or of each" in found.reason
    [alone] = check_text("let x[1..2] ~ Uniform(0, 1)\nprove max(x) ~ Beta(2, 1)")
    assert alone.verdict == "proved", alone.reason
