"""Terms written in other ways in which variables stand at fewer places."""

from __future__ import annotations

import pytest
from sympy import Expr, cos, log, sin, sqrt

from symreparam.derivation.rewritings import collected, shortened, spread_logarithms
from symreparam.pipeline import Options, check_text
from symreparam.terms.scope import Domain, parameter, variable

QUICK = Options(cross_check=False, explain=False)
x, y = variable("x"), variable("y")
r = parameter("r", Domain())
root = sqrt(1 - r**2)
SHORT = [
    (sqrt(x) * sqrt(-log(x) / x), sqrt(-log(x))),
    (x * sin(y) ** 2 + x * cos(y) ** 2, x),
    (sqrt(x) * cos(y) * sqrt(-2 * log(x) / x), sqrt(-2 * log(x)) * cos(y)),
]
LONG = [sqrt(x) * sqrt(y), sqrt(x) * cos(y), sin(x) ** 2 + cos(y) ** 2, sqrt(x) * log(x), x * y]


@pytest.mark.parametrize(("term", "short"), SHORT)
def test_roots_and_squared_waves_are_merged(term: Expr, short: Expr) -> None:
    assert shortened(term, (x, y)) == short


@pytest.mark.parametrize("term", LONG)
def test_nothing_stands_at_fewer_places(term: Expr) -> None:
    assert shortened(term, (x, y)) is None


def test_like_terms_of_a_polynomial_are_collected() -> None:
    mixed = r * x + root * y
    assert collected((x**2 - 2 * r * x * mixed + mixed**2) / (1 - r**2), (x, y)) == x**2 + y**2
    assert collected((x + y) ** 2 - (x - y) ** 2, (x, y)) == 4 * x * y
    for term in (x + y, (x + y) ** 2, x * cos(y) + x, x - x * y):
        assert collected(term, (x, y)) is None


LETS = """let -1 < r < 1
let (x, y) ~ MultivariateNormal((0, 0), ((1, r), (r, 1)))
let S ~ Uniform(0, 1)
let T ~ Uniform(0, 2*pi)
let X, Y, Z ~ Normal(0, 1)
let m integer >= 2
let M, N ~ DiscreteUniform(1, m)
let a real
let s = sigmoid(log(S) - log(1 - S) + a)
"""
SETTLED = [
    # a sum that stands at several places is one block
    "prove (X^2 + Y^2)/(X^2 + Y^2 + Z^2) ~ Beta(1, 1/2)",
    "refute (X^2 + Y^2)/(X^2 + Y^2 + Z^2) ~ Beta(1/2, 1)",
    "prove (x^2 - 2*r*x*y + y^2)/(1 - r^2) ~ ChiSquared(2)",
    "refute (x^2 - 2*r*x*y + y^2)/sqrt(1 - r^2) ~ ChiSquared(2)",
    "prove sqrt(S)*cos(T)*sqrt(-2*log(S)/S) ~ Normal(0, 1)",
    "refute sqrt(S)*cos(T)*sqrt(-log(S)/S) ~ Normal(0, 1)",
    # an event of two counts, one held fixed: the law of their difference needs cases
    "prove P(M = N) = 1/m",
    "prove P(M < N) = (m - 1)/(2*m)",
    "refute P(M = N) = 1/(m + 1)",
    # the sign of s - 1/3 on a part whose end depends on a
    "prove P(s <= 1/3) = 1/(1 + 2*exp(a))",
    "refute P(s <= 1/3) = 1/(2 + exp(a))",
]


@pytest.mark.parametrize("goal", SETTLED)
def test_settled(goal: str) -> None:
    [found] = check_text(LETS + goal, options=QUICK)
    assert found.ok, found.reason


def test_logarithms_of_products_are_spread_where_a_variable_stands_elsewhere() -> None:
    assert spread_logarithms(log(x) / log(x * y), (x, y)) == log(x) / (log(x) + log(y))
    for term in (log(x * y), log(x) / log(y), log(x + y) * x, log(2 * x) / log(3 * x)):
        assert spread_logarithms(term, (x, y)) is None


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("log(X)/log(X*Y) ~ Uniform(0, 1)", "proved"),
        ("log(X)/log(X*Y) ~ Beta(2, 1)", "refuted"),
        ("log(X)/log(X*Y^2) ~ Uniform(0, 1)", "refuted"),
        # log(X) + log(Y) has no value here
        ("log(-V)/log(V*W) ~ Beta(2, 1)", "refuted"),
    ],
)
def test_quotients_of_logarithms(claim: str, verdict: str) -> None:
    lets = "let X, Y ~ Uniform(0, 1)\nlet V, W ~ Uniform(-1, 0)\n"
    assert check_text(f"{lets}prove {claim}", options=QUICK)[0].verdict == verdict
