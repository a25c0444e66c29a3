"""One component of a vector of symbolic size, or another variable, beside a sum over all."""

from __future__ import annotations

import pytest
from sympy import Integer, Symbol

from symreparam.logic.judgement import FailsAtSize, FoldLaw
from symreparam.pipeline import Options, check_text
from symreparam.render.runs import indices_of
from symreparam.terms.scope import COUNT, parameter

PLAIN = Options(cross_check=False, explain=False)
NORMALS = "let n integer >= 2\nlet X[1..n] ~ Normal(0, 1)\n"
GAMMAS = "let n integer >= 2\nlet a[1..n] > 0\nlet G[i = 1..n] ~ Gamma(a[i], 1)\n"
APART = "let n integer >= 1\nlet Y ~ Normal(0, 1)\nlet X[1..n] ~ Normal(0, 1)\n"
SETTLED = [
    NORMALS + "prove X[k] - sum(X[i], i = 1..n)/n ~ Normal(0, sqrt(1 - 1/n))",
    NORMALS + "refute X[1] - sum(X[i], i = 1..n)/n ~ Normal(0, sqrt(1 + 1/n))",
    GAMMAS + "prove G[1]/sum(G[i], i = 1..n) ~ Beta(a[1], sum(a[i], i = 2..n))",
    APART + "refute Y + sum(X[i], i = 1..n) ~ Normal(0, sqrt(n))",
]
REFUSED = {
    "n = 1 is allowed": "let n integer >= 1\nlet X[1..n] ~ Exponential(1)\n"
    "prove X[1]/sum(X[i], i = 1..n) ~ Beta(1, n - 1)",
    "two components": NORMALS + "prove X[k] - X[1] + sum(X[i], i = 1..n) ~ Normal(0, sqrt(n + 2))",
    "two free indices": NORMALS + "prove X[k] - X[j] + sum(X[i], i = 1..n) ~ Normal(0, 1)",
    "a let has the first": NORMALS + "let W = X[1]\n"
    "prove X[k] - W + sum(X[i], i = 1..n) ~ Normal(0, sqrt(n))",
    "a component inside the sum": NORMALS + "prove sum(X[1]*X[i], i = 1..n) ~ Normal(0, 1)",
    "the place of the largest": NORMALS + "prove X[1] + argmax(X) ~ Normal(0, 1)",
    "the third": NORMALS + "prove X[3] - sum(X[i], i = 1..n)/n ~ Normal(0, sqrt(1 - 1/n))",
}


@pytest.mark.parametrize("block", SETTLED)
def test_settled(block: str) -> None:
    [found] = check_text(block, options=PLAIN)
    assert found.ok, found.reason


@pytest.mark.parametrize("name", REFUSED)
def test_refused(name: str) -> None:
    [found] = check_text(REFUSED[name], options=PLAIN)
    assert found.verdict == "unsupported", (found.verdict, found.reason)


def test_what_is_missing_is_told() -> None:
    [found] = check_text(REFUSED["n = 1 is allowed"], options=PLAIN)
    assert "let n integer >= 2" in found.reason


def test_the_letter_runs_over_the_others() -> None:
    [found] = check_text(SETTLED[0], options=PLAIN)
    assert found.claim is not None and isinstance(found.claim.goal, FoldLaw)
    goal, n = found.claim.goal, next(iter(found.claim.scope.names))
    assert goal.size == n - 1
    assert [str(v) for v in goal.indexed] == ["X_i"]
    assert "X_1" in {str(v) for v in goal.subject.free_symbols}


def test_the_witness_has_the_size_of_the_vector() -> None:
    [found] = check_text(SETTLED[1], options=PLAIN)
    assert found.proof is not None and found.witness is not None
    known = found.proof.steps[-1].conclusion
    assert isinstance(known, FailsAtSize) and known.size == 1
    values = {str(symbol): value for symbol, value in found.witness.parameters}
    assert values["n"] == 2


def test_needs_are_asked_with_the_law_of_the_fold() -> None:
    # the sum of the others and X_1 may be 0 together only with probability 0
    fine = "let n integer >= 2\nlet U[1..n] ~ Uniform(0, 1)\n"
    fine += "prove log(U[1])/log(prod(U[i], i = 1..n)) ~ Beta(1, n - 1)"
    assert check_text(fine, options=PLAIN)[0].ok
    wrong = NORMALS + "prove 0*log(X[1] + sum(X[i], i = 2..n)) ~ Point(0)"
    assert check_text(wrong, options=PLAIN)[0].verdict != "proved"


def test_indices_that_are_written() -> None:
    n = parameter("n", COUNT)
    assert indices_of(n) == (1, n)
    assert indices_of(n - 1) == (2, n)
    assert indices_of(n - 2) == (1, n - 2)
    assert indices_of(Integer(3)) == (1, Integer(3))
    assert isinstance(n, Symbol)
