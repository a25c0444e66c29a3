"""Laws given a value: claims of the language, and every obligation of Bayes' theorem."""

from __future__ import annotations

from dataclasses import replace

import pytest
from settled import fails, holds, unfinished
from sympy import Integer, Rational, Symbol

from symreparam.checker.replay import replay
from symreparam.logic.errors import ProofError, RuleError
from symreparam.logic.judgement import GivenValue
from symreparam.logic.proof import Proof, Step
from symreparam.pipeline import check_text

LETS = """let x, m real
let a, b, s, t, lam, mu, y > 0
let 0 < p < 1
let -1 < r < 1
let n integer >= 2
let M ~ Normal(0, 1)
let X ~ Normal(M, 1)
let A ~ Normal(m, s)
let C ~ Normal(A, t)
let L ~ Gamma(a, 1/b)
let W ~ Exponential(L)
let E1, E2 ~ Exponential(lam)
let Z1, Z2 ~ Normal(0, 1)
let K ~ Poisson(lam)
let N ~ Poisson(mu)
let G, H ~ Geometric(p)
let U, V ~ Uniform(0, 1)
let Q ~ Beta(a, b)
let B ~ Bernoulli(Q)
let (u, v) ~ MultivariateNormal((0, 0), ((1, r), (r, 1)))
"""
TRUE = [
    "E(M*X given X = x) = x^2/2",
    "(M given X = x) ~ Normal(x/2, sqrt(1/2))",
    "(A given C = x) ~ Normal((m*t^2 + x*s^2)/(s^2 + t^2), s*t/sqrt(s^2 + t^2))",
    "(X given M = x) ~ Normal(x, 1)",
    "(L given W = y) ~ Gamma(a + 1, 1/(b + y))",
    "(E1 given E1 + E2 = y) ~ Uniform(0, y)",
    "(Z1 given Z1 + Z2 = x) ~ Normal(x/2, sqrt(1/2))",
    "(Z1 + Z2 given Z1 = x) ~ Normal(x, 1)",
    "(Z1 given Z1 + Z2 = 0) ~ Normal(0, sqrt(1/2))",
    "(K given K + N = n) ~ Binomial(n, lam/(lam + mu))",
    "(G given G + H = n) ~ DiscreteUniform(1, n - 1)",
    "(G given G + H = n) has mass 1/(n - 1) at k for integer 1 <= k <= n - 1",
    "(U given U + V = 1/2) ~ Uniform(0, 1/2)",
    "(U given U + V = 3/2) ~ Uniform(1/2, 1)",
    "(Q given B = 1) ~ Beta(a + 1, b)",
    "(Q given B = 0) ~ Beta(a, b + 1)",
    "(v given u = x) ~ Normal(r*x, sqrt(1 - r^2))",
    "(u given v = x) ~ Normal(r*x, sqrt(1 - r^2))",
]
FALSE = [
    "(M given X = x) ~ Normal(x, sqrt(1/2))",
    "(M given X = x) ~ Normal(x/2, 1/2)",
    "(L given W = y) ~ Gamma(a, 1/(b + y))",
    "(E1 given E1 + E2 = y) ~ Uniform(0, 2*y)",
    "(Z1 + Z2 given Z1 = x) ~ Normal(0, sqrt(2))",
    "(K given K + N = n) ~ Binomial(n, 1/2)",
    "(Q given B = 0) ~ Beta(a, b)",
    "(v given u = x) ~ Normal(x, 1)",
    "(U given U = 1/2) ~ Uniform(0, 1)",
    "(M given X = x) ~ Normal(x/2, m)",
]


@pytest.mark.parametrize("goal", TRUE)
def test_true_claims(goal: str) -> None:
    holds(LETS, goal)


@pytest.mark.parametrize("goal", FALSE)
def test_false_claims(goal: str) -> None:
    fails(LETS, goal)


@pytest.mark.parametrize(
    ("goal", "verdict"),
    [
        ("(U given U = V) ~ Uniform(0, 1)", "error"),
        ("(U given U + V = 3) ~ Uniform(0, 1)", "error"),
        ("(U given U = 2) ~ Point(2)", "error"),
    ],
)
def test_what_is_not_settled(goal: str, verdict: str) -> None:
    for word in ("prove", "refute"):
        [found] = check_text(f"{LETS}{word} {goal}")
        assert found.verdict == verdict, found.reason


# --- the rules ----------------------------------------------------------------------------------
def proof_of(goal: str, word: str = "prove") -> Proof:
    [found] = check_text(f"{LETS}{word} {goal}")
    assert found.proof is not None, found.reason
    return found.proof


def bayes(proof: Proof) -> tuple[int, Step]:
    return next((i, s) for i, s in enumerate(proof.steps) if s.rule == "bayes")


def changed(proof: Proof, place: int, step: Step) -> Proof:
    return replace(proof, steps=(*proof.steps[:place], step, *proof.steps[place + 1 :]))


@pytest.mark.parametrize(
    "goal",
    [
        "(E1 given E1 + E2 = y) ~ Uniform(0, y)",
        "(U given U + V = 3/2) ~ Uniform(1/2, 1)",
        "(K given K + N = n) ~ Binomial(n, lam/(lam + mu))",
        "(Q given B = 1) ~ Beta(a + 1, b)",
    ],
)
def test_every_premise_of_bayes_theorem_is_needed(goal: str) -> None:
    proof = proof_of(goal)
    place, step = bayes(proof)
    for index in range(len(step.premises)):
        fewer = step.premises[:index] + step.premises[index + 1 :]
        with pytest.raises(ProofError) as caught:
            replay(changed(proof, place, replace(step, premises=fewer)))
        assert caught.value.code.startswith("bayes."), caught.value.code


@pytest.mark.parametrize("argument", range(6))
def test_every_argument_of_bayes_theorem_is_checked(argument: int) -> None:
    proof = proof_of("(E1 given E1 + E2 = y) ~ Uniform(0, y)")
    place, step = bayes(proof)
    stranger = Symbol("w", real=True)
    for wrong in (Integer(3), stranger, step.args[0], step.args[2]):
        if wrong == step.args[argument]:
            continue
        args = (*step.args[:argument], wrong, *step.args[argument + 1 :])
        with pytest.raises(ProofError) as caught:
            replay(changed(proof, place, replace(step, args=args)))
        assert caught.value.code.startswith("bayes."), caught.value.code


def test_the_conclusion_of_bayes_theorem_is_what_it_says() -> None:
    proof = proof_of("(U given U + V = 1/2) ~ Uniform(0, 1/2)")
    place, step = bayes(proof)
    known = step.conclusion
    assert isinstance(known, GivenValue)
    for wrong in (
        replace(known, value=Rational(1, 3)),
        replace(known, subject=known.given),
        replace(known, law=proof.claim.goal.law),
    ):
        with pytest.raises(ProofError):
            replay(changed(proof, place, replace(step, conclusion=wrong)))


def test_a_fixed_variable_lies_inside_of_its_support() -> None:
    builder, proof = unfinished(LETS, "(E1 + E2 given E1 = y) has density lam*exp(-lam*(z - y)) "
                                "for z > y", "prove")
    step = next(s for s in (*builder.steps, proof.steps[-1]) if s.rule == "given-fixed")
    builder.add(step.rule, step.premises, step.args)
    for index in range(len(step.premises)):
        fewer = step.premises[:index] + step.premises[index + 1 :]
        with pytest.raises(RuleError, match="given-fixed"):
            builder.add(step.rule, fewer, step.args)
    subject, given, value, symbol, slope, rest, place, index = step.args
    for wrong in (
        (subject, given, value, symbol, slope, rest, place + 1, index),
        (subject, given, value + 1, symbol, slope, rest, place, index),
        (subject, 2 * given, value, symbol, slope, rest, place, index),
        (subject, given, value, symbol, slope * 2, rest, place, index),
        (subject, given, value, symbol, slope, rest + 1, place, index),
        (2 * subject, given, value, symbol, slope, rest, place, index),
        (subject, given, symbol, symbol, slope, rest, symbol, index),
        (subject, given, value, symbol, slope, rest, place, 1),
    ):
        with pytest.raises(RuleError, match="given-fixed"):
            builder.add(step.rule, step.premises, wrong)


def test_terms_with_jumps_have_no_continuous_version() -> None:
    [found] = check_text(f"{LETS}prove (if(U = 1/2, 0, V) given U = 1/2) ~ Point(0)")
    assert found.verdict not in ("proved", "refuted")


def test_another_law_needs_a_difference() -> None:
    builder, proof = unfinished(LETS, "(M given X = x) ~ Normal(x, sqrt(1/2))", "refute")
    last = proof.steps[-1]
    [goal] = last.args
    true = builder.conclusion(last.premises[0])
    assert isinstance(true, GivenValue)
    for index in range(len(last.premises)):
        fewer = last.premises[:index] + last.premises[index + 1 :]
        with pytest.raises(RuleError, match="given-value-fails"):
            builder.add(last.rule, fewer, last.args)
    for wrong in (
        replace(goal, law=true.law),
        replace(goal, value=goal.value + 1),
        replace(goal, subject=2 * goal.subject),
        replace(goal, given=2 * goal.given),
    ):
        with pytest.raises(RuleError, match="given-value-fails"):
            builder.add(last.rule, last.premises, (wrong,))


def test_rewriting_needs_the_same_measure() -> None:
    builder, proof = unfinished(LETS, "(M given X = x) ~ Normal(x/2, sqrt(1/2))", "prove")
    last = proof.steps[-1]
    assert last.rule == "given-value-rewrite"
    first, second = last.premises
    for wrong in ((first,), (second, first), (first, first)):
        with pytest.raises(RuleError, match="given-value-rewrite"):
            builder.add(last.rule, wrong)
    other = next(
        i for i, s in enumerate(builder.steps) if s.rule == "family" and i != second
    )
    with pytest.raises(RuleError, match="given-value-rewrite"):
        builder.add(last.rule, (first, other))
