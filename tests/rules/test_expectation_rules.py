"""Expectations and equations: each rule with its rejects."""

from __future__ import annotations

import pytest
from mean_claims import LETS, outcome
from sympy import Expr, Integer, Rational, Symbol, exp, oo, sign

from symreparam.checker.replay import replay
from symreparam.derivation.builder import Builder
from symreparam.derivation.expectation import mean_step
from symreparam.documents.meaning import goals
from symreparam.documents.parse import parse_block
from symreparam.documents.scope_check import check_names
from symreparam.families.table import FAMILY_NAMES
from symreparam.logic.errors import ProofError, RuleError
from symreparam.logic.judgement import Equation, Expectation
from symreparam.pipeline import check_text
from symreparam.rules.recorded_moments import transform_value
from symreparam.terms.law import Named
from symreparam.terms.mapping import Map
from symreparam.terms.region import NUMBERS, interval
from symreparam.terms.scope import Relation, variable

EPS, X, U, B = (variable(name) for name in ("eps", "X", "U", "B"))


def builder(goal: str = "prove E(eps*X*U*B) = 0") -> Builder:
    block = check_names(parse_block(LETS + goal), FAMILY_NAMES)
    [found] = goals(block)
    assert found.claim is not None
    return Builder(found.claim)


def symbol(steps: Builder, name: str) -> Symbol:
    return next(s for s in steps.claim.scope.names if s.name == name)


def given(steps: Builder, random: Symbol) -> int:
    return steps.add("hypothesis", (), (steps.claim.variables.index(random),))


def defined(steps: Builder, term: Expr) -> int:
    return steps.add("defined", (), (term, NUMBERS))


def test_a_moment_needs_its_interval_and_a_defined_value() -> None:
    steps = builder()
    lam = symbol(steps, "lam")
    law, value = given(steps, X), defined(steps, 1 / lam)
    around = steps.holds(Relation(Integer(0), "<", lam))
    steps.add("expectation-moment", (law, around, value), (1,))
    for premises, argument in [
        ((law, value), 1),
        ((law, around), 1),
        ((around, value), 1),
        ((law, around, value), 2),
        ((law, around, value), 0),
        ((law, around, value), 13),
        ((given(steps, U), around, value), 1),
    ]:
        with pytest.raises(RuleError, match="expectation-moment"):
            steps.add("expectation-moment", premises, (argument,))


def test_an_exponential_beyond_the_interval_is_refused() -> None:
    steps = builder()
    lam = symbol(steps, "lam")
    law = given(steps, X)
    half = steps.holds(Relation(lam / 2, "<", lam))
    steps.add("expectation-exponential", (law, half, defined(steps, Integer(2))), (lam / 2,))
    for rate in (lam, 2 * lam, X):
        with pytest.raises(RuleError):
            steps.add("expectation-exponential", (law, half, defined(steps, Integer(2))), (rate,))


def test_products_need_other_variables() -> None:
    steps = builder()
    one, other, square = (mean_step(steps, body) for body in (EPS, U, EPS**2))
    assert steps.conclusion(steps.add("expectation-product", (one, other))) == Expectation(
        EPS * U, Integer(0)
    )
    for pair in ((one, one), (one, square), (square, one)):
        with pytest.raises(RuleError, match="shared"):
            steps.add("expectation-product", pair)


def test_coefficients_of_sums_are_no_random_quantities() -> None:
    steps = builder()
    known, two = mean_step(steps, EPS), defined(steps, Integer(2))
    steps.add("expectation-sum", (known, two), ((Integer(2),),))
    for premises, factors in [
        ((known, two), (EPS,)),
        ((known, two), (Integer(3),)),
        ((known,), (Integer(2),)),
        ((two, known), (Integer(2),)),
    ]:
        with pytest.raises(RuleError):
            steps.add("expectation-sum", premises, (factors,))


def test_constants_contain_no_random_variable() -> None:
    steps = builder()
    with pytest.raises(RuleError):
        steps.add("expectation-constant", (defined(steps, Integer(1)),), (EPS,))
    with pytest.raises(RuleError):
        steps.add("expectation-constant", (), (Integer(1),))


def test_terms_that_are_equal_almost_everywhere_may_differ_at_masses() -> None:
    steps = builder()
    x = variable("x_1")
    line = interval(x, -oo, oo)
    # X sign(X)^2 is X almost everywhere; B has a mass at 0, U has none
    for random, accepted in ((U, True), (B, False)):
        known = mean_step(steps, random)
        almost = steps.equal(x * sign(x) ** 2, x, line)
        arguments = (random * sign(random) ** 2, (x,))
        if accepted:
            steps.add("expectation-equal", (known, almost), arguments)
        else:
            with pytest.raises(RuleError, match="masses"):
                steps.add("expectation-equal", (known, almost), arguments)
        with pytest.raises(RuleError, match="equal"):
            steps.add("expectation-equal", (known, known), (random, (x,)))


def test_integrals_belong_to_the_law() -> None:
    steps = builder()
    x = variable("x")
    law = steps.conclusion(given(steps, U)).law
    assert isinstance(law, Named)
    with pytest.raises(RuleError, match="expectation-integral"):
        steps.add(
            "expectation-integral",
            (given(steps, U),),
            (Map(x, x**2, interval(x, Integer(0), Integer(1))),),
        )


def test_an_equation_needs_every_mean_and_the_equality() -> None:
    steps = builder("prove E(U) = 1/2")
    goal = steps.claim.goal
    assert isinstance(goal, Equation)
    mean = mean_step(steps, U)
    half = steps.equal(Rational(1, 2), Rational(1, 2))
    steps.add("equation", (mean, half), (goal,))
    third = steps.equal(Rational(1, 3), Rational(1, 3))
    for premises in ((half,), (mean,), (mean, third), (mean_step(steps, U**2), half), (half, mean)):
        with pytest.raises(RuleError, match="equation"):
            steps.add("equation", premises, (goal,))
    gap = steps.sign(Rational(1, 6))
    with pytest.raises(RuleError, match="equation-fails"):
        steps.add("equation-fails", (mean, gap), (goal,))


def test_another_equation_is_not_the_goal() -> None:
    found = outcome("prove E(eps^2) = 1")
    other = outcome("prove E(eps^2) = 1 + E(eps)")
    with pytest.raises(ProofError):
        replay(found.proof, other.claim)


@pytest.mark.parametrize("turned", [False, True])
def test_a_moment_and_a_value_of_the_transform_are_not_taken_for_each_other(turned: bool) -> None:
    # in either order, as what is computed once is remembered
    spread = 5 if turned else 3
    lets = f"let m real\nlet X ~ Normal(m, {spread})\n"
    goals = ["prove E(X) = m\n", f"prove E(exp(X)) = exp(m + {spread**2}/2)\n"]
    found = check_text(lets + "".join(reversed(goals) if turned else goals))
    assert [each.verdict for each in found] == ["proved", "proved"]


def test_the_first_moment_is_no_value_at_one() -> None:
    named = Named("Normal", (Integer(7), Integer(1)))
    assert transform_value(named, 1) == 7
    assert transform_value(named, Integer(1)) == exp(Rational(15, 2))
    assert transform_value(named, 1) == 7
