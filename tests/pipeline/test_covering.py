"""`refute .. for all`: one stored proof for all parameter values, by cases where it needs them."""

from __future__ import annotations

import pytest

from symreparam.checker.replay import replay
from symreparam.pipeline import Options, check_text
from symreparam.pipeline.agreement import agreement
from symreparam.pipeline.covering import joined
from symreparam.render.text import outcome_text
from symreparam.rules.table import PART

PLAIN = Options(cross_check=False, explain=False)
EVERYWHERE = (
    ("let a, b > 0", "X ~ Gamma(a, b)", "X ~ Gamma(b, a + 1)"),
    ("let mu, sigma real", "X ~ Normal(0, 1)", "mu + sigma*X ~ Normal(mu + sigma^2 + 1, sigma)"),
    # masses that are hard to tell apart: the means, and where they agree the second moments
    ("let n integer >= 1\nlet 0 < p < 1", "X ~ Binomial(n, p)", "n - X ~ Binomial(n + 1, p)"),
    # the supports begin at a^2 and at a
    ("let a, b > 0", "X ~ Pareto(a, b)", "X^2 ~ Pareto(a, b)"),
)
SOMEWHERE = (
    ("let mu, sigma real", "X ~ Normal(0, 1)", "mu + sigma*X ~ Normal(mu, sigma + 1)"),
    ("let a, b > 0", "X ~ Gamma(a, b)", "2*X ~ Gamma(b, a + 1)"),
    # on the curve lam = c^3/(1 - c), c < 1
    ("let c, lam > 0", "X ~ Exponential(lam)", "c*X ~ Exponential(lam + c^2)"),
    ("let n integer >= 1\nlet 0 < p < 1/2", "X ~ Binomial(n, p)", "n - X ~ Binomial(n, p + 1/2)"),
    ("let s > 0", "X ~ Normal(0, s)", "s^3*X ~ Normal(0, 2)"),
)


@pytest.mark.parametrize(("lets", "given", "claim"), EVERYWHERE)
def test_false_everywhere_has_one_proof_of_all_cases(lets: str, given: str, claim: str) -> None:
    [outcome] = check_text(f"{lets}\nlet {given}\nrefute {claim} for all", options=PLAIN)
    assert outcome.ok and outcome.proof is not None
    assert outcome.proof.at == ()
    assert replay(outcome.proof, outcome.claim).refuted


@pytest.mark.parametrize(("lets", "given", "claim"), SOMEWHERE)
def test_true_somewhere_is_not_joined(lets: str, given: str, claim: str) -> None:
    [outcome] = check_text(f"{lets}\nlet {given}\nrefute {claim} for all", options=PLAIN)
    assert not outcome.ok and outcome.holds_at
    assert outcome.claim is not None
    assert joined(outcome.claim, agreement(outcome.claim).leaves) is None


def test_the_cases_are_told() -> None:
    block = "let mu, sigma real\nlet X ~ Normal(0, 1)\nrefute mu + sigma*X ~ {} for all"
    [outcome] = check_text(block.format("Normal(mu + sigma^2 + 1, sigma)"), options=PLAIN)
    assert outcome.proof is not None
    assert any(step.rule == PART for step in outcome.proof.steps)
    told = outcome_text(outcome)
    assert "The case σ > 0." in told and "The case σ ≤ 0." in told
    assert "There is no such law" in told and "would be equal" in told
    assert "The claim fails in every case." in told
