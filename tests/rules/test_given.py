"""Conditions that are events, and medians: claims, and every obligation of the rules."""

from __future__ import annotations

from dataclasses import replace

import pytest
from settled import fails, holds, unfinished
from sympy import Eq, Integer, Rational

from symreparam.checker.replay import replay
from symreparam.derivation.builder import Builder
from symreparam.logic.codec import proof_from_json, proof_to_json
from symreparam.logic.errors import ProofError, RuleError
from symreparam.logic.judgement import GivenLaw
from symreparam.pipeline import check_text
from symreparam.terms.events import indicator
from symreparam.terms.scope import variable

LETS = """let a, b, lam, mu > 0
let 0 < p < 1
let m real
let n integer >= 1
let X ~ Exponential(lam)
let Y ~ Exponential(mu)
let E1, E2 ~ Normal(0, 1)
let U ~ Uniform(0, 1)
let G ~ Geometric(p)
let N ~ Poisson(2)
let T ~ StudentT(a)
let D ~ Die(6)
let B ~ Bernoulli(1/2)
"""
TRUE = [
    "(X - a given X > a) ~ Exponential(lam)",
    "(G - n given G > n) ~ Geometric(p)",
    "(X given X < Y) ~ Exponential(lam + mu)",
    "(Y - X given X < Y) ~ Exponential(mu)",
    "(E1 given E1 > 0) ~ HalfNormal(1)",
    "(E1 given E1 > a) has density exp(-t^2/2)/sqrt(2*pi)/(1 - Phi(a)) for t > a",
    "(log(E1) given E1 > 0) has density sqrt(2/pi)*exp(t - exp(2*t)/2) for t real",
    "(U given U > p) ~ Uniform(p, 1)",
    "(D - 3 given D > 3) ~ Die(3)",
    "P(X > a + b given X > a) = P(X > b)",
    "E(X given X > a) = a + 1/lam",
    "Var(U given U < p) = p^2/12",
    "E(1/N given N = 1) = 1",
    "P(N = 1 given N >= 1) = 2*exp(-2)/(1 - exp(-2))",
    "median(X) = log(2)/lam",
    "median(T) = 0",
    "median(exp(E1)) = 1",
    "median(E1) = E(E1)",
    "1/2 = median(B)",
    "median(B) = 0",
    "median(D) = 7/2",
]
FALSE = [
    "(X given X > a) ~ Exponential(lam)",
    "(X - m given X > m) ~ Exponential(lam)",
    "(U given U < b) ~ Uniform(0, b)",
    "(G given G > n) ~ Geometric(p)",
    "(X given X < Y) ~ Exponential(lam)",
    "(E1 given E1 > 0) ~ HalfNormal(2)",
    "(U given U^2 > 1/4) ~ Uniform(1/4, 1)",
    "(E1 given E1 > 0) ~ HalfNormal(a - 1)",
    "E(X given X > a) = 1/lam",
    "P(X > a + b given X > a) = exp(-lam*(a + b))",
    "median(X) = 1/lam",
    "median(X) = E(X)",
    "median(B) = 2",
    "median(D) = 5",
]


@pytest.mark.parametrize("goal", TRUE)
def test_true_claims(goal: str) -> None:
    holds(LETS, goal)


@pytest.mark.parametrize("goal", FALSE)
def test_false_claims(goal: str) -> None:
    fails(LETS, goal)


def test_for_all_shows_where_a_conditional_law_is_the_claimed_one() -> None:
    [found] = check_text(f"{LETS}refute (G - 1 given G > n) ~ Geometric(p) for all")
    assert (found.verdict, found.ok) == ("refuted", False)
    assert {str(s): v for s, v in found.holds_at}["n"] == 1
    assert check_text(f"{LETS}refute (X given X > a) ~ Exponential(lam) for all")[0].ok


def test_false_at_numbers_with_roots() -> None:
    lets = "let m > 0\nlet a > 0\nlet u > m\nlet X ~ Pareto(m, a)\n"
    fails(lets, "(X given X > u) ~ Pareto(m, a)")


@pytest.mark.parametrize(
    "goal",
    [
        "(U given U > 2) ~ Uniform(0, 1)",
        "(U given U > a) ~ Uniform(a, 1)",
        "E(U given U > 3) = 1",
        "P(U < 1/2 given U > a) = 0",
    ],
)
def test_events_of_probability_zero_are_an_error(goal: str) -> None:
    for word in ("prove", "refute"):
        [found] = check_text(f"{LETS}{word} {goal}")
        assert found.verdict == "error" and "probability 0" in found.reason


@pytest.mark.parametrize(
    "goal",
    [
        "(log(E1) given E1 > -1) ~ Normal(0, 1)",
        "E(sqrt(E1) given E1 < 1) = 0",
        "(1/N given N >= 0) has mass 1 at 1",
        "P(1/N > 0 given N < 2) = 1",
    ],
)
def test_terms_that_are_undefined_on_the_event_are_an_error(goal: str) -> None:
    assert all(check_text(f"{LETS}{w} {goal}")[0].verdict == "error" for w in ("prove", "refute"))


@pytest.mark.parametrize("goal", ["2*median(X) = 1", "median(X) + median(Y) = 1"])
def test_medians_stand_alone(goal: str) -> None:
    [found] = check_text(f"{LETS}prove {goal}")
    assert found.verdict == "unsupported" and "median" in found.reason


# --- the rules ----------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("goal", "word"),
    [
        ("(E1 given E1 > 0) ~ HalfNormal(1)", "prove"),
        ("(E1 given E1 > 0) ~ HalfNormal(2)", "refute"),
        ("(U given U > 1/2) has density 2 for 1/2 < t < 1", "prove"),
    ],
)
def test_every_part_of_a_conditional_law_is_needed(goal: str, word: str) -> None:
    builder, proof = unfinished(LETS, goal, word)
    last = proof.steps[-1]
    assert last.rule == "given-law"
    builder.add(last.rule, last.premises, last.args)
    for index in range(len(last.premises)):
        fewer = last.premises[:index] + last.premises[index + 1 :]
        with pytest.raises(RuleError, match="given-law"):
            builder.add(last.rule, fewer, last.args)
    known, place = last.args
    subject, event, law = known.subject, known.event, known.law
    [x] = subject.free_symbols
    for wrong in (
        (known, place + 1),
        (known, x),
        (GivenLaw(2 * subject, event, law), place),
        (GivenLaw(subject, indicator(x > 2), law), place),
        (GivenLaw(subject, x, law), place),
        (known,),
    ):
        with pytest.raises(RuleError, match=r"given-law|form"):
            builder.add(last.rule, last.premises, wrong)


def test_every_part_of_a_conditional_mean_is_needed() -> None:
    builder, proof = unfinished(LETS, "E(U given U > 1/2) = 3/4", "prove")
    step = next(s for s in proof.steps if s.rule == "given-expectation")
    for index in range(3):
        fewer = step.premises[:index] + step.premises[index + 1 :]
        with pytest.raises(RuleError, match="given-expectation"):
            builder.add(step.rule, fewer, step.args)
    body, event = step.args
    for wrong in ((body + 1, event), (body, indicator(Eq(body, 1))), (body, body), (body,)):
        with pytest.raises(RuleError, match="given-expectation"):
            builder.add(step.rule, step.premises, wrong)
    swapped = (step.premises[1], step.premises[0], step.premises[2])
    with pytest.raises(RuleError, match="given-expectation"):
        builder.add(step.rule, swapped, step.args)


def test_a_median_needs_both_probabilities() -> None:
    builder, proof = unfinished(LETS, "median(X) = log(2)/lam", "prove")
    step = next(s for s in proof.steps if s.rule == "median")
    for index in range(4):
        fewer = step.premises[:index] + step.premises[index + 1 :]
        with pytest.raises(RuleError, match="median"):
            builder.add(step.rule, fewer, step.args)
    subject, value = step.args
    for wrong in ((subject, value + 1), (2 * subject, value), (subject,)):
        with pytest.raises(RuleError, match="median"):
            builder.add(step.rule, step.premises, wrong)
    first, half, second, other = step.premises
    for mixed in ((second, other, first, half), (first, half, first, half)):
        with pytest.raises(RuleError, match="median"):
            builder.add(step.rule, mixed, step.args)


def test_a_symmetric_median_needs_the_symmetry_at_that_point() -> None:
    builder, proof = unfinished(LETS, "median(T) = 0", "prove")
    step = next(s for s in proof.steps if s.rule == "median-symmetric")
    subject, value = step.args
    for wrong in ((subject, value + 1), (2 * subject, value), (subject,)):
        with pytest.raises(RuleError, match="median-symmetric"):
            builder.add(step.rule, step.premises, wrong)
    with pytest.raises(RuleError, match="median-symmetric"):
        builder.add(step.rule, (), step.args)


def test_no_median_needs_a_probability_below_one_half() -> None:
    builder, proof = unfinished(LETS, "median(X) = E(X)", "refute")
    last = proof.steps[-1]
    assert last.rule == "median-fails"
    for index in range(len(last.premises)):
        fewer = last.premises[:index] + last.premises[index + 1 :]
        with pytest.raises(RuleError, match="median-fails"):
            builder.add(last.rule, fewer, last.args)
    [goal] = last.args
    other = type(goal)(goal.right, goal.left, goal.means)
    twice = type(goal)(goal.left, goal.left + Integer(1), goal.means)
    for wrong in (other, twice, type(goal)(goal.left, Rational(1, 7), goal.means[:1])):
        with pytest.raises(RuleError, match="median-fails"):
            builder.add(last.rule, last.premises, (wrong,))


def test_some_median_does_not_refute_an_equation() -> None:
    """B has all of [0, 1] for medians: 0 is one, and 1 is not refuted by that."""
    [found] = check_text(f"{LETS}prove median(B) = 0")
    assert found.proof is not None
    builder = Builder(found.proof.claim)
    for step in found.proof.steps[:-1]:
        builder.add(step.rule, step.premises, step.args)
    goal = found.proof.claim.goal
    wrong = type(goal)(goal.left, Integer(1), goal.means)
    median = found.proof.steps[-1].premises[0]
    gap = builder.sign(Integer(-1))
    with pytest.raises(RuleError, match=r"equation-fails.median"):
        builder.add("equation-fails", (median, gap), (wrong,))


def test_a_missing_law_must_be_the_claimed_one() -> None:
    builder, proof = unfinished(LETS, "(E1 given E1 > 0) ~ HalfNormal(a - 1)", "refute")
    last = proof.steps[-1]
    assert last.rule == "given-no-law"
    [goal] = last.args
    other = GivenLaw(goal.subject, goal.event, builder.claim.hypotheses[0].law)
    for premises, args in ((last.premises, (other,)), ((), last.args), (last.premises, ())):
        with pytest.raises(RuleError, match="given-no-law"):
            builder.add(last.rule, premises, args)


def test_a_forged_event_is_rejected() -> None:
    [found] = check_text(f"{LETS}prove (X - a given X > a) ~ Exponential(lam)")
    text = proof_to_json(found.proof)
    for old, new in (('"StrictLessThan"', '"LessThan"'), ('"event"', '"evnt"')):
        with pytest.raises(ProofError):
            replay(proof_from_json(text.replace(old, new)), found.claim)


def test_a_median_is_a_side_of_its_own() -> None:
    """Planted: with 0 and 1 for medians of one variable, median(B) = median(B) + 1 would follow."""
    builder, proof = unfinished(LETS, "median(B) = 0", "prove")
    last = proof.steps[-1]
    assert last.rule == "equation"
    [goal] = last.args
    [letter] = goal.means
    same = last.premises[-1]
    builder.add(last.rule, last.premises, last.args)
    for wrong in (
        replace(goal, right=2 * goal.left),
        replace(goal, left=goal.right, right=goal.left),
        replace(goal, left=goal.left**2),
    ):
        with pytest.raises(RuleError, match=r"equation\.median"):
            builder.add(last.rule, last.premises, (wrong,))
    other = replace(letter, letter=variable("m_2"))
    twice = replace(goal, right=other.letter, means=(letter, other))
    with pytest.raises(RuleError, match=r"equation\.median"):
        builder.add(last.rule, (last.premises[0], last.premises[0], same), (twice,))
