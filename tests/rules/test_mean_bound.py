"""Means bounded rigorously: equations refuted by them, and every obligation of the rules."""

from __future__ import annotations

import pytest
from settled import fails, unfinished
from sympy import Abs, Integer, Max, Symbol, exp, log, oo

from symreparam.derivation.builder import Builder
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import DivergenceOf, EntropyOf, Equation, Mean
from symreparam.pipeline import check_text
from symreparam.render.text import outcome_text
from symreparam.rules.sign_parts import replaced
from symreparam.terms.law import Named
from symreparam.terms.mapping import Map
from symreparam.terms.region import interval
from symreparam.terms.scope import variable

LETS = """let s > 0
let X, Y ~ Normal(0, 1)
let S ~ Normal(0, s)
let U ~ Uniform(0, 1)
let Z ~ Exponential(1)
let N ~ Poisson(2)
let D ~ Die(6)
let C ~ Cauchy(0, 1)
"""
FALSE = [
    "E(1/(1 + X^2)) = 1/2",
    "E(1/(1 + X^2)) = 2/3",
    "E(log(1 + X^2)) = 1/2",
    "E(log(1 + X^2)) = 3/5",
    "E(log(1 + exp(X))) = 1",
    "E(log(1 + exp(X))) = 4/5",
    "E(tanh(X)^2) = 1/2",
    "E(log(1 + N)) = 1",
    "E(log(1 + N)) = 9/10",
    "E(exp(-X^4)) = 1/2",
    "2*E(1/(1 + X^2)) + E(X^2) = 2",
    "E(sin(U)/(1 + U)) = 1/4",
    "E(1/(1 + S^2)) = 1/(1 + s^2)",
    "E(atan(C)^2) = 1",
    "P(X > Z) = 1/10",
    "P(sin(X) + X*Y > 1/2) = 1/2",
]
# the claimed value is true, or too near the true one, or the mean does not exist
OPEN = [
    "E(1/(1 + X^2)) = sqrt(pi*exp(1)/2)*erfc(1/sqrt(2))",
    "E(tanh(X)) = 0",
    "E(log(1 + exp(X)) - log(1 + exp(-X))) = 0",
    "E(sin(X)) = 0",
]


@pytest.mark.parametrize("goal", FALSE)
def test_false_claims(goal: str) -> None:
    fails(LETS, goal)


@pytest.mark.parametrize("goal", OPEN)
def test_true_claims_are_never_refuted(goal: str) -> None:
    [found] = check_text(f"{LETS}prove {goal}")
    assert found.verdict in ("proved", "undecided")


def test_every_part_of_a_bound_is_needed() -> None:
    builder, proof = unfinished(LETS, "E(log(1 + X^2)) = 3/5", "refute")
    step = proof.steps[-1]
    assert step.rule == "equation-fails-bound"
    builder.add(step.rule, step.premises, step.args)
    for index in range(len(step.premises)):
        fewer = step.premises[:index] + step.premises[index + 1 :]
        with pytest.raises(RuleError, match="equation-fails-bound"):
            builder.add(step.rule, fewer, step.args)
    goal, place, comparison, side, rows, letters, least, asked = step.args
    assert isinstance(goal, Equation)
    mean = goal.means[0]
    other = Equation(goal.left, goal.right + 1, goal.means)
    square = Equation(goal.left**2, goal.right, goal.means)
    for wrong in (
        (other, place, comparison, side, rows, letters, least, asked),
        (square, place, comparison, side, rows, letters, least, asked),
        (goal, 1, comparison, side, rows, letters, least, asked),
        (goal, place, comparison + 1, side, rows, letters, least, asked),
        (goal, place, comparison, -side, rows, letters, least, asked),
        (goal, place, comparison, 2, rows, letters, least, asked),
        (goal, place, comparison, side, ((),), letters, least, asked),
        (goal, place, comparison, side, rows, (), least, asked),
        (goal, place, comparison, side, rows, letters, least + 1, asked),
        (goal, place, comparison, side, rows, letters, mean.letter, asked),
        (goal, place, comparison, side, rows, letters, least, asked - 1),
    ):
        with pytest.raises(RuleError, match=r"equation-fails-bound|form"):
            builder.add(step.rule, step.premises, wrong)


INFORMATION = [
    "KL(Normal(0, 1), Cauchy(0, 1)) = 1/4",
    "KL(Normal(0, 1), Cauchy(0, 1)) = 3/10",
    "KL(Normal(0, 1), Logistic(0, 1)) = 1/10",
    "KL(Logistic(0, 1), Cauchy(0, 1)) = 1",
    "KL(Poisson(1), Geometric(1/2)) = 1/4",
    "KL(X, Cauchy(0, 1)) = -1/10",
    "KL(Normal(s, 1), Cauchy(0, 1)) = 1/4",
    "entropy(GaussianInverse(1, 1)) = 1",
    "entropy(X) = KL(X, Cauchy(0, 1))",
]
# 0.259245 and 0.876946 by SciPy
CLOSE = ["KL(Normal(0, 1), Cauchy(0, 1)) = 0.25925", "entropy(GaussianInverse(1, 1)) = 0.8769"]


@pytest.mark.parametrize("goal", INFORMATION)
def test_false_divergences_and_entropies(goal: str) -> None:
    fails(LETS, goal)


@pytest.mark.parametrize("goal", CLOSE)
def test_values_that_are_near_are_not_refuted(goal: str) -> None:
    [found] = check_text(f"{LETS}prove {goal}")
    assert found.verdict == "undecided"


def test_a_bounded_divergence_is_told() -> None:
    [found] = check_text("refute KL(Normal(0, 1), Cauchy(0, 1)) = 1/4")
    text = outcome_text(found)
    assert "the mean of a logarithm" in text and "≥ 0.25" in text


def test_every_part_of_a_bounded_divergence_is_needed() -> None:
    builder, proof = unfinished(LETS, "KL(X, Cauchy(0, 1)) = 1/4", "refute")
    step = proof.steps[-1]
    assert step.rule == "equation-fails-bound" and len(step.args) == 10
    builder.add(step.rule, step.premises, step.args)
    goal, place, *kept, mapping, size = step.args
    assert isinstance(goal, Equation) and isinstance(mapping, Map) and isinstance(size, int)
    wanted = goal.means[0]
    assert isinstance(wanted, DivergenceOf)
    for index in range(len(step.premises)):
        fewer = step.premises[:index] + step.premises[index + 1 :]
        with pytest.raises(RuleError, match=r"equation-fails-bound|divergence"):
            builder.add(step.rule, fewer, step.args)
    more = Map(mapping.variable, mapping.body + 1, mapping.source)
    others = [
        EntropyOf(wanted.letter, wanted.subject),
        DivergenceOf(wanted.letter, wanted.subject, Named("Cauchy", (Integer(0), Integer(2)))),
        Mean(wanted.letter, mapping.at(wanted.subject)),
    ]
    wrong = [(Equation(goal.left, goal.right, (m,)), place, *kept, mapping, size) for m in others]
    for args in (
        *wrong,
        (goal, place, *kept, more, size),
        (goal, place, *kept, mapping, size - 1),
        (goal, place, *kept, mapping, 99),
        (goal, place, *kept),
        (goal, place, *kept, mapping),
    ):
        with pytest.raises(RuleError, match=r"equation-fails-bound|divergence|entropy"):
            builder.add(step.rule, step.premises, args)


def test_a_bound_needs_a_term_that_is_nowhere_negative() -> None:
    """With a comparison that is too small the parts that are left out would count against it."""
    builder, proof = unfinished(LETS, "E(log(1 + X^2)) = 3/5", "refute")
    step = proof.steps[-1]
    x = variable("x_0")
    with pytest.raises(RuleError, match="sign"):
        builder.sign_is(-log(1 + x**2), ">=", interval(x, -oo, oo))
    args = (*step.args[:2], Integer(0), *step.args[3:])
    with pytest.raises(RuleError, match=r"equation-fails-bound\.sign"):
        builder.add(step.rule, step.premises, args)


def test_a_bound_is_of_one_parameter_value() -> None:
    builder, proof = unfinished(LETS, "E(1/(1 + S^2)) = 1/(1 + s^2)", "refute")
    step = proof.steps[-1]
    assert step.rule == "equation-fails-bound" and proof.at
    free = Builder(builder.original)
    with pytest.raises(RuleError, match=r"equation-fails-bound\.scope"):
        free.add(step.rule, (), step.args)


# --- signs by simpler terms -----------------------------------------------------------------------
x = variable("x_0")
LINE = interval(x, -oo, oo)


def plain() -> Builder:
    return unfinished(LETS, "E(1/(1 + X^2)) = 1/2", "refute")[0]


def test_tangent_lines() -> None:
    builder = plain()
    term = 1 + exp(x) - log(1 + exp(x))
    logs = (-log(1 + exp(x)),)
    simpler = builder.sign_is(replaced(term, logs, 1), "+", LINE)
    known = builder.add("defined", (), (term, LINE))
    builder.add("sign-tangent", (simpler, known), (term, LINE, "+", logs))
    weaker = builder.sign_is(replaced(term, logs, 1) + 1, "+", LINE)
    for premises, args in (
        ((simpler,), (term, LINE, "+", logs)),
        ((simpler, simpler), (term, LINE, "+", logs)),
        ((weaker, known), (term, LINE, "+", logs)),
        ((simpler, known), (term + 1, LINE, "+", logs)),
        ((simpler, known), (term, interval(x, 0, oo), "+", logs)),
        ((simpler, known), (term, LINE, "-", logs)),
        ((simpler, known), (term, LINE, "!=", logs)),
        ((simpler, known), (term, LINE, ">=", logs)),
        ((simpler, known), (term, LINE, "+", ())),
        ((simpler, known), (term, LINE, "+", logs * 2)),
        ((simpler, known), (term, LINE, "+", (log(1 + exp(x)),))),
        ((simpler, known), (term, LINE, "+", (Integer(1),))),
    ):
        with pytest.raises(RuleError, match=r"sign-tangent|form"):
            builder.add("sign-tangent", premises, args)


@pytest.mark.parametrize(
    ("term", "summand", "side"),
    [
        (log(1 + exp(x)), log(1 + exp(x)), 1),
        (-exp(x), -exp(x), 1),
        (-log(1 + exp(x)), -log(1 + exp(x)), -1),
        (exp(x), exp(x), -1),
        (x * exp(x), x * exp(x), 1),
        (x**2, x**2, 1),
    ],
)
def test_tangent_lines_lie_on_one_side(term: object, summand: object, side: int) -> None:
    with pytest.raises(RuleError, match="sign-tangent"):
        replaced(term, (summand,), side)  # type: ignore[arg-type]


def test_a_maximum_is_one_of_its_values() -> None:
    builder = plain()
    term = x**2 + 1 + Max(x, 0)
    values = sorted((x, Integer(0)), key=str)
    signs = [builder.sign_is(x**2 + 1 + value, "+", LINE) for value in values]
    known = builder.add("defined", (), (term, LINE))
    args = (term, LINE, "+", Max(x, 0))
    builder.add("sign-choice", (*signs, known), args)
    for premises, wrong in (
        ((signs[0], known), args),
        ((signs[0], signs[0], known), args),
        ((*signs, signs[0]), args),
        ((*signs, known), (term, LINE, ">=", Max(x, 0))),
        ((*signs, known), (term, LINE, "+", Max(x, 1))),
        ((*signs, known), (term, LINE, "+", x)),
        ((*signs, known), (term + 1, LINE, "+", Max(x, 0))),
        ((*signs, known), (term, interval(x, 0, oo), "+", Max(x, 0))),
    ):
        with pytest.raises(RuleError, match=r"sign-choice|form"):
            builder.add("sign-choice", premises, wrong)


def test_an_absolute_value_is_one_of_two() -> None:
    builder = plain()
    term = x**2 - Abs(x) + 1
    signs = [builder.sign_is(x**2 - value + 1, "+", LINE) for value in (x, -x)]
    known = builder.add("defined", (), (term, LINE))
    builder.add("sign-choice", (*signs, known), (term, LINE, "+", Abs(x)))
    with pytest.raises(RuleError, match="sign-choice"):
        builder.add("sign-choice", (signs[0], signs[0], known), (term, LINE, "+", Abs(x)))


def test_letters_of_a_sign_are_new() -> None:
    builder, proof = unfinished(LETS, "E(1/(1 + X^2)) = 1/2", "refute")
    step = proof.steps[-1]
    taken = (Symbol("X", real=True),)
    with pytest.raises(RuleError, match="equation-fails-bound"):
        builder.add(step.rule, step.premises, (*step.args[:5], taken, *step.args[6:]))
