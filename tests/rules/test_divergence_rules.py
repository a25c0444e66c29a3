"""Divergences, entropies and recorded means: each rule with its rejects."""

from __future__ import annotations

import pytest
from divergences import claim_of, outcome
from sympy import Expr, Integer, Rational, exp, log, oo

from symreparam.checker.replay import replay
from symreparam.derivation.builder import Builder
from symreparam.derivation.divergence import divergence_step, entropy_step
from symreparam.derivation.expectation import mean_step
from symreparam.derivation.infinite import infinite_step
from symreparam.derivation.shapes import derivative_step, monotone_step
from symreparam.logic.errors import ProofError, RuleError
from symreparam.logic.judgement import Divergence, DivergenceOf, EntropyOf, Equation, Infinite
from symreparam.rules.means import mellin_value
from symreparam.terms.law import Named
from symreparam.terms.mapping import Map
from symreparam.terms.region import NUMBERS, interval
from symreparam.terms.scope import Relation, variable


def steps_of(goal: str, rule: str) -> tuple[Builder, tuple[int, ...], tuple[object, ...]]:
    """A builder in which the goal's only letter is settled, and how the step `rule` was made."""
    builder = Builder(claim_of("prove " + goal))
    assert isinstance(builder.claim.goal, Equation)
    letter = builder.claim.goal.means[0]
    if isinstance(letter, EntropyOf):
        entropy_step(builder, letter)
    else:
        assert isinstance(letter, DivergenceOf)
        divergence_step(builder, letter)
    [step] = [step for step in builder.steps if step.rule == rule]
    return builder, step.premises, step.args


def rejected(builder: Builder, rule: str, premises: tuple[int, ...], args, code: str) -> None:
    with pytest.raises(RuleError, match=code):
        builder.add(rule, premises, args)


def test_divergence_rests_on_every_premise() -> None:
    builder, premises, args = steps_of("KL(Uniform(0, a), Exponential(lam)) = 0", "divergence")
    builder.add("divergence", premises, args)
    for index, code in enumerate(
        ("divergence.law", "divergence.member", "divergence.pos", "divergence.ratio", "mean")
    ):
        other = builder.sign_is(Integer(1), "+")
        broken = (*premises[:index], other, *premises[index + 1 :])
        rejected(builder, "divergence", broken, args, code)
    rejected(builder, "divergence", premises[:4], args, "divergence.premises")
    [mapping] = args
    assert isinstance(mapping, Map)
    wrong = Map(mapping.variable, mapping.body + 1, mapping.source)
    rejected(builder, "divergence", premises, (wrong,), "divergence.ratio")
    wide = Map(mapping.variable, mapping.body, interval(mapping.variable, Integer(0), oo))
    rejected(builder, "divergence", premises, (wide,), "divergence.source")


def test_the_first_support_must_lie_in_the_second() -> None:
    builder, premises, args = steps_of("KL(Uniform(0, p), Beta(a, b)) = 0", "divergence")
    assert len(premises) == 6
    rejected(builder, "divergence", premises[:5], args, "divergence.support")


INSIDE = "KL(Exponential(lam), Beta(a, b)) = oo"


def test_infinite_divergences_rest_on_every_premise() -> None:
    builder, premises, args = steps_of(INSIDE, "divergence-outside")
    for index in range(2, len(premises)):
        broken = (*premises[:index], *premises[index + 1 :])
        rejected(builder, "divergence-outside", broken, args, "divergence-outside")
    [region] = args
    letter, low, _ = region.bounds[0]
    rejected(builder, "divergence-outside", premises, (interval(letter, low, oo),), "region")
    overlapping = interval(letter, Rational(1, 2), Integer(2))
    density = builder.conclusion(premises[0]).law.pieces[0].density
    positive = builder.sign_is(density, "+", overlapping)
    nonempty = builder.holds(Relation(Rational(1, 2), "<", Integer(2)))
    inside = builder.holds(Relation(Integer(0), "<", Rational(1, 2)))
    extra = (*premises, positive, nonempty, inside)
    rejected(builder, "divergence-outside", extra, (overlapping,), "divergence-outside.apart")


def test_masses_must_be_positive_and_shared() -> None:
    builder, premises, args = steps_of("KL(Bernoulli(p), Bernoulli(q)) = 0", "divergence-masses")
    for index in range(2, len(premises)):
        broken = (*premises[:index], *premises[index + 1 :])
        rejected(builder, "divergence-masses", broken, args, "divergence-masses.positive")
    builder, premises, args = steps_of("KL(Die(6), Bernoulli(q)) = oo", "divergence-outside-mass")
    rejected(builder, "divergence-outside-mass", premises, (Integer(1),), "point")
    rejected(builder, "divergence-outside-mass", premises, (Integer(9),), "point")
    wrong = (*premises[:2], builder.sign_is(Rational(1, 7), "+"))
    rejected(builder, "divergence-outside-mass", wrong, args, "positive")
    q = next(s for s in builder.claim.scope.names if s.name == "q")
    rejected(builder, "divergence-outside-mass", premises, (q,), "point")
    known = builder.sign_is(Rational(1, 6), "+")
    q = next(s for s in builder.claim.scope.names if s.name == "q")
    other = builder.sign_is(q, "+")
    shared = (*premises[:2], known, other)
    rejected(builder, "divergence-masses", shared, (), "divergence-masses.support")


def test_masses_at_whole_numbers_count_each() -> None:
    builder, premises, args = steps_of("KL(Poisson(lam), Poisson(rho)) = 0", "divergence")
    builder.add("divergence", premises, args)
    for index in range(5):
        other = builder.sign_is(Integer(1), "+")
        broken = (*premises[:index], other, *premises[index + 1 :])
        rejected(builder, "divergence", broken, args, "divergence")
    [mapping] = args
    k = mapping.variable
    # equal but at k = 2, which is a null set and no null set of this law
    with pytest.raises(RuleError, match=r"null-zeros\.whole"):
        builder.add("null-zeros", (), (k - 2, mapping.source))


def test_masses_outside_of_a_lattice() -> None:
    goal = "KL(Poisson(lam), Geometric(p)) = oo"
    builder, premises, args = steps_of(goal, "divergence-outside-mass")
    rejected(builder, "divergence-outside-mass", premises[:2], args, "premises")
    for index in range(2, len(premises)):
        broken = (*premises[:index], *premises[index + 1 :])
        rejected(builder, "divergence-outside-mass", broken, args, "divergence-outside-mass")
    for point in (Integer(1), Integer(-1), Rational(1, 2)):
        rejected(builder, "divergence-outside-mass", premises, (point,), "point")


def test_entropy_rests_on_every_premise() -> None:
    builder, premises, args = steps_of("entropy(Exponential(lam)) = 0", "entropy")
    for index, code in enumerate(("entropy.law", "entropy.density", "entropy.mean")):
        other = builder.sign_is(Integer(1), "+")
        broken = (*premises[:index], other, *premises[index + 1 :])
        rejected(builder, "entropy", broken, args, code)
    [mapping] = args
    wrong = Map(mapping.variable, -mapping.body, mapping.source)
    rejected(builder, "entropy", premises, (wrong,), "entropy.density")
    builder, premises, args = steps_of("entropy(Bernoulli(p)) = 0", "entropy-masses")
    rejected(builder, "entropy-masses", premises[:2], (), "entropy-masses.positive")


def test_an_infinite_divergence_is_no_number() -> None:
    builder, premises, args = steps_of("KL(Exponential(lam), Beta(a, b)) = 1", "divergence-outside")
    infinite = builder.add("divergence-outside", premises, args)
    goal = builder.claim.goal
    assert isinstance(goal, Equation)
    known = builder.conclusion(infinite)
    assert isinstance(known, Divergence) and known.value == oo
    same = builder.equal(Integer(1), Integer(1))
    rejected(builder, "equation", (infinite, same), (goal,), "infinite")
    rejected(builder, "equation-infinite", (infinite,), (goal,), "equation-infinite.right")
    defined = builder.add("defined", (), (Integer(1), NUMBERS))
    builder.add("equation-not-finite", (infinite, defined), (goal,))
    rejected(builder, "equation-not-finite", (infinite, same), (goal,), "right")
    rejected(builder, "equation-not-infinite", (infinite,), (goal,), "right")


def test_a_finite_divergence_is_not_infinite() -> None:
    builder, premises, args = steps_of("KL(Exponential(lam), Exponential(1)) = oo", "divergence")
    finite = builder.add("divergence", premises, args)
    goal = builder.claim.goal
    builder.add("equation-not-infinite", (finite,), (goal,))
    rejected(builder, "equation-infinite", (finite,), (goal,), "equation-infinite.value")
    other = Equation(goal.left, Integer(3), goal.means)
    defined = builder.add("defined", (), (Integer(3), NUMBERS))
    rejected(builder, "equation-not-finite", (finite, defined), (other,), "value")


def test_a_divergence_from_another_law_does_not_count() -> None:
    builder, premises, args = steps_of("KL(Exponential(lam), Exponential(1)) = 0", "divergence")
    finite = builder.add("divergence", premises, args)
    known = builder.conclusion(finite)
    assert isinstance(known, Divergence)
    goal = builder.claim.goal
    [letter] = goal.means
    law = Named("Exponential", (Integer(2),))
    other = Equation(goal.left, known.value, (DivergenceOf(letter.letter, letter.subject, law),))
    same = builder.equal(known.value, known.value)
    rejected(builder, "equation", (finite, same), (other,), "equation.divergence")


def test_a_proof_of_one_divergence_is_no_proof_of_another() -> None:
    right = "(mu^2 + sigma^2 - 1 - log(sigma^2))/2"
    found = outcome(f"prove KL(Normal(mu, sigma), Normal(0, 1)) = {right}")
    other = claim_of(f"prove KL(Normal(mu, sigma), Normal(0, 2)) = {right}")
    with pytest.raises(ProofError):
        replay(found.proof, other)


# --- means from recorded transforms ---------------------------------------------------------------
def test_logarithms_stay_in_their_strip() -> None:
    builder = Builder(claim_of("let X ~ Pareto(a, k)\nprove E(log(X)) = 0"))
    k = next(s for s in builder.claim.scope.names if s.name == "k")
    given = builder.add("hypothesis", (), (0,))
    inside = builder.holds(Relation(Integer(1), "<", k + 1))
    law = builder.conclusion(given).law
    value = mellin_value(law, 1, Integer(0))
    known = builder.add("defined", (), (value, NUMBERS))
    builder.add("expectation-log", (given, inside, known), (1, Integer(0)))
    rejected(builder, "expectation-log", (given, known), (1, Integer(0)), "strip")
    rejected(builder, "expectation-log", (given, inside), (1, Integer(0)), "defined")
    rejected(builder, "expectation-log", (given, inside, known), (1, k), "strip")
    rejected(builder, "expectation-log", (given, inside, known), (7, Integer(0)), "power")
    [x] = builder.claim.variables
    rejected(builder, "expectation-log", (given, inside, known), (1, x), "random")


def test_recorded_means_belong_to_their_family() -> None:
    builder = Builder(claim_of("let X ~ Exponential(lam)\nprove E(log(1 + X^2)) = 0"))
    given = builder.add("hypothesis", (), (0,))
    wide = builder.sign_is(Integer(1), "+")
    where = builder.add("defined", (), (Integer(0), NUMBERS))
    arguments = (Integer(0), Integer(1))
    rejected(builder, "expectation-log-quadratic", (given, wide, where), arguments, "law")
    rejected(builder, "expectation-absolute", (given, where), (Integer(0),), "record")
    builder = Builder(claim_of("let X ~ Cauchy(mu, s)\nprove E(log(1 + X^2)) = 0"))
    given = builder.add("hypothesis", (), (0,))
    wide = builder.sign_is(Integer(1), "+")
    where = builder.add("defined", (), (Integer(0), NUMBERS))
    builder.add("expectation-log-quadratic", (given, wide, where), arguments)
    rejected(builder, "expectation-log-quadratic", (given, where), arguments, "width")
    rejected(builder, "expectation-log-quadratic", (given, wide), arguments, "defined")
    negative = (Integer(0), Integer(-1))
    rejected(builder, "expectation-log-quadratic", (given, wide), negative, "width")


def test_monotone_integrands_need_finite_ends() -> None:
    builder = Builder(claim_of("let U ~ Uniform(0, 1)\nprove E(log(U)) = -1"))
    x = variable("x")
    unit = interval(x, Integer(0), Integer(1))

    def parts(body: Expr) -> tuple[int, ...]:
        slope = derivative_step(builder, Map(x, body, unit))
        derivative = builder.conclusion(slope).derivative
        ends = []
        for end, value in (("lower", 0), ("upper", None)):
            limit = body.subs(x, 1) if value is None else None
            mapping = Map(x, body, unit)
            if limit is None:
                limit = -oo if body == log(x) else Integer(0)
            ends.append(builder.add("limit", (), (mapping, end, limit)))
        return (slope, *ends, monotone_step(builder, Map(x, derivative, unit)))

    good = parts(x**2)
    builder.add("integral-monotone", good)
    rejected(builder, "integral-monotone", parts(log(x)), (), "integral-monotone.finite")
    rejected(builder, "integral-monotone", good[:3], (), "premises")
    other = parts(exp(x) - 1)
    rejected(builder, "integral-monotone", (*good[:3], other[3]), (), "integral-monotone.monotone")
    rejected(builder, "integral-monotone", (good[0], good[2], good[1], good[3]), (), "lower")


def test_a_sum_with_one_infinite_mean() -> None:
    builder = Builder(claim_of("let X ~ Pareto(a, p)\nprove E(log(X)) = 0"))
    [x] = builder.claim.variables
    finite = mean_step(builder, log(x))
    infinite = infinite_step(builder, x, signed=False)
    step = builder.add("mean-infinite-sum", (finite, infinite))
    assert builder.conclusion(step) == Infinite(x + log(x), "")
    rejected(builder, "mean-infinite-sum", (infinite, finite), (), "mean-infinite-sum.finite")
    rejected(builder, "mean-infinite-sum", (finite, finite), (), "mean-infinite-sum.infinite")
    rejected(builder, "mean-infinite-sum", (finite,), (), "premises")
