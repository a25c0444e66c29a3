"""An error in a `let` is told where it is, also when only goals are reported."""

from __future__ import annotations

import pytest

from symreparam.pipeline import check_text


@pytest.mark.parametrize(
    ("let", "message", "hint"),
    [
        ("let X ~ Norml(0, 1)", "unknown family `Norml`", "did you mean `Normal`?"),
        ("let X ~ Normal(0, )", "", ""),
        ("let X ~ Normal(0, q)", "", ""),
    ],
)
def test_a_goal_shows_the_error_that_it_rests_on(let: str, message: str, hint: str) -> None:
    [found] = check_text(f"let s > 0\n{let}\nprove s*X ~ Normal(0, s)", path="a.md")
    assert found.verdict == "error"
    first, *rest = found.reason.split("\n")
    assert first.startswith("a.md:2:") and message in first
    assert let in rest[0] and "^" in rest[1]
    assert hint in found.reason


def test_each_goal_of_the_block_is_told_and_others_are_settled() -> None:
    goals = "prove 2*Y ~ Normal(0, 2)\nprove X ~ Y\nderive X"
    text = f"let X ~ Norml(0, 1)\nlet Y ~ Normal(0, 1)\n{goals}"
    verdicts = [each.verdict for each in check_text(text)]
    assert verdicts == ["proved", "error", "error"]


def test_a_block_with_an_error_and_no_goal_tells_both() -> None:
    reasons = [each.reason for each in check_text("let X ~ Norml(0, 1)")]
    assert any("unknown family" in reason for reason in reasons)
    assert any("no goal" in reason for reason in reasons)


@pytest.mark.parametrize(
    ("lines", "place", "message", "hint"),
    [
        ("let a > 1\nlet a < 0\nprove a ~ Point(a)", "2:1", "no parameter values", "contradicts"),
        (
            "let e[1..3] ~ Normal(0, 1)\nprove sum(e[1], i = 1..10^9) ~ Point(0)",
            "2:7",
            "this sum has 1,000,000,000 terms, of which at most 4 are written out",
            "give the size a name",
        ),
        ("prove sum(1, i = 3..1) ~ Point(0)", "1:7", "this sum has no terms", "first end"),
        (
            "let X, Y ~ Normal(0, 1)\nprove (X, Y) ~ Independent(Normal(0, 1), Binomial(1/2, 3))",
            "2:42",
            "the n of Binomial is a whole number, and 1/2 is none",
            "give a whole number",
        ),
        (
            "let (X, Y) ~ MultivariateNormal((0, 0), ((1, 2), (0, 9)))\nprove X ~ Normal(0, 1)",
            "1:14",
            "not symmetric",
            "entries 1, 2 and 2, 1 must be the same",
        ),
        (
            "let (X, Y) ~ MultivariateNormal((0, 0), ((1, 2), (2, 1)))\nprove X ~ Normal(0, 1)",
            "1:14",
            "the covariance needs -3 to be positive",
            "positive definite",
        ),
        (
            "let X has density 2*t for 0 < t < 1\nprove X ~ Beta(2, 1)",
            "1:7",
            "a `let` gives a variable a named law",
            "a density is claimed in goals",
        ),
        ("let 1 < p < 0\nprove p ~ Point(p)", "1:1", "no number lies in this range", "swap"),
        ("let X ~ Normal(0, 1)\nprove P(X < 0) ~ 1/2", "2:7", "P(..) is a number", "P(..) = .."),
        ("let X ~ Normal(0, 1)\nderive E(X)", "2:8", "E(..) is a number", "E(..) = .."),
        (
            "let n >= 1\nlet X ~ Binomial(n, 1/2)\nprove X ~ X",
            "2:9",
            "n need not be one",
            "let n integer >= 1",
        ),
        ("let X ~ Binomial(5/2, 1/2)\nprove X ~ X", "1:9", "5/2 is none", "a whole number"),
        ("let X ~ N(0, -1)\nprove X ~ X", "1:9", "0 < variance: it is -1", "N(mean, variance)"),
        ("let v real\nlet X ~ N(0, v)\nprove X ~ X", "2:9", "unless 0 < v", "`let v > 0`"),
        ("let X ~ Normal(0, 1)\nprove X[1] ~ X", "2:7", "`X` has no components", "as a vector"),
        ("let e[1..2] ~ Normal(0, 1)\nprove e[3] ~ e[1]", "2:7", "outside of its range", "from 1"),
        ("let e[1..k] ~ Normal(0, 1)\nprove e[1] ~ e[1]", "1:10", "`k`", "`let k integer >= 1`"),
        (
            "let X ~ Normal(0, 1)\nprove X ~ Independent(X)",
            "2:23",
            "a law is expected",
            "Normal(0, 1)",
        ),
        (
            "let X ~ Normal(0, 1)\nprove X ~ Independent(Normal(0, 1), Normal(0, 1))",
            "2:7",
            "Independent is a law of vectors",
            "one variable",
        ),
        ("let X ~ Normal(0, 1)\nprove X ~ Normal((0, 1), 1)", "2:18", "are numbers", "Normal(mean"),
        (
            "let X ~ Normal(0, 1)\nprove (X given X > 1 and X < 0) ~ X",
            "2:1",
            "has probability 0",
            "",
        ),
        ("let X ~ Normal(0, 1)\nprove log(X) ~ X", "2:11", "log of X (X = -1/2)", "give X a law"),
        ("let r real\nlet y = log(r)\nprove r ~ Point(r)", "2:13", "log of r", "`let r > 0`"),
        ("let X ~ Poisson(1)\nprove 1/X ~ X", "2:9", "division by zero (X = 0)", "give X a law"),
    ],
)
def test_each_message_has_its_place_and_the_way_out(
    lines: str, place: str, message: str, hint: str
) -> None:
    [found] = check_text(lines)
    assert found.verdict == "error"
    assert found.reason.startswith(f"<claim>:{place}: error: ")
    assert message in found.reason and hint in found.reason and "^" in found.reason


@pytest.mark.parametrize("let", ["let Y ~ Normal(0, q)", "let a > b", "let Y ~ Foo(1)"])
@pytest.mark.parametrize("above", [True, False])
def test_a_let_with_an_error_that_no_goal_rests_on_is_an_error(let: str, above: bool) -> None:
    goal = "let X ~ Normal(0, 1)\nprove X ~ Normal(0, 1)"
    found = check_text(f"{let}\n{goal}" if above else f"{goal}\n{let}")
    assert [each.verdict for each in found] == ["proved", "error"]
    assert let in found[1].reason


@pytest.mark.parametrize(
    "term", ["binomial(floor(Y), floor(Z))", "atan2(N, N - N)", "tan(pi/2*N)", "zeta(a)"]
)
def test_functions_with_poles_are_asked_for_their_arguments(term: str) -> None:
    lets = "let a > 0\nlet Y, Z ~ Normal(0, 1)\nlet N ~ Poisson(1)\n"
    [found] = check_text(f"{lets}prove Z + 0*{term} ~ Normal(0, 1)")
    assert found.verdict in ("error", "undecided"), found.verdict
    assert found.proof is None
