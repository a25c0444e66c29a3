"""The first component of a vector of symbolic size in a goal stands for any."""

from __future__ import annotations

import pytest

from symreparam.pipeline import Options, check_text

QUICK = Options(cross_check=False, explain=False)
LETS = """let n integer >= 1
let m[1..n] real
let s[1..n] > 0
let e[1..n] ~ Normal(0, 1)
let z[i = 1..n] = m[i] + s[i]*e[i]
"""
SETTLED = [
    "prove z[1] ~ Normal(m[1], s[1])",
    "refute z[1] ~ Normal(m[1], s[1]^2)",
    "prove Cov(z[1], e[1]) = s[1]",
    "refute Cov(z[1], e[1]) = 0",
]
UNSUPPORTED = [
    "prove Cov(z[1], z[i]) = 0",
    "prove Cov(z[2], z[i]) = 0",
    "refute E(z[1]) = m[i]",
    "prove Cov(z[1], sum(z[i], i = 1..n)) = s[1]^2",
    "prove z[1] + sum(z[i], i = 1..n) ~ Normal(0, 1)",
    # a `let` would fix the index for goals about other ones
    "let y = e[1]\nprove Cov(y, e[j]) = 1",
]


@pytest.mark.parametrize("goal", SETTLED)
def test_what_is_said_of_the_first_holds_of_any(goal: str) -> None:
    [found] = check_text(LETS + goal, options=QUICK)
    assert found.ok, found.reason


@pytest.mark.parametrize("goal", UNSUPPORTED)
def test_beside_other_components_it_is_not_read(goal: str) -> None:
    [found] = check_text(LETS + goal, options=QUICK)
    assert found.verdict == "unsupported", found.reason
