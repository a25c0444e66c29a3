"""The exact parameter set on which a claim holds; `refute .. for all` through it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sympy import Rational, Symbol, sqrt

from symreparam.checker.replay import replay
from symreparam.decide.points import find
from symreparam.documents.meaning import goals
from symreparam.documents.parse import parse_block
from symreparam.documents.scope_check import check_names
from symreparam.families.table import FAMILY_NAMES
from symreparam.logic.claim import Claim
from symreparam.pipeline import check_text
from symreparam.pipeline.agreement import agreement, point_of
from symreparam.pipeline.conditions import Solution, factors, solutions
from symreparam.render.terms_text import relation_text

MU = "let mu real\nlet sigma > 0\n"
NORMAL = f"{MU}let eps ~ Normal(0, 1)\n"
# lets, claim, where it holds (None: not complete)
CASES = [
    (NORMAL, "mu + sigma*eps ~ Normal(mu, sigma)", [""]),
    (NORMAL, "mu - sigma*eps ~ Normal(mu, sigma)", [""]),
    (NORMAL, "mu^2 + sigma*eps/2 ~ Normal(mu, sigma)", []),
    (NORMAL, "mu + sigma^2*eps ~ Normal(mu, sigma)", ["sigma = 1"]),
    (NORMAL, "mu + sqrt(sigma)*eps ~ Normal(mu, sigma)", ["sigma = 1"]),
    (NORMAL, "mu^2 + sigma*eps ~ Normal(mu, sigma)", ["mu = 0", "mu = 1"]),
    (NORMAL, "exp(mu + sigma^2*eps) ~ LogNormal(mu, sigma)", ["sigma = 1"]),
    ("let mu, sigma real\nlet eps ~ Normal(0, 1)\n", "mu + sigma*eps ~ Normal(mu, sigma)",
     ["0 < sigma"]),
    ("let 0 < r < 1\nlet X ~ Normal(0, 1)\n", "sqrt(1 - r^2)*X ~ Normal(0, r)",
     ["r = sqrt(2)/2"]),
    ("let tau > 0\nlet a real\nlet X ~ Logistic(0, 1)\n", "sigmoid((a + X)/tau) ~ Uniform(0, 1)",
     ["a = 0 and tau = 1"]),
    (f"{MU}let eps ~ Cauchy(0, 1)\n", "mu^2 + sigma^2*eps ~ Cauchy(mu, sigma)",
     ["mu = 0 and sigma = 1", "mu = 1 and sigma = 1"]),
    (f"{MU}let eps ~ Gumbel(1, 0)\n", "mu + sigma^2*eps ~ Gumbel(sigma, mu)", ["sigma = 1"]),
    (f"{MU}let eps ~ Laplace(0, 1)\n", "mu + 2*sigma*eps ~ Laplace(mu, sigma)", []),
    (f"{MU}let eps ~ Logistic(0, 1)\n", "mu + sigma*eps ~ Normal(mu, sigma)", []),
    ("let s > 0\nlet eps ~ Normal(0, s)\n", "eps^2 ~ ChiSquared(1)", ["s = 1"]),
    ("let s > 0\nlet eps ~ Uniform(0, 1)\n", "eps^s ~ Beta(1, s)", ["s = 1"]),
    ("let 0 < p < 1\nlet B ~ Bernoulli(p)\n", "1 - B ~ Bernoulli(p)", ["p = 1/2"]),
    ("let l > 0\nlet X, Y ~ Exponential(l)\n", "X + Y ~ Gamma(2, l)", ["l = 1"]),
    ("let a, b real\nlet a < b\nlet U ~ Uniform(0, 1)\n", "a + b*U ~ Uniform(a, b)",
     ["0 < b and a = 0"]),
    ("let a, b > 0\nlet U ~ Uniform(0, 1)\n", "U^a ~ Beta(b, 1)", ["a = 1/b"]),
    ("let a, b > 0\nlet X ~ Normal(0, 1)\n", "a*b*X ~ Normal(0, 1)", ["a = 1/b"]),
    (NORMAL, "mu^3 + mu*sigma^2*eps ~ Normal(1, sigma)", ["mu = 1 and sigma = 1"]),
    ("let l, k > 0\nlet X ~ Exponential(1)\n", "(X/l)^(1/k) ~ Weibull(l, k)", ["l = 1"]),
    (f"{MU}let eps ~ Gumbel(1, 0)\n", "mu + 1 + sigma*eps ~ Gumbel(sigma, mu*sigma)",
     ["sigma != 1 and mu = 1/(sigma - 1)"]),
    (NORMAL, "mu*sigma + eps ~ Normal(mu, 1)", ["mu = 0", "sigma = 1"]),
    ("let n integer >= 1\nlet X ~ Normal(0, 1)\n", "n^2*X ~ Normal(0, n)", ["n = 1"]),
    ("let n integer >= 3\nlet X ~ Normal(0, 1)\n", "n^2*X ~ Normal(0, 2*n)", []),
    (f"{MU}let X ~ Cauchy(mu, sigma)\n", "exp(X) ~ LogNormal(mu, sigma)", []),
    ("let t real\nlet s > 0\nlet X ~ Laplace(0, 1)\n", "t + s*X ~ Normal(t, s)", []),
    ("let nu > 0\nlet T ~ StudentT(nu)\n", "T ~ StudentT(nu^2)", ["nu = 1"]),
]  # fmt: skip


def claim(text: str) -> Claim:
    [found] = goals(check_names(parse_block(text), FAMILY_NAMES))
    assert found.claim is not None
    point = find(found.claim.scope)
    assert point is not None
    return replace(found.claim, scope=replace(found.claim.scope, point=point))


@pytest.mark.parametrize(("lets", "goal", "wanted"), CASES)
def test_where_it_holds(lets: str, goal: str, wanted: list[str] | None) -> None:
    asked = claim(f"{lets}prove {goal}")
    found = agreement(asked)
    shown = [" and ".join(map(relation_text, part)) for part in found.conditions]
    assert found.complete == (wanted is not None)
    assert shown == (wanted or [])
    for leaf in found.leaves:
        if leaf.fact is not None:
            assert replay(leaf.fact.proof, leaf.claim).refuted != leaf.fact.holds
            assert not leaf.fact.proof.at  # at every parameter value of the leaf


# a few of them: the search is the same
SHOWN = [CASES[k] for k in (0, 3, 5, 7, 16)]


@pytest.mark.parametrize(("lets", "goal", "wanted"), SHOWN)
def test_for_all_shows_where_it_holds(lets: str, goal: str, wanted: list[str]) -> None:
    [found] = check_text(f"{lets}refute {goal} for all")
    assert not found.ok
    if wanted == [""]:
        assert found.verdict == "proved"
        return
    assert found.verdict == "refuted" and found.holds_at is not None
    values = {str(symbol): str(value) for symbol, value in found.holds_at}
    asked = claim(f"{lets}prove {goal}")
    assert set(values) == {str(symbol) for symbol in asked.scope.names}
    fixed = [dict(p.split(" = ") for p in each.split(" and ") if " = " in p) for each in wanted]
    assert any(all(values[name] == value for name, value in each.items()) for each in fixed)


@pytest.mark.parametrize("goal", ["mu^2 + sigma*eps/2 ~ Normal(mu, sigma)"])
def test_for_all_passes(goal: str) -> None:
    [found] = check_text(f"{NORMAL}refute {goal} for all")
    assert found.ok and found.verdict == "refuted"


def test_a_point_of_a_leaf_satisfies_its_conditions() -> None:
    asked = claim(f"{NORMAL}prove mu^2 + sigma^2*eps ~ Normal(mu, sigma)")
    for leaf in agreement(asked).leaves:
        values = dict(point_of(asked, leaf))
        for relation in leaf.conditions:
            gap = (relation.right - relation.left).xreplace(values)
            assert {"=": gap == 0, "<": gap > 0, "!=": gap != 0, "<=": gap >= 0}[relation.sign]


# --- equations ----------------------------------------------------------------------------------
def test_factors_vanish_where_the_equation_does() -> None:
    a, b = Symbol("a", real=True), Symbol("b", positive=True)
    assert set(factors(a**2 - a)) == {a, a - 1}
    assert set(factors((a - b) / b)) == {a - b}
    assert factors(a / a + 1) == () == factors(Rational(3))
    assert factors(sum(Symbol(f"x{k}", real=True) for k in range(9))) is None
    [root] = [s for f in factors(sqrt(b) - b) for s in solutions(f) or () if s.value != 0]
    assert (root.symbol, root.value) == (b, 1)


def test_solutions_are_all_real_roots() -> None:
    a, b = Symbol("a", real=True), Symbol("b", positive=True)
    assert {s.value for s in solutions(a**2 - 2)} == {sqrt(2), -sqrt(2)}
    assert solutions(a**2 + 1) == ()
    assert solutions(a**3 + a + 1) is None
    assert solutions(2 * a - b)[0].value in (b / 2, 2 * a)
    assert [s.value for s in solutions(b - sqrt(1 - b**2))] == [sqrt(2) / 2]
    assert solutions(b + 1 - sqrt(b)) in (None, ())
    assert solutions(abs(a) - 1) is None
    assert solutions(a * b - 1) is None
    assert solutions(a * b - 1, lambda term: term == b) == (Solution(a, 1 / b),)
    assert solutions(3 * a - 2)[0].value == Rational(2, 3)
