"""One theorem by each method: claims of many families, and what is told of them."""

from __future__ import annotations

import pytest
from method_claims import ALL, LETS, NEEDED, NORMAL, claim_of, proof_of
from sympy import Abs, Expr, Integer, Symbol, cos, exp, sin

from symreparam.checker.replay import replay
from symreparam.derivation.methods import _WAYS, prove_by
from symreparam.derivation.prove import Stuck
from symreparam.documents.methods import METHODS
from symreparam.families.waves import polar
from symreparam.logic.codec import proof_from_json, proof_to_json
from symreparam.pipeline import Options, check_text
from symreparam.render.text import outcome_text
from symreparam.terms.scope import variable

LAST = {
    "cdf": {"distribution-law"},
    "characteristic-function": {"characteristic-law"},
    "generating-function": {"transform-law"},
    "standardization": {"standardization"},
    "change-of-variables": {"pushforward"},
}
REAL = ("change-of-variables", "cdf", "standardization")
TRUE = [
    ("e ~ Normal(0, 1)", "mu + sigma*e ~ Normal(mu, sigma)", ALL),
    ("e ~ Normal(mu, s)", "a + c*e ~ Normal(a + c*mu, abs(c)*s)", ALL),
    ("e ~ Normal(mu, s)", "(e - mu)/s ~ Normal(0, 1)", ALL),
    ("e ~ Laplace(0, 1)", "mu - sigma*e ~ Laplace(mu, sigma)", ALL),
    ("e ~ Cauchy(0, 1)", "mu + c*e ~ Cauchy(mu, abs(c))", (*REAL, "characteristic-function")),
    ("e ~ Logistic(0, 1)", "mu + sigma*e ~ Logistic(mu, sigma)", ALL),
    ("e ~ HyperbolicSecant(0, 1)", "mu + sigma*e ~ HyperbolicSecant(mu, sigma)", ALL),
    (
        *("e ~ Uniform(0, 1)", "mu + sigma*e ~ Uniform(mu, mu + sigma)"),
        (*REAL, "characteristic-function"),
    ),
    ("e ~ Levy(0, 1)", "mu + sigma*e ~ Levy(mu, sigma)", ALL),
    ("e ~ Exponential(1)", "sigma*e ~ Exponential(1/sigma)", ALL),
    ("e ~ Gamma(s, 1)", "sigma*e ~ Gamma(s, sigma)", ALL),
    (
        *("e ~ Gumbel(1, 0)", "mu + sigma*e ~ Gumbel(sigma, mu)"),
        (*REAL, "generating-function"),
    ),
    ("e ~ Rayleigh(1)", "sigma*e ~ Rayleigh(sigma)", (*REAL, "generating-function")),
    ("e ~ Pareto(1, s)", "sigma*e ~ Pareto(sigma, s)", (*REAL, "generating-function")),
    ("e ~ Triangular(0, 1, 1/2)", "mu + e*s ~ Triangular(mu, mu + s, mu + s/2)", REAL),
    (
        *("e ~ Normal(0, 1)", "exp(mu + sigma*e) ~ LogNormal(mu, sigma)"),
        (*REAL, "generating-function"),
    ),
    ("e ~ Uniform(0, 1)", "-log(e)/s ~ Exponential(s)", (*REAL, "generating-function")),
    ("e ~ Normal(0, 1)", "e^2 ~ ChiSquared(1)", ("change-of-variables", "cdf")),
    ("e ~ Laplace(0, s)", "abs(e) ~ Exponential(1/s)", ("change-of-variables", "cdf")),
    ("e ~ Uniform(-1, 1)", "e^2 ~ Kumaraswamy(1/2, 1)", ("change-of-variables", "cdf")),
    ("e ~ Exponential(1)", "sigma*e has density exp(-t/sigma)/sigma for t > 0", ALL),
    (
        *("e, f ~ Normal(0, 1)", "mu + sigma*e + s*f ~ Normal(mu, sqrt(sigma^2 + s^2))"),
        ("change-of-variables", "characteristic-function", "generating-function"),
    ),
]
FALSE = [
    ("e ~ Normal(0, 1)", "mu + sigma*e ~ Normal(mu, sigma^2)"),
    ("e ~ Normal(0, 1)", "mu - sigma*e ~ Normal(-mu, sigma)"),
    ("e ~ Laplace(0, 1)", "mu + sigma*e ~ Laplace(mu, 2*sigma)"),
    ("e ~ Laplace(0, 1)", "mu + sigma*e ~ Normal(mu, sigma)"),
    ("e ~ Exponential(1)", "-e ~ Exponential(1)"),
    ("e ~ Exponential(1)", "sigma*e ~ Exponential(sigma)"),
    ("e ~ Normal(0, 1)", "c*e ~ Normal(0, c^2)"),
    ("e ~ Uniform(0, 1)", "mu + sigma*e ~ Uniform(mu, sigma)"),
    ("e ~ Uniform(-1, 1)", "e^2 ~ Uniform(0, 1)"),
    ("e ~ Cauchy(0, 1)", "mu + sigma*e ~ Cauchy(mu, sigma^2)"),
    ("e ~ Gamma(s, 1)", "sigma*e ~ Gamma(s, 1/sigma)"),
    ("e ~ Normal(0, 1)", "abs(e) ~ HalfNormal(2)"),
    ("e ~ Uniform(0, 1)", "log(e)/s ~ Exponential(s)"),
]


def test_the_names_are_those_of_the_searches() -> None:
    assert set(METHODS) == set(_WAYS) == set(LAST)


@pytest.mark.parametrize(
    ("let", "goal", "method"), [(a, b, m) for a, b, ways in TRUE for m in ways]
)
def test_each_method_has_steps_of_its_own(let: str, goal: str, method: str) -> None:
    proof = proof_of(let, goal, method)
    found = replay(proof, claim_of(let, goal))
    rules = set(found.rules)
    assert LAST[method] & rules or method == "change-of-variables"
    others = {rule for name, last in LAST.items() if name != method for rule in last}
    others -= {"pushforward"}
    assert not others & rules
    if method in ("cdf", "standardization"):
        assert "pushforward" not in rules
    assert proof_from_json(proof_to_json(proof)) == proof


@pytest.mark.parametrize(
    ("let", "goal", "method"), [(a, b, m) for a, b, ways in TRUE for m in ALL if m not in ways]
)
def test_where_a_method_does_not_apply_it_says_so(let: str, goal: str, method: str) -> None:
    with pytest.raises(Stuck, match=r"."):
        proof_of(let, goal, method)


@pytest.mark.parametrize("method", ALL)
@pytest.mark.parametrize(("let", "goal"), FALSE)
def test_false_is_proved_by_none(let: str, goal: str, method: str) -> None:
    with pytest.raises(Stuck):
        prove_by(claim_of(let, goal), method)


# --- through the pipeline -------------------------------------------------------------------------
def settled(let: str, goal: str, method: str, kind: str = "prove"):  # type: ignore[no-untyped-def]
    options = Options(cross_check=False, method=method)
    [found] = check_text(f"{LETS}let {let}\n{kind} {goal}", options=options)
    return found


def test_outcomes_by_method() -> None:
    found = settled(*NORMAL, "cdf")
    assert found.ok and found.proof.steps[-1].rule == "distribution-law"
    other = settled("e ~ Normal(0, 1)", "e^2 ~ ChiSquared(1)", "standardization")
    assert (other.verdict, other.ok) == ("undecided", False)
    assert "the method `standardization` does not give this law" in other.reason
    assert "proved without a method" in other.reason
    false = settled("e ~ Normal(0, 1)", "mu + sigma*e ~ Normal(mu, sigma^2)", "cdf")
    assert false.verdict == "refuted" and not false.ok
    for kind, goal in (("refute", NORMAL[1]), ("derive", "2*e"), ("prove", "E(e) = 0")):
        none = settled(NORMAL[0], goal, "cdf", kind)
        assert none.verdict == "unsupported" and "methods are for goals" in none.reason


def test_unknown_methods_are_named() -> None:
    with pytest.raises(ValueError, match=r"`magic` is no method; there are change-of"):
        Options(method="magic")


STORIES = {
    "cdf": ("P(Z ≤ z) = P(e ≤ h(z))", "F_e(h(z))", "A law is determined by its"),
    "characteristic-function": ("E(exp(i·w·Z))", "exp(i·μ·w)·E(exp(i·σ·w·e))", "conjugate"),
    "generating-function": ("Constants come out", "moment generating function of Normal(μ, σ)"),
    "standardization": ("Let Z ~ Normal(μ, σ)", "Let Y = (Z - μ)/σ", "g(h(z)) = z", "which is Z"),
    "change-of-variables": ("f_Z(z) = f_e(h(z))·|h'(z)|",),
}


@pytest.mark.parametrize("method", ALL)
def test_each_proof_is_told_in_its_own_words(method: str) -> None:
    text = outcome_text(settled(*NORMAL, method))
    for words in STORIES[method]:
        assert words in text
    assert "The steps, in order" not in text


@pytest.mark.parametrize(("let", "goal", "method"), NEEDED)
def test_no_story_falls_back_to_a_list(let: str, goal: str, method: str) -> None:
    text = outcome_text(settled(let, goal, method))
    assert "The steps, in order" not in text and "By the rule" not in text


def test_how_waves_are_written() -> None:
    w, m = variable("w"), Symbol("m", real=True)
    r: Expr = exp(-Abs(w))
    assert polar((r * cos(m * w), r * sin(m * w))) == (r, m * w)
    assert polar((r * cos(m * w), -r * sin(m * w))) == (r, -m * w)
    assert polar((r, Integer(0))) == (r, Integer(0))
    assert polar((r * cos(m * w), r * sin(w))) is None
    assert polar((1 / (1 + w**2), w / (1 + w**2))) is None
