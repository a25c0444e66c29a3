"""Random vectors introduced by a `let`: their components, alone and together."""

from __future__ import annotations

import pytest
from sympy import Integer, Symbol

from symreparam.documents.joint_ranges import nested
from symreparam.pipeline import check_text
from symreparam.terms.scope import variable

PAIR = "let -1 < r < 1\nlet (x, y) ~ MultivariateNormal((0, 0), ((1, r), (r, 1)))\n"
SCALED = (
    "let a, b real\nlet s, t > 0\nlet -1 < r < 1\n"
    "let (x, y) ~ MultivariateNormal((a, b), ((s^2, r*s*t), (r*s*t, t^2)))\n"
)
THREE = "let (x, y, z) ~ MultivariateNormal((0, 0, 0), ((2, 1, 0), (1, 2, 1), (0, 1, 2)))\n"
SIMPLEX = "let a, b, c > 0\nlet (x, y, z) ~ Dirichlet(a, b, c)\n"
SIDE = "let (x, y) ~ Independent(Normal(0, 1), Exponential(2))\n"
TRUE = [
    (PAIR, "y ~ Normal(0, 1)"),
    (PAIR, "x + y ~ Normal(0, sqrt(2 + 2*r))"),
    (PAIR, "Cov(x, y) = r"),
    (PAIR, "x, y - r*x independent"),
    (PAIR, "(x, y) ~ MultivariateNormal((0, 0), ((1, r), (r, 1)))"),
    (SCALED, "y ~ Normal(b, t)"),
    (SCALED, "x + y ~ Normal(a + b, sqrt(s^2 + 2*r*s*t + t^2))"),
    (SCALED, "Cov(x, y) = r*s*t"),
    (THREE, "x, z independent"),
    (THREE, "Cov(x, y + z) = 1"),
    (SIMPLEX, "x ~ Beta(a, b + c)"),
    (SIMPLEX, "z ~ Beta(c, a + b)"),
    (SIMPLEX, "Cov(x, y) = -a*b/((a + b + c)^2*(a + b + c + 1))"),
    (SIDE, "x, y independent"),
    ("let (x, y) ~ Dirichlet(2, 3)\n", "x + y ~ Point(1)"),
    ("let (x, y) ~ MultivariateNormal((0, 0), ((1, 1), (1, 1)))\n", "x - y ~ Point(0)"),
    ("let (x, y) ~ MultivariateNormal(0, eye(2))\n", "x + y ~ Normal(0, sqrt(2))"),
    ("let (x, y) ~ MultivariateNormal((1, 0), diag((4, 9)))\n", "x - y ~ Normal(1, sqrt(13))"),
    ("let X, Y ~ Normal(0, 1)\n", "(X, 2*Y) ~ MultivariateNormal(0, diag((1, 4)))"),
    ("let X, Y ~ Normal(0, 1)\n", "(X, X + Y) ~ MultivariateNormal(0, ((1, 1), (1, 2)))"),
    (
        "let mu[1..2] real\nlet (x, y) ~ MultivariateNormal(mu, eye(2))\n",
        "y ~ Normal(mu[2], 1)",
    ),
]
FALSE = [
    (PAIR, "x, y independent"),
    (PAIR, "x + y ~ Normal(0, sqrt(2))"),
    (SIMPLEX, "x ~ Beta(a, b)"),
    (SIMPLEX, "x, y independent"),
    ("let X, Y ~ Normal(0, 1)\n", "(X, 2*Y) ~ MultivariateNormal(0, eye(2))"),
]


@pytest.mark.parametrize(("lets", "goal"), TRUE)
def test_true_claims(lets: str, goal: str) -> None:
    [found] = check_text(f"{lets}prove {goal}")
    assert found.verdict == "proved", found.reason


@pytest.mark.parametrize(("lets", "goal"), FALSE)
def test_false_claims(lets: str, goal: str) -> None:
    [found] = check_text(f"{lets}refute {goal}")
    assert found.verdict == "refuted", found.reason


def test_correlation_zero_is_where_the_sum_is_as_claimed() -> None:
    [found] = check_text(f"{PAIR}refute x + y ~ Normal(0, sqrt(2)) for all")
    assert not found.ok and [value for _, value in found.holds_at] == [0]


def test_a_branch_with_its_condition_is_no_block() -> None:
    [found] = check_text("let X, Y ~ Normal(0, 1)\nprove if(X < 0, X, Y), X independent")
    assert found.verdict in ("refuted", "undecided"), found.reason


@pytest.mark.parametrize(
    ("let", "word"),
    [
        ("(x, y) ~ Normal(0, 1)", "one variable"),
        ("(x, y) ~ MultivariateNormal((0, 0), ((1, 2), (2, 1)))", "positive"),
        ("(x, y) ~ MultivariateNormal((0, 0), ((0, 1), (1, 1)))", "semidefinite"),
        ("(x, y) ~ MultivariateNormal((0, 0), ((1, 1), (0, 1)))", "symmetric"),
        ("(x, y) ~ MultivariateNormal((0, 0, 0), ((1, 0), (0, 1)))", "2 terms"),
        ("(x, y) ~ MultivariateNormal((0, 0))", "mean and a covariance"),
        ("(x, y) ~ MultivariateNormal((0, 0), ((1, c), (c, 1)))", "positive"),
        ("(x, y) ~ Dirichlet(1, 2, 3)", "3 components"),
        ("(x, y) ~ Dirichlet(c, 1)", "positive"),
        ("(x, y) ~ Dirichlet(0, 1)", "positive"),
        ("(x, y) ~ Independent(Normal(0, 1))", "1 components"),
        ("(x, y) ~ Independent(Normal(0, 1), Normal(0, c))", "Normal"),
    ],
)
def test_laws_that_do_not_exist_or_fit_are_errors(let: str, word: str) -> None:
    [found] = check_text(f"let c real\nlet {let}\nprove x ~ Normal(0, 1)")
    assert found.verdict == "error" and word in found.reason, found.reason


@pytest.mark.parametrize("let", ["(x, y) ~ MultivariateT((0, 0), ((1, 0), (0, 1)), 3)"])
def test_other_vectors_are_not_supported(let: str) -> None:
    [found] = check_text(f"let {let}\nprove x ~ Normal(0, 1)")
    assert found.verdict == "unsupported", found.reason


def test_a_range_says_something_of_the_letters_before() -> None:
    """0 < t < s says that s > 0, and s + t < 1 with t > 0 that s < 1."""
    s, t = variable("s"), variable("t")
    zero, one = Integer(0), Integer(1)
    assert nested([t, s - t, one - s], (s, t)).bounds == ((s, zero, one), (t, zero, s))
    assert nested([s, t, one - s - t], (s, t)).bounds == ((s, zero, one), (t, zero, one - s))
    # which of the two ends of s is the tighter is not seen: as it was written
    a = Symbol("a", positive=True)
    assert nested([s, one - s, t, a - s - t], (s, t)).bounds == ((s, zero, one), (t, zero, a - s))


@pytest.mark.parametrize(
    ("law", "message"),
    [
        ("MultivariateNormal(1, eye(2))", "a tuple of 2 terms is expected"),
        ("MultivariateNormal(0, eye(3))", "the covariance has another size"),
        ("MultivariateNormal(0, diag(1))", "a tuple of 2 terms is expected"),
        ("MultivariateNormal(0, diag((1, 2, 3)))", ": error: "),
        ("MultivariateNormal(0, 1)", "the covariance has another size"),
        ("MultivariateNormal(0)", "a mean and a covariance"),
    ],
)
def test_other_sizes(law: str, message: str) -> None:
    for text in (f"let X, Y ~ Normal(0, 1)\nprove (X, Y) ~ {law}", f"let (x, y) ~ {law}\nderive x"):
        [found] = check_text("let a > 0\n" + text)
        assert found.verdict == "error" and message in found.reason
