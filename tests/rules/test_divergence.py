"""Divergences and entropies: claims against quadrature."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from divergences import INFINITE, TRUE, claim_of, outcome
from mpmath import mp, mpf
from scipy.integrate import quad
from sympy import Expr, Float, Integer, Symbol, lambdify, oo

from symreparam.checker.replay import replay
from symreparam.families.members import unfold
from symreparam.logic.claim import Claim
from symreparam.logic.codec import proof_from_json, proof_to_json
from symreparam.logic.judgement import DivergenceOf, Equation
from symreparam.terms.law import Named
from symreparam.terms.scope import variable

VALUES = {
    **{"mu": 0.3, "m": -0.4, "sigma": 0.8, "s": 1.3, "k": 2.5, "l": 1.7, "a": 1.4, "b": 0.9},
    **{"c": 1.6, "d": 2.2, "lam": 0.7, "rho": 1.9, "p": 0.35, "q": 0.6, "n": 4},
}


# --- the oracle: quadrature of p log(p/q), or of -p log(p) ----------------------------------------
def number(term: Expr) -> float:
    values = {symbol: Float(VALUES[symbol.name]) for symbol in term.free_symbols}
    return float(term.xreplace(values).evalf(15))


def oracle(claim: Claim) -> float:
    """The value of the claim's only letter by sums and quadrature."""
    goal = claim.goal
    assert isinstance(goal, Equation)
    [letter] = goal.means
    law = claim.hypotheses[0].law
    assert isinstance(law, Named)
    t = variable("t")
    mine = unfold(law, t)
    other = unfold(letter.law, t) if isinstance(letter, DivergenceOf) else None
    total = 0.0
    for atom in mine.atoms:
        mass = number(atom.mass)
        below = 1.0 if other is None else _mass(other, atom.point)
        total += mass * math.log(mass / below) * (1 if other else -1)
    for lattice in mine.lattices:
        total += _series(lattice, other)
    for piece in mine.pieces:
        density = _function(piece.density, t)
        second = _function(other.pieces[0].density, t) if other else None
        _, low, high = piece.region.bounds[0]
        total += _integral(density, second, float_or_end(low), float_or_end(high))
    return total


def _mass(law, point) -> float:
    found = [number(atom.mass) for atom in law.atoms if atom.point == point]
    found += [number(each.mass.xreplace({each.index: point})) for each in law.lattices]
    return found[0]


def _series(lattice, other) -> float:
    """The sum over the first whole numbers."""
    low, total = int(lattice.lower), 0.0
    high = 120 if lattice.upper == oo else int(number(lattice.upper))
    for value in range(low, high + 1):
        point = Integer(value)
        mass = number(lattice.mass.xreplace({lattice.index: point}))
        below = 1.0 if other is None else _mass(other, point)
        total += mass * math.log(mass / below) * (1 if other else -1) if mass > 0 else 0.0
    return total


def float_or_end(end: Expr) -> float:
    return math.inf if end == oo else -math.inf if end == -oo else number(end)


def _function(term: Expr, t: Symbol):
    """In mpmath's numbers, which do not underflow far out."""
    values = {s: Float(VALUES[s.name]) for s in term.free_symbols if s != t}
    return lambdify(t, term.xreplace(values), "mpmath")


def _integral(density, second, low: float, high: float) -> float:
    def integrand(x: float) -> float:
        mass = density(mpf(x))
        if mass == 0:
            return 0.0
        below = 1 if second is None else second(mpf(x))
        return float(mass * mp.log(mass / below)) * (1 if second else -1)

    cuts = [low, *(x for x in (-20, -3, -0.4, 0.3, 1.5, 3, 20, 400) if low < x < high), high]
    return sum(quad(integrand, a, b, epsabs=1e-8, epsrel=1e-7)[0] for a, b in pairwise(cuts))


# --- claims of the language -----------------------------------------------------------------------
@pytest.mark.parametrize("claim", TRUE)
def test_true_equations(claim: str) -> None:
    found = outcome("prove " + claim)
    assert (found.verdict, found.ok) == ("proved", True), found.reason
    assert not replay(found.proof, found.claim).refuted
    assert proof_from_json(proof_to_json(found.proof)) == found.proof
    value = float(oracle(claim_of("prove " + claim)))
    assert number(found.claim.goal.right) == pytest.approx(value, rel=1e-5, abs=1e-6)


@pytest.mark.parametrize("claim", TRUE[::2])
def test_false_equations(claim: str) -> None:
    found = outcome(f"refute {claim} + 1/100")
    assert (found.verdict, found.ok) == ("refuted", True), found.reason
    assert replay(found.proof, found.claim).refuted


@pytest.mark.parametrize("divergence", INFINITE)
def test_infinite_divergences(divergence: str) -> None:
    found = outcome(f"prove {divergence} = oo")
    assert (found.verdict, found.ok) == ("proved", True), found.reason
    assert not outcome(f"prove {divergence} = 1").ok
    assert outcome(f"refute {divergence} = 1").ok


@pytest.mark.parametrize(
    "claim",
    [
        "KL(Normal(mu, sigma), Normal(0, 1)) = (mu^2 + sigma^2 - 1)/2",
        "KL(Normal(mu, sigma), Normal(0, 1)) = oo",
        "KL(Normal(mu, sigma), Normal(m, s)) = KL(Normal(m, s), Normal(mu, sigma))",
        "KL(Normal(mu, sigma), Normal(0, 1)) = 0",
        "entropy(Normal(mu, sigma)) = entropy(Normal(mu, 2*sigma))",
        "KL(Exponential(lam), Uniform(0, a)) = log(lam)",
        "KL(Uniform(0, a), Uniform(0, b)) = log(b/a)",
        "KL(Uniform(0, a), Beta(c, d)) = 0",
    ],
)
def test_other_false_equations(claim: str) -> None:
    found = outcome("refute " + claim)
    assert (found.verdict, found.ok) == ("refuted", True), found.reason
    assert not outcome("prove " + claim).ok


def test_combinations() -> None:
    both = "KL(Normal(mu, sigma), Normal(m, s)) + entropy(Normal(mu, sigma))"
    assert outcome(f"prove {both} = log(2*pi*s^2)/2 + (sigma^2 + (mu - m)^2)/(2*s^2)").ok
    assert outcome("let X ~ Gamma(k, s)\nprove KL(X, Gamma(k, s)) = 0").ok
    assert outcome("let X ~ Normal(mu, s)\nprove entropy(X) - E(X) = log(2*pi*s^2)/2 + 1/2 - mu").ok
    assert outcome("prove KL(Normal(mu, s), N(mu, s^2)) = 0").ok


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("KL(Normal(mu, m), Normal(0, 1)) = 0", "error"),
        ("KL(Normal(0, 1), Normal(mu, m)) = 0", "error"),
        ("entropy(Gamma(mu, 1)) = 0", "error"),
        ("KL(Normal(0, 1)) = 0", "error"),
        ("entropy(Normal(0, 1)) = oo", "error"),
        ("KL(Normal(0, 1), Normal(0, 1)) + 1 = oo", "error"),
        ("KL(Normal(0, 1), Normal(0, 1)) = oo - 1", "error"),
        ("KL(Normal(0, 1), Normal(0, log(mu))) = 0", "error"),
        ("entropy(Normal(0, 1)) = 1/(mu - m)", "error"),
        ("E(B) = KL(Normal(B, 1), Normal(0, 1))", "error"),
    ],
)
def test_what_is_no_equation(claim: str, verdict: str) -> None:
    assert outcome("let B ~ Bernoulli(p)\nprove " + claim).verdict == verdict


@pytest.mark.parametrize(
    "claim",
    [
        "KL(Bernoulli(1), Bernoulli(p)) = -log(p)",
        "KL(Bernoulli(0), Bernoulli(p)) = -log(1 - p)",
        "KL(Bernoulli(p), Bernoulli(1)) = oo",
        "KL(Bernoulli(0), Bernoulli(1)) = oo",
        "entropy(Bernoulli(1)) = 0",
        "KL(Bernoulli(1), Bernoulli(1)) = 0",
    ],
)
def test_points_without_mass(claim: str) -> None:
    found = outcome("prove " + claim)
    assert (found.verdict, found.ok) == ("proved", True), found.reason


@pytest.mark.parametrize(
    "divergence",
    [
        "KL(Pareto(a, p), Exponential(lam))",
        "KL(Pareto(a, p), Gamma(k, s))",
        "KL(Pareto(a, 2), Normal(m, s))",
        "KL(Cauchy(mu, sigma), Normal(m, s))",
        "KL(Cauchy(mu, sigma), Laplace(m, s))",
    ],
)
def test_divergences_that_are_infinite_by_their_tails(divergence: str) -> None:
    found = outcome(f"prove {divergence} = oo")
    assert (found.verdict, found.ok) == ("proved", True), found.reason
    assert proof_from_json(proof_to_json(found.proof)) == found.proof
    assert outcome(f"refute {divergence} = 3").ok


def test_neither_finite_nor_infinite_for_all_parameters(runs_away: None) -> None:
    # the mean of a Pareto law is finite for k > 1 alone
    found = outcome("prove KL(Pareto(a, k), Exponential(lam)) = oo")
    assert found.verdict in ("undecided", "refuted")
    assert outcome("prove KL(Uniform(0, a), Uniform(0, b)) = oo").verdict != "proved"
    assert outcome("prove KL(Uniform(0, a), Uniform(0, b)) = log(b/a)").verdict != "proved"
