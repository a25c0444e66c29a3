"""Means by the symmetry of a law: claims, and every obligation of the rule."""

from __future__ import annotations

import pytest
from settled import fails, holds, unfinished
from sympy import Integer, Rational, oo, sign, tanh

from symreparam.derivation.symmetric_mean import symmetric_step
from symreparam.derivation.transport import letters
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import Expectation, HasLaw
from symreparam.pipeline import check_text
from symreparam.rules.symmetric_mean import mirrored
from symreparam.terms.region import interval
from symreparam.terms.scope import variable

LETS = """let mu real
let s > 0
let X ~ Normal(0, 1)
let M ~ Normal(mu, s)
let U ~ Uniform(-1, 1)
let V ~ Uniform(0, 1)
let L ~ Laplace(0, s)
let G ~ Logistic(mu, s)
let C ~ Cauchy(0, 1)
let T ~ StudentT(3)
let B ~ Beta(2, 2)
let D ~ Die(6)
let K ~ Poisson(2)
let W ~ Exponential(1)
"""
TRUE = [
    "E(tanh(X)) = 0",
    "E(sigmoid(X)) = 1/2",
    "E(X*exp(-X^4)) = 0",
    "E(X*log(1 + X^2)) = 0",
    "E(tanh(M - mu)) = 0",
    "E(sigmoid((M - mu)/s)) = 1/2",
    "E(Phi(X)) = 1/2",
    "E(atan(C)) = 0",
    "E(C/(1 + C^2)) = 0",
    "E(T/(1 + T^4)) = 0",
    "E(U*exp(cos(U))) = 0",
    "E(sin(L)*exp(cos(L))) = 0",
    "E(tanh(G - mu)) = 0",
    "E(atan(2*B - 1)) = 0",
    "E(tanh(D - 7/2)) = 0",
    "E(cos(pi*V)*exp(sin(pi*V))) = 0",
]
FALSE = [
    "E(tanh(X)) = 1/10",
    "E(sigmoid(X)) = 1/3",
    "E(atan(C)) = 1/2",
    "E(tanh(W - 1)) = 0",
    "E(sigmoid(M)) = sigmoid(mu)",
    "E(tanh(D - 3)) = 0",
    "E(U*exp(cos(U))) = 1/10",
]
# the function is odd and the law symmetric, and there is no mean
NO_MEAN = [
    "E(C) = 0",
    "E(C^3/(1 + C^2)) = 0",
    "E(C*cos(C)) = 0",
    "E(X*exp(X^2/2)) = 0",
    "E(1/X) = 0",
    "E(1/(2*V - 1)) = 0",
    "E(T^3) = 0",
]


@pytest.mark.parametrize("goal", TRUE)
def test_true_claims(goal: str) -> None:
    holds(LETS, goal)


@pytest.mark.parametrize("goal", FALSE)
def test_false_claims(goal: str) -> None:
    fails(LETS, goal)


@pytest.mark.parametrize("goal", NO_MEAN)
def test_a_principal_value_is_no_mean(goal: str) -> None:
    assert check_text(f"{LETS}prove {goal}")[0].verdict in ("refuted", "undecided", "error")


def test_every_part_of_a_mean_by_symmetry_is_needed() -> None:
    builder, proof = unfinished(LETS, "E(tanh(M - mu)) = 0", "prove")
    step = next(s for s in proof.steps if s.rule == "expectation-symmetric")
    builder.add(step.rule, step.premises, step.args)
    for index in range(3):
        fewer = step.premises[:index] + step.premises[index + 1 :]
        with pytest.raises(RuleError, match="expectation-symmetric"):
            builder.add(step.rule, fewer, step.args)
    law, mirror, equal = step.premises
    body, centre, value, over = step.args
    other = builder.add("hypothesis", (), (0,))
    for premises in (
        (mirror, mirror, equal),
        (law, law, equal),
        (law, mirror, mirror),
        (other, mirror, equal),
    ):
        with pytest.raises(RuleError, match="expectation-symmetric"):
            builder.add(step.rule, premises, step.args)
    letter = over.variables[0]
    given = builder.conclusion(law)
    assert isinstance(given, HasLaw)
    for wrong in (
        (body + 1, centre, value, over),
        (2 * body, centre, value + 1, over),
        (body, centre + 1, value, over),
        (body, given.subject, value, over),
        (body, centre, value + 1, over),
        (body, centre, given.subject, over),
        (body, centre, value, interval(letter, Integer(0), oo)),
        (body, centre, letter, over),
        (body, centre, value),
    ):
        with pytest.raises(RuleError, match=r"expectation-symmetric|form"):
            builder.add(step.rule, step.premises, wrong)


def test_a_mean_by_symmetry_is_finite() -> None:
    """The planted falsehood: all premises of E C = 0 for a Cauchy variable hold."""
    builder, proof = unfinished(LETS, "E(atan(C)) = 0", "prove")
    step = next(s for s in proof.steps if s.rule == "expectation-symmetric")
    body, centre, value, over = step.args
    odd = next(symbol for symbol in body.free_symbols)
    letter = over.variables[0]
    for term in (odd, odd**3 / (1 + odd**2), odd * (1 + odd**2) ** Rational(1, 7) / (2 + odd**2)):
        same = builder.equal(*mirrored(term, odd, centre, value, letter), over)
        with pytest.raises(RuleError, match=r"expectation-symmetric\.finite"):
            builder.add(step.rule, (*step.premises[:2], same), (term, centre, value, over))


def test_the_region_carries_the_law() -> None:
    builder, proof = unfinished(LETS, "E(U*exp(cos(U))) = 0", "prove")
    step = next(s for s in proof.steps if s.rule == "expectation-symmetric")
    body, centre, value, over = step.args
    half = interval(over.variables[0], Rational(-1, 2), Rational(1, 2))
    [odd] = body.free_symbols
    same = builder.equal(*mirrored(body, odd, centre, value, variable("x_1")), half)
    with pytest.raises(RuleError, match=r"expectation-symmetric\.(region|equal)"):
        builder.add(step.rule, (*step.premises[:2], same), (body, centre, value, half))


def test_a_mean_whose_term_has_no_value_at_the_centre() -> None:
    """X min(1, 1/|X|) is not defined at 0, where SymPy compares 1 with 1/0."""
    lets = "let X ~ Normal(0, 1)\n"
    holds(lets, "E(X*min(1, 1/abs(X))) = 0")
    fails(lets, "E(X*min(1, 1/abs(X))) = 1")


def test_an_equation_that_leaves_out_a_mass_is_not_enough() -> None:
    """The planted falsehood E sign(K - 1)^2 = 1: f(x) + f(-x) = 2 holds almost everywhere."""
    lets = "let K ~ DiscreteUniform(-2, 2)\n"
    builder, _ = unfinished(lets, "E(tanh(K)) = 0", "prove")
    [odd] = builder.claim.variables
    known = builder.conclusion(symmetric_step(builder, odd, tanh(odd), letters(builder)))
    assert isinstance(known, Expectation) and known.value == 0
    for term in (sign(odd - 1) ** 2, abs(odd) / odd):
        with pytest.raises(RuleError, match=r"expectation-symmetric\.(masses|centre)"):
            symmetric_step(builder, odd, term, letters(builder))
