"""Values of positive probability: claims, and every obligation of the two rules."""

from __future__ import annotations

import pytest
from settled import fails, holds, unfinished
from sympy import Integer

from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import GivenValue

LETS = """let a, b > 0
let 0 < p < 1
let n integer >= 2
let X ~ Poisson(a)
let Y ~ Poisson(b)
let G, H ~ Geometric(p)
let D, F ~ Die(6)
let K ~ Binomial(4, p)
let L ~ Binomial(6, p)
"""
TRUE = [
    "(X given X + Y = 3) ~ Binomial(3, a/(a + b))",
    "(Y given X + Y = 2) ~ Binomial(2, b/(a + b))",
    "(D given D + F = 4) ~ DiscreteUniform(1, 3)",
    "(K given K + L = 3) ~ Hypergeometric(10, 4, 3)",
    "(G given G + H = 5) ~ DiscreteUniform(1, 4)",
    "E(X given X + Y = 3) = 3*a/(a + b)",
    "E(X given X + Y = n) = n*a/(a + b)",
    "Var(X given X + Y = n) = n*a*b/(a + b)^2",
    "E(G given G + H = n) = n/2",
    "E(D given D - F = 3) = 5",
]
FALSE = [
    "(X given X + Y = 3) ~ Binomial(3, b/(a + b))",
    "(D given D + F = 4) ~ DiscreteUniform(1, 4)",
    "(D given D + F = 4) ~ DiscreteUniform(3, 1)",
    "(K given K + L = 3) ~ Hypergeometric(10, 6, 3)",
    "(K given K + L = 3) ~ Binomial(3, p)",
    "(G given G + H = 5) ~ DiscreteUniform(1, 5)",
    "E(X given X + Y = 3) = 3*b/(a + b)",
    "E(X given X + Y = n) = n/2",
    "Var(X given X + Y = n) = n*a/(a + b)",
    "E(D given D - F = 3) = 4",
]


@pytest.mark.parametrize("goal", TRUE)
def test_true_claims(goal: str) -> None:
    holds(LETS, goal)


@pytest.mark.parametrize("goal", FALSE)
def test_false_claims(goal: str) -> None:
    fails(LETS, goal)


@pytest.mark.parametrize(
    ("goal", "word"),
    [
        ("(D given D + F = 4) ~ DiscreteUniform(1, 3)", "prove"),
        ("(D given D + F = 4) ~ DiscreteUniform(1, 2)", "refute"),
    ],
)
def test_every_part_of_a_law_given_a_likely_value_is_needed(goal: str, word: str) -> None:
    builder, proof = unfinished(LETS, goal, word)
    last = proof.steps[-1]
    assert last.rule == "given-value-event"
    builder.add(last.rule, last.premises, last.args)
    for index in range(3):
        fewer = last.premises[:index] + last.premises[index + 1 :]
        with pytest.raises(RuleError, match="given-value-event"):
            builder.add(last.rule, fewer, last.args)
    law, share, positive = last.premises
    other = builder.sign_is(Integer(2), "+")
    for premises in ((law, share, share), (law, share, other), (law, law, positive)):
        with pytest.raises(RuleError, match="given-value-event"):
            builder.add(last.rule, premises, last.args)
    [goal_] = last.args
    assert isinstance(goal_, GivenValue)
    subject, given, value, named = goal_.subject, goal_.given, goal_.value, goal_.law
    for wrong in (
        GivenValue(2 * subject, given, value, named),
        GivenValue(subject, 2 * given, value, named),
        GivenValue(subject, given, value + 1, named),
        GivenValue(subject, given, value, builder.claim.hypotheses[0].law),
    ):
        with pytest.raises(RuleError, match="given-value-event"):
            builder.add(last.rule, last.premises, (wrong,))


def test_a_mean_given_a_likely_value_needs_the_probability() -> None:
    builder, proof = unfinished(LETS, "E(X given X + Y = n) = n*a/(a + b)", "prove")
    step = next(s for s in proof.steps if s.rule == "given-mean-value")
    builder.add(step.rule, step.premises, step.args)
    mean, share, positive = step.premises
    other = builder.sign_is(Integer(2), "+")
    for premises in (
        (mean, share),
        (mean, share, other),
        (share, share, positive),
        (mean, mean, positive),
    ):
        with pytest.raises(RuleError, match="given-mean-value"):
            builder.add(step.rule, premises, step.args)
    with pytest.raises(RuleError, match="given-mean-value"):
        builder.add(step.rule, step.premises, (Integer(1),))
