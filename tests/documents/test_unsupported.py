"""A construct outside of what the engine does is shown where it stands; an index is a number."""

from __future__ import annotations

import pytest

from symreparam.pipeline import Options, check_text
from symreparam.render.text import outcome_text, short_message

PLAIN = Options(cross_check=False, explain=False)
LETS = "let n integer >= 1\nlet X ~ Normal(0, 1)\nlet e[1..n] ~ Normal(0, 1)\n"
SYMBOLIC = "a sum whose terms use the index as a number"


@pytest.mark.parametrize(
    ("line", "construct", "marked"),
    [
        ("prove sum(k*e[k], k = 1..n) ~ Normal(0, 1)", SYMBOLIC, ""),
        ("let w[k = 1..n] = 2 + k*e[k]\nprove w ~ MultivariateNormal(0, eye(n))", "", "k"),
    ],
)
def test_it_is_marked(line: str, construct: str, marked: str) -> None:
    [found] = check_text(LETS + line, options=PLAIN)
    assert found.verdict == "unsupported" and construct in found.reason
    assert "\n" not in found.reason
    shown, carets = found.excerpt.split("\n")
    start = carets.index("^")
    whole = marked or line
    assert shown[start : carets.rindex("^") + 1] == whole
    assert short_message(found).endswith(found.excerpt)
    assert carets in outcome_text(found)


def test_a_goal_that_rests_on_a_let_shows_the_let() -> None:
    let = "let Z = X + sum(k*e[k], k = 1..n)"
    first, second = check_text(f"{LETS}{let}\nprove Z ~ Normal(0, 1)\nprove 2*Z ~ Normal(0, 2)")
    assert first.verdict == second.verdict == "unsupported"
    assert let in first.excerpt and first.excerpt == second.excerpt


@pytest.mark.parametrize(
    "claim",
    [
        "sum(k*e[k], k = 1..3) ~ Normal(0, sqrt(14))",
        "E(sum(e[k]^(2*k), k = 1..2)) = 4",
        "e[1]*prod(k, k = 1..4) ~ Normal(0, 24)",
        "e[1] + sum(k + 2^k, k = -2..0) ~ Normal(-5/4, 1)",
        "e[1]*sum(sum(i*j, j = 1..i), i = 1..3) ~ Normal(0, 25)",
        "z[3] ~ Gamma(3, 3)",
    ],
)
def test_an_index_is_a_number(claim: str) -> None:
    lets = "let e[1..3] ~ Normal(0, 1)\nlet g[i = 1..3] ~ Gamma(i, 1)\nlet z[i = 1..3] = i*g[i]\n"
    [found] = check_text(f"{lets}prove {claim}", options=PLAIN)
    assert found.verdict == "proved", found.reason


@pytest.mark.parametrize(
    "claim", ["sum(k*e[k], k = 1..3) ~ Normal(0, sqrt(3))", "E(sum(k, k = -1..2)) = 3"]
)
def test_a_false_sum_over_its_index(claim: str) -> None:
    [found] = check_text(f"let e[1..3] ~ Normal(0, 1)\nprove {claim}", options=PLAIN)
    assert found.verdict == "refuted", found.reason
