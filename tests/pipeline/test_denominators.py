"""What SymPy cancels from a goal's text has to be defined all the same."""

from __future__ import annotations

import pytest
from sympy import Abs, Symbol, oo

import symreparam
from symreparam.decide.answer import Context
from symreparam.pipeline.denominators import null_zeros
from symreparam.terms.region import Region
from symreparam.terms.scope import Scope, variable

LETS = """
let a, c real
let X, Y ~ Normal(0, 1)
let U ~ Uniform(0, 1)
let N ~ Poisson(1)
let B ~ Bernoulli(1/2)
let C, D ~ Cauchy(0, 1)
"""


def outcome(claim: str) -> symreparam.Outcome:
    [found] = symreparam.check(f"{LETS}prove {claim}")
    return found


@pytest.mark.parametrize(
    ("claim", "words"),
    [
        ("X/floor(X)*floor(X) ~ Normal(0, 1)", "with positive probability"),
        ("1/floor(X) ~ Normal(0, 1)", "with positive probability"),
        ("X/(a*X)*(a*X) ~ Normal(0, 1)", "a = 0"),
        ("1/N ~ Poisson(1)", "(N = 0)"),
        ("X/N*N ~ Normal(0, 1)", "(N = 0)"),
        ("if(U < 1/2, X/c*c, X) ~ Normal(0, 1)", "c = 0"),
        ("if(U < 1/2, X + 0*log(X), X) ~ Normal(0, 1)", "X = -1/2"),
        ("if(X < 1, X + 0*sqrt(X), X) ~ Normal(0, 1)", "a root of a negative number"),
        ("E(if(X < 1, X + 0*sqrt(X), X)) = 0", "a root of a negative number"),
    ],
)
def test_what_is_undefined_is_an_error_though_algebra_cancels_it(claim: str, words: str) -> None:
    found = outcome(claim)
    assert found.verdict == "error"
    assert words in str(found.reason)
    assert "^" in str(found.reason)


@pytest.mark.parametrize(
    "claim",
    [
        "X/((X + 1)^2 - X^2 - 2*X - 1)*((X + 1)^2 - X^2 - 2*X - 1) ~ Normal(0, 1)",
        "X/max(X - Y, 0)*max(X - Y, 0) ~ Normal(0, 1)",
        "X/(abs(X) - X)*(abs(X) - X) ~ Normal(0, 1)",
        "X*(B*Y)/(B*Y) ~ Normal(0, 1)",
        "X*(B*X)/(B*X), Y independent",
        "E(X*(B*Y)/(B*Y)) = 0",
        "X, 1/relu(Y) independent",
        "X*relu(Y)/relu(Y), if(Y <= 0, 0, 1/relu(Y)) independent",
        "1/relu(X) ~ 1/relu(Y)",
        "median(X/relu(Y)) = 0",
        "E(X*relu(Y)/relu(Y)) = E(X*Y/relu(Y) given Y > 1)",
        "E(X*relu(Y)/relu(Y)) = E(X*Y/relu(Y) given Y = 1)",
        "X + 0*tan(pi/2*N) ~ Normal(0, 1)",
        "X + 0*tan(a) ~ Normal(0, 1)",
        "X + 0*zeta(N) ~ Normal(0, 1)",
        "X, lambertw(Y) independent",
        "X, besselk(0, Y) independent",
        "X, expint(1, Y) independent",
        "X + 0*polygamma(1, N) ~ Normal(0, 1)",
        "X + 0*besseli(1/2, Y) ~ Normal(0, 1)",
        "E(f(X)/X) = E(f(Y)/Y)",
        "E(C + f(C)) = E(D + f(D))",
        "E(indicator(X < 0) given X = 0) = 0",
        "E(argmax(X, 0) given X = 0) = 1",
        "E(floor(N + X) given X = 0) = 1",
        "E(atan2(X, -1) given X = 0) = pi",
        "X has density exp(-t^2/2)/sqrt(2*pi)*(abs(t) - t)/(abs(t) - t) for t real",
    ],
)
def test_a_cancelled_denominator_that_may_be_zero_is_never_proved(claim: str) -> None:
    assert outcome(claim).verdict in ("undecided", "error")


@pytest.mark.parametrize(
    "claim",
    [
        "X/X*X ~ Normal(0, 1)",
        "X*(X - Y)/(X - Y) ~ Normal(0, 1)",
        "X*sin(Y)/sin(Y) ~ Normal(0, 1)",
        "X/(X - a)*(X - a) ~ Normal(0, 1)",
        "X/Y ~ Cauchy(0, 1)",
        "if(c != 0, X/c*c, X) ~ Normal(0, 1)",
        "X, tan(a^2*U + U) independent",
        "E(X*f(X)) = E(Y*f(Y))",
        "if(X > 0, X + 0*log(X), X) ~ Normal(0, 1)",
        "if(X < 0, X, X + 0*sqrt(X)) ~ Normal(0, 1)",
        "if(U < 1/2, log(2*U), -log(2 - 2*U)) ~ Laplace(0, 1)",
    ],
)
def test_null_sets_and_branches_that_exclude_it_do_no_harm(claim: str) -> None:
    found = outcome(claim)
    assert found.verdict == "proved", found.reason


def test_zeros_that_are_a_null_set() -> None:
    x, y = variable("x"), variable("y")
    plane = Context(Scope((), ()), Region(((x, -oo, oo), (y, -oo, oo))))
    for good in (x, x * y, x**2 - y, Abs(x - y), x * y - y):
        assert null_zeros(good, plane)
    for bad in (Abs(x) - x, (x + 1) ** 2 - x**2 - 2 * x - 1, Symbol("a", real=True) * x):
        assert not null_zeros(bad, plane)
