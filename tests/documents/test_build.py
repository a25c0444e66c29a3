"""What the grammar lets through and the language does not have: line, column and words."""

from __future__ import annotations

import pytest

from symreparam.documents.diagnostics import Diagnostic
from symreparam.documents.parse import parse_block

# (text, line, column, message); the columns count characters from 1.
REJECTED = [
    ("let mu", 1, 7, "a `let` says something about its names"),
    ("let pi real", 1, 5, "`pi` is a reserved word"),
    ("let \u221e real", 1, 5, "`oo` is a reserved word"),
    ("let if real", 1, 5, "`if` is a reserved word"),
    ("let X ~ Normal(0, 1)\nprove X has density exp(-t)", 2, 28, "a density needs its range"),
    (
        "let X ~ Normal(0, 1)\nprove X has density exp(-t), mass 1/2 at 0",
        2,
        28,
        "a density needs its range",
    ),
    (
        "let X ~ Normal(0, 1)\nprove X has density exp(-t) at 2*t for t > 0",
        2,
        32,
        "after `at` come the bound variables of the density",
    ),
    ("let X ~ Normal(0, 1)\nprove X has mass 1/2", 2, 21, "a mass needs its point"),
    ("let X ~ Normal(0, 1)\nprove X has 1/2 at 0", 2, 13, "each piece says `density` or `mass`"),
    (
        "let X ~ Normal(0, 1)\nprove X has mass 1/2 at 0, 1/2 at 1",
        2,
        28,
        "each piece says `density` or `mass`",
    ),
    ("let X ~ Normal(0, 1)\nprove X independent", 2, 7, "independence is between two or more"),
    (
        "let X, Y ~ Normal(0, 1)\nprove X, Y ~ Independent(Normal(0, 1), Normal(0, 1))",
        2,
        7,
        "a joint law takes brackets",
    ),
    ("let X ~ Normal(0, 1)\nprove X", 2, 7, "this is no claim"),
    ("let X ~ Normal(0, 1)\nprove E(X) <= 1", 2, 7, "an inequality is no claim"),
    ("let X ~ Normal(0, 1)\nprove X ~ X for all", 2, 13, "`for all` ends a `refute` line"),
    ("let 0 < p > -1", 1, 11, "a chain of comparisons points one way"),
    ("let a, b real\nprove a = b = 1", 2, 13, "a chain of comparisons points one way"),
    ("let X ~ Normal(0, 1)\nprove (X > 0) ~ Bernoulli(1/2)", 2, 8, "a condition is no value"),
    ("let X ~ Normal(0, 1)\nprove 1 + (X > 0) ~ X", 2, 12, "a condition is no value"),
    (
        "let X ~ Normal(0, 1)\nprove 1 + (X, X) ~ X",
        2,
        11,
        "a tuple can't stand inside an expression",
    ),
    (
        "let aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa real",
        1,
        5,
        "this name has 33 characters; a name has at most 32",
    ),
    ("let (x, y) real", 1, 5, "brackets name the components of a random vector"),
    ("let x + 1 = 2", 1, 5, "a `let` introduces names"),
    ("let x[1] real", 1, 5, "a `let` introduces all components at once"),
    (
        "let X ~ Normal(0, 1)\nprove X ~ Normal(9^9^9^9, 1)",
        2,
        20,
        "this constant has more than 10,000 bits: it is not computed",
    ),
    (
        "let X ~ Normal(0, 1)\nprove X ~ Normal((2*3)^((1 + 8)^9), 1)",
        2,
        18,
        "this constant has more than 10,000 bits: it is not computed",
    ),
    (
        "let X ~ Normal(0, 1)\nprove X^(9^9^9^9) ~ Normal(0, 1)",
        2,
        12,
        "this constant has more than 10,000 bits: it is not computed",
    ),
    (
        "let abcdefghijklmnopqrstuvwxyzabcdefghijklmnop real\nprove X ~ Normal(0, 1)",
        1,
        5,
        "this name has 42 characters; a name has at most 32",
    ),
    (
        "let pi real\nlet X ~ Normal(pi, 1)\nprove X ~ Normal(pi, 1)",
        1,
        5,
        "`pi` is a reserved word",
    ),
    ("let X ~ Normal(0, 1)\nprove X # ~ Normal(0, 1)", 2, 7, "this is no claim"),
    ("let U ~ Uniform(0, 1)\nprove U has density 1", 2, 22, "a density needs its range"),
    (
        "let X ~ Normal(0, 1)\nprove X*10^(10^8) ~ Normal(0, 1)",
        2,
        9,
        "this constant has more than 10,000 bits: it is not computed",
    ),
    (
        "let X ~ Normal(0, 1)\nprove sin(10^(10^6))*X ~ Normal(0, 1)",
        2,
        11,
        "this constant has more than 10,000 bits: it is not computed",
    ),
    ("prove X has density t for (t > 0 or t < -1)", 1, 28, "ranges are joined with `and` alone"),
    ("prove X has 3", 1, 13, "each piece says `density` or `mass`"),
    ("prove 3 = 4 = 5", 1, 13, "a chain of comparisons points one way"),
    ("prove X, Y", 1, 7, "this is no claim"),
    ("prove X given X > 0 ~ Y", 1, 7, "a conditional law takes brackets"),
    ("let z[1..n] = 3", 1, 7, "the index has no name"),
    ("prove X = Y independent", 1, 7, "independence is between two or more"),
    ("derive X, Y", 1, 1, "`derive` takes one expression"),
    ("prove X and Y independent", 1, 7, "a condition is expected here"),
    ("let sigma > 0, mu real", 1, 5, "a `let` introduces names"),
    ("let 0 < p < 1, 2", 1, 17, "a `let` says something about its names"),
    ("let p < 1 and p > 0", 1, 5, "a `let` has one comparison"),
    ("let integer n", 1, 13, "after `let integer` comes one range"),
    ("let integer n = 3", 1, 13, "`=` gives no range"),
    ("let n integer = 3", 1, 15, "`=` gives no range"),
    ("let f[1..2] function", 1, 5, "a function has a plain name"),
    ("let (a, b) > 0", 1, 5, "a tuple can't stand inside an expression"),
    ("prove X ~ Gamma(2, theta=1)", 1, 20, "either all arguments have keywords or none has"),
    ("prove X ~ all", 1, 11, "`all` is a reserved word"),
    ("prove X ~ all(2)", 1, 11, "`all` is a reserved word"),
    ("prove if ~ X", 1, 7, "`if` is a reserved word"),
    ("prove pi(2) ~ X", 1, 7, "`pi` is a reserved word"),
    ("prove X ~ (1, X > 2)", 1, 15, "a condition is no value"),
    ("prove X[X > 1] ~ X", 1, 9, "a condition is no value"),
    ("prove sum(X, a < b..3) ~ X", 1, 14, "this is no run of indices"),
    ("prove X has density 1 for t", 1, 27, "the range of `t` is missing"),
    ("prove X has density 1 for t = 1", 1, 27, "a range is no equation"),
    ("prove X has density 1 for t + 1 real", 1, 27, "`real` follows a name"),
    ("prove X has density 1 for integer t + 1", 1, 35, "a range is expected here"),
    (
        "prove X has density 1 at (s, 2*t) for s > 0 and t > 0",
        1,
        30,
        "after `at` come the bound variables of the density",
    ),
    ("prove (1 given X) + 2 ~ X", 1, 8, "`given` can't stand here"),
    ("prove X ~ (Y given Z)", 1, 12, "`given` can't stand here"),
    ("prove P((X > 1) > 2) = 1", 1, 10, "a condition is no value"),
    ("let E[X] = 3", 1, 5, "a `let` introduces all components at once"),
    ("prove X > 0", 1, 7, "an inequality is no claim"),
    ("prove X < Y < Z", 1, 7, "an inequality is no claim"),
]


@pytest.mark.parametrize(("text", "line", "column", "message"), REJECTED)
def test_rejected(text: str, line: int, column: int, message: str) -> None:
    found = [each for each in parse_block(text).statements if isinstance(each, Diagnostic)]
    assert found
    assert (found[0].line, found[0].column, found[0].message) == (line, column, message)
    assert found[0].end_column > column
    assert found[0].source_line == text.split("\n")[line - 1]
