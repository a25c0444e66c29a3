"""Bounds of means: the evidence lower bound by Jensen's inequality and by a divergence; rejects."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sympy import Integer, Symbol, exp, log

from symreparam.checker.replay import replay
from symreparam.derivation.builder import Builder
from symreparam.logic.codec import proof_from_json, proof_to_json
from symreparam.logic.errors import ClaimError, ProofError, RuleError
from symreparam.logic.judgement import AtMost, Equation, HasLaw, Mean, SameLaw
from symreparam.render.latex import latex_document
from symreparam.render.text import outcome_text
from symreparam.studies.elbo import bound, evidence_bound, gaussian_evidence_bound
from symreparam.terms.functions import applied

TRUE = [
    ("let z ~ Exponential(1)", "E(f(z))", "log(E(exp(f(z))))", ""),
    ("let z, w ~ Normal(0, 1)", "E(f(z)) + E(g(w))", "log(E(exp(f(z) + g(w))))", ""),
    ("let a real\nlet z ~ Normal(0, 1)", "a + E(z)", "log(E(exp(a + z)))", ""),
    ("let z ~ Laplace(0, 1)", "2*E(f(z)) - E(g(z))", "log(E(exp(2*f(z) - g(z))))", ""),
]
FALSE = [
    ("let z ~ Exponential(1)", "E(f(z))", "log(E(exp(2*f(z))))", ""),
    ("let z ~ Exponential(1)", "2*E(f(z))", "log(E(exp(f(z))))", ""),
    ("let z ~ Exponential(1)", "E(f(z)) + 1", "log(E(exp(f(z))))", ""),
    ("let z ~ Exponential(1)", "E(f(z))", "E(exp(f(z)))", ""),
    ("let z ~ Exponential(1)", "E(f(z))^2", "log(E(exp(f(z)^2)))", ""),
    ("let z ~ Normal(0, 1)", "E(f(z))", "log(E(exp(f(-z))))", ""),
    ("let k > 0", "0", "0", "KL(Exponential(k), Exponential(1))"),
]


@pytest.mark.parametrize(("lets", "lower", "upper", "gap"), TRUE)
def test_bounds(lets: str, lower: str, upper: str, gap: str) -> None:
    found = bound(lets, lower, upper, gap)
    assert (found.verdict, found.ok) == ("proved", True), found.reason
    assert not replay(found.proof, found.claim).refuted
    assert proof_from_json(proof_to_json(found.proof)) == found.proof


@pytest.mark.parametrize(("lets", "lower", "upper", "gap"), FALSE)
def test_what_is_no_bound(lets: str, lower: str, upper: str, gap: str) -> None:
    assert bound(lets, lower, upper, gap).verdict != "proved"


def test_a_gap_between_an_entropy_and_a_cross_entropy() -> None:
    cross = "E(X/s) + log(s)"
    lets = "let k, s > 0\nlet X ~ Exponential(k)"
    gap = "KL(Exponential(k), Exponential(1/s))"
    found = bound(lets, "entropy(Exponential(k))", cross, gap)
    assert found.ok, found.reason
    assert not bound(lets, cross, "entropy(Exponential(k))", gap).ok


def test_text_that_is_no_bound() -> None:
    with pytest.raises(ClaimError):
        bound("let z ~ Normal(0, 1)", "z", "z")
    with pytest.raises(ClaimError):
        bound("let a > 0\nlet a < -1\nlet z ~ Normal(0, 1)", "E(z)", "log(E(exp(z)))")


def test_the_evidence_bounds_are_told() -> None:
    for found in (evidence_bound(), gaussian_evidence_bound()):
        assert found.ok, found.reason
        text = outcome_text(found)
        assert "Jensen" in text and "≤" in text and "The steps, in order" not in text
        assert r"\leq" in latex_document(found) or r"\le" in latex_document(found)


def test_a_proof_of_one_bound_is_none_of_another() -> None:
    found = evidence_bound()
    goal = found.claim.goal
    for other in (
        replace(goal, left=goal.left + 1),
        replace(goal, left=goal.right, right=goal.left),
        Equation(goal.left, goal.right, goal.means),
    ):
        with pytest.raises(ProofError):
            replay(found.proof, replace(found.claim, goal=other))


# --- the rules by hand ----------------------------------------------------------------------------
def _jensen():
    found = bound("let z ~ Normal(0, 1)", "E(f(z))", "log(E(exp(f(z))))")
    steps = Builder(found.claim)
    return steps, found.claim.goal, found.claim.variables[0]


def test_jensen_needs_the_logarithm_of_the_mean_of_the_exponential() -> None:
    steps, goal, z = _jensen()
    mean, weight = goal.means
    f, one, two = applied("f", 0, z), mean.letter, weight.letter
    steps.add("jensen", (), (goal,))
    for bad in (
        AtMost(one, two, goal.means),
        AtMost(one, 2 * log(two), goal.means),
        AtMost(one + log(two), log(two), goal.means),
        AtMost(log(two), one, goal.means),
        AtMost(one, log(two), (mean, Mean(two, f))),
        AtMost(one, log(two), (mean, Mean(two, exp(-f)))),
        AtMost(one, log(two), (Mean(one, f + 1), weight)),
        AtMost(one, log(two), (Mean(one, f / z), Mean(two, exp(f / z)))),
        AtMost(Integer(0), log(two), (weight,)),
    ):
        with pytest.raises(RuleError):
            steps.add("jensen", (), (bad,))
    with pytest.raises(RuleError):
        steps.add("jensen", (), (Equation(goal.left, goal.right, goal.means),))


def test_a_divergence_needs_both_laws_and_a_bound_its_gap() -> None:
    found = gaussian_evidence_bound()
    proof, steps = found.proof, Builder(found.claim)
    numbers = {}
    for index, step in enumerate(proof.steps):
        premises = tuple(numbers[p] for p in step.premises)
        numbers[index] = steps.add(step.rule, premises, step.args)
    last = proof.steps[-1]
    known, above = (numbers[p] for p in last.premises)
    [wanted] = proof.steps[last.premises[1]].args
    given, second = (numbers[p] for p in proof.steps[last.premises[1]].premises)
    assert isinstance(steps.conclusion(given), HasLaw)
    assert isinstance(steps.conclusion(second), SameLaw)
    for premises in ((given, given), (second, given), (given,), (known, second)):
        with pytest.raises(RuleError, match="divergence-not-negative"):
            steps.add("divergence-not-negative", premises, (wanted,))
    with pytest.raises(RuleError):
        other = replace(wanted, subject=found.claim.variables[0])
        steps.add("divergence-not-negative", (given, second), (other,))
    with pytest.raises(RuleError):
        other = replace(wanted, law=replace(wanted.law, arguments=(Integer(0), Integer(1))))
        steps.add("divergence-not-negative", (given, second), (other,))
    goal = found.claim.goal
    for bad in (
        replace(goal, left=goal.right, right=goal.left),
        replace(goal, left=goal.left + Integer(1) / 10),
        replace(goal, right=2 * goal.right),
        replace(goal, means=(*goal.means[:-1], replace(goal.means[-1], subject=Symbol("y")))),
    ):
        with pytest.raises(RuleError):
            steps.add("bound", (known, above), (bad,))
    for premises in ((above, known), (known, known), (known,)):
        with pytest.raises(RuleError):
            steps.add("bound", premises, (goal,))
