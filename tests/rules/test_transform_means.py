"""Means of x^k exp(c x), cos and sin by the transforms on record, against quadrature; rejects."""

from __future__ import annotations

import math

import pytest
from scipy.integrate import quad
from scipy.stats import cauchy, gamma, norm
from sympy import Expr, Integer, cos, exp, lambdify

from symreparam.derivation.builder import Builder
from symreparam.derivation.expectation import mean_step
from symreparam.documents.meaning import goals
from symreparam.documents.parse import parse_block
from symreparam.documents.scope_check import check_names
from symreparam.families.table import FAMILY_NAMES
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import Expectation
from symreparam.pipeline import check_text
from symreparam.rules.means import circular_value
from symreparam.terms.law import Named
from symreparam.terms.region import NUMBERS
from symreparam.terms.scope import Relation

LETS = """let mu, c real
let s, k > 0
let 0 < th < 1/4
let eps ~ Normal(0, 1)
let z = mu + s*eps
let X ~ Normal(mu, s)
let G ~ Gamma(k, th)
let N ~ Poisson(k)
let U ~ Uniform(0, 1)
let C ~ Cauchy(mu, s)
"""
CLAIMS = [
    ("prove", "E(eps^4*exp(c*eps)) = (c^4 + 6*c^2 + 3)*exp(c^2/2)"),
    ("prove", "E(G*exp(2*G)) = k*th*(1 - 2*th)^(-k - 1)"),
    ("prove", "E(N*exp(N)) = k*exp(1)*exp(k*(exp(1) - 1))"),
    ("prove", "E(U*exp(U)) = 1"),
    ("prove", "grad(s, E(z^2*exp(z))) = E(eps*(2*z + z^2)*exp(z))"),
    ("prove", "grad(mu, E((z^3 - z)*exp(2*z))) = E((3*z^2 - 1 + 2*z^3 - 2*z)*exp(2*z))"),
    ("prove", "grad(mu, E(sin(c*z))) = c*E(cos(c*z))"),
    ("prove", "grad(s, E(sin(X))) = -s*sin(mu)*exp(-s^2/2)"),
    ("prove", "E(cos(C)) = cos(mu)*exp(-s)"),
    ("prove", "E(sin(G)) = sin(k*atan(th))/(1 + th^2)^(k/2)"),
    ("refute", "E(G*exp(2*G)) = k*th"),
    ("refute", "E(G*exp(5*G)) = 1"),
    ("refute", "E(U*exp(c*U)) = 1/2"),
    ("refute", "E(cos(c*eps)) = exp(-c^2)"),
    ("refute", "E(sin(C)) = 0"),
]


def outcome(goal: str):
    [found] = check_text(LETS + goal)
    return found


@pytest.mark.parametrize(("verb", "claim"), CLAIMS)
def test_means_by_transforms(verb: str, claim: str) -> None:
    found = outcome(f"{verb} {claim}")
    assert found.ok, found.reason


def test_quadrature_agrees() -> None:
    numbers = {"mu": 0.3, "c": 0.7, "s": 1.4, "k": 2.2, "th": 0.2}
    density = {
        "eps": norm.pdf,
        "X": lambda x: norm.pdf(x, 0.3, 1.4),
        "G": lambda x: gamma.pdf(x, 2.2, scale=0.2),
        "C": lambda x: cauchy.pdf(x, 0.3, 1.4),
    }
    steps, names = _parts()
    c = names["c"]
    for name, body in [
        ("eps", names["eps"] ** 3 * exp(c * names["eps"])),
        ("G", names["G"] ** 2 * exp(3 * names["G"])),
        ("X", cos(c + 2 * names["X"])),
        ("G", cos(c * names["G"] - 1)),
        ("C", cos(2 * names["C"])),
    ]:
        known = steps.conclusion(mean_step(steps, body))
        assert isinstance(known, Expectation)
        at = {names[n]: v for n, v in numbers.items()}
        term = body.xreplace(at)
        ends = (0, 12) if name == "G" else (-12, 12)
        number = lambdify(names[name], term, "math")
        inner = lambda x: number(x) * density[name](x)  # noqa: E731,B023
        if name == "C":  # the tails of the integral are those of a wave
            value = 2 * math.cos(0.6) * quad(
                lambda t: cauchy.pdf(t, 0, 1.4), 0, math.inf, weight="cos", wvar=2
            )[0]
        else:
            value = quad(inner, *ends, limit=300)[0]
        assert float(known.value.xreplace(at)) == pytest.approx(value, rel=1e-6)


def _parts():
    """A builder, and the parameters and variables by name."""
    block = check_names(parse_block(LETS + "prove E(eps*X*G*C) = c"), FAMILY_NAMES)
    [found] = goals(block)
    assert found.claim is not None
    builder = Builder(found.claim)
    return builder, {s.name: s for s in (*builder.claim.scope.names, *builder.claim.variables)}


def given(steps: Builder, symbol: Expr) -> int:
    return steps.add("hypothesis", (), (steps.claim.variables.index(symbol),))


def defined(steps: Builder, term: Expr) -> int:
    return steps.add("defined", (), (term, NUMBERS))


def test_a_tilted_moment_needs_its_interval_and_a_defined_value() -> None:
    steps, names = _parts()
    k, th, subject = names["k"], names["th"], names["G"]
    law, two = given(steps, subject), Integer(2)
    inside = steps.holds(Relation(two, "<", 1 / th))
    value = steps.conclusion(mean_step(steps, subject * exp(2 * subject))).value
    known = defined(steps, value)
    steps.add("expectation-tilted", (law, inside, known), (1, two))
    for premises, args in [
        ((law, known), (1, two)),
        ((law, inside), (1, two)),
        ((inside, known), (1, two)),
        ((law, inside, defined(steps, k)), (1, two)),
        ((law, inside, known), (0, two)),
        ((law, inside, known), (13, two)),
        ((law, inside, known), (1, 1 / th)),
        ((law, inside, known), (1, subject)),
        ((given(steps, names["C"]), inside, known), (1, two)),
    ]:
        with pytest.raises(RuleError, match="expectation-tilted"):
            steps.add("expectation-tilted", premises, args)


def test_a_mean_of_a_wave_needs_a_record_and_a_defined_value() -> None:
    steps, names = _parts()
    subject, c = names["X"], names["c"]
    law = given(steps, subject)
    named = steps.conclusion(law).law
    assert isinstance(named, Named)
    known = defined(steps, circular_value(named, "cos", c, Integer(2)))
    steps.add("expectation-circular", (law, known), ("cos", c, Integer(2)))
    for premises, args in [
        ((law,), ("cos", c, Integer(2))),
        ((law, known), ("sin", c, Integer(2))),
        ((law, known), ("cos", c, Integer(3))),
        ((law, known), ("tan", c, Integer(2))),
        ((law, known), ("cos", names["eps"], Integer(2))),
        ((law, known), ("cos", c, names["eps"])),
        ((known, law), ("cos", c, Integer(2))),
    ]:
        with pytest.raises(RuleError, match="expectation-circular"):
            steps.add("expectation-circular", premises, args)
