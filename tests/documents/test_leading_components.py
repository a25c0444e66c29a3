"""Goals about several components of a vector of symbolic size, at indices that are numbers."""

from __future__ import annotations

import pytest

from symreparam.pipeline import Options, check_text

QUICK = Options(cross_check=False, explain=False)
LETS = """let n integer >= 2
let m[1..n] real
let s[1..n] > 0
let e[1..n] ~ Normal(0, 1)
let z = m + s .* e
"""
GAMMAS = """let n integer >= 2
let k[1..n] > 0
let X[i = 1..n] ~ Gamma(k[i], 1)
"""
SETTLED = [
    LETS + "prove z[2] ~ Normal(m[2], s[2])",
    LETS + "refute z[2] ~ Normal(m[1], s[2])",
    LETS + "prove Cov(z[1], z[2]) = 0",
    LETS + "refute Cov(z[1], z[2]) = s[1]*s[2]",
    LETS + "prove z[1] + z[2] ~ Normal(m[1] + m[2], sqrt(s[1]^2 + s[2]^2))",
    LETS + "let d = z[2] - z[1]\nprove E(d) = m[2] - m[1]",
    LETS + "prove e[1], e[2] independent",
    GAMMAS + "prove X[1]/(X[1] + X[2]) ~ Beta(k[1], k[2])",
    GAMMAS + "refute X[1]/(X[1] + X[2]) ~ Beta(k[2], k[1])",
]
UNSUPPORTED = [
    # all components matter there, also those that have no name
    LETS + "prove norm(e) + e[2] ~ Normal(0, 1)",
    LETS + "prove e[2]/max(e) ~ Normal(0, 1)",
    LETS + "prove e[2] + argmax(e) ~ Normal(0, 1)",
    LETS + "prove e[2] - sum(e[i], i = 1..n) ~ Normal(0, 1)",
    LETS + "prove z[2] + z[i] ~ Normal(0, 1)",
    LETS + "let W[1..n, 1..n] real\nlet y = W @ e\nprove y[2] ~ Normal(0, 1)",
    LETS + "let W[1..n, 1..n] real\nlet y = W @ z\nprove e[2], y[1] independent",
    LETS + "let w = max(e)\nprove e[2], w independent",
    LETS + "prove e[5] ~ Normal(0, 1)",
    # how many components there are at least is not said by a number
    "let k integer >= 2\nlet n integer >= k\nlet e[1..n] ~ Normal(0, 1)\nprove e[2] ~ Normal(0, 1)",
]
MEANINGLESS = [
    ("let n integer >= 1\nlet e[1..n] ~ Normal(0, 1)\nprove e[2] ~ Normal(0, 1)", "n = 1"),
    (LETS + "prove z[3] ~ Normal(m[3], s[3])", "n = 2"),
]


@pytest.mark.parametrize("text", SETTLED)
def test_components_apart(text: str) -> None:
    [found] = check_text(text, options=QUICK)
    assert found.ok, found.reason


@pytest.mark.parametrize("text", UNSUPPORTED)
def test_where_the_others_matter_it_is_not_read(text: str) -> None:
    [found] = check_text(text, options=QUICK)
    assert found.verdict == "unsupported", found.reason


@pytest.mark.parametrize(("text", "words"), MEANINGLESS)
def test_a_component_that_may_not_exist_is_an_error(text: str, words: str) -> None:
    [found] = check_text(text, options=QUICK)
    assert found.verdict == "error" and words in found.reason


def test_other_goals_keep_their_reading() -> None:
    text = LETS + "prove z ~ MultivariateNormal(m, diag(s^2))\nprove Cov(z[1], z[2]) = 0\n"
    found = check_text(text + "prove sum(e[i]^2, i = 1..n) ~ ChiSquared(n)", options=QUICK)
    assert [goal.verdict for goal in found] == ["proved"] * 3


def test_a_component_named_after_the_goal_is_not_asked_for() -> None:
    text = LETS + "prove z[2] ~ Normal(m[2], s[2])\nlet d = z[3]\nprove z[1] ~ Normal(m[1], s[1])"
    assert check_text(text, options=QUICK)[0].verdict == "proved"
