"""Claimed laws excluded by a moment or a transform: accepts, each obligation's reject."""

from __future__ import annotations

import pytest
from sympy import Expr, Integer, Rational, exp, floor, log, pi

from symreparam.checker.replay import replay
from symreparam.derivation import transform_differs as search
from symreparam.derivation.builder import Builder
from symreparam.derivation.moments import refute_by_moments
from symreparam.derivation.splits import Part, Split
from symreparam.derivation.transform_differs import refute_by_transform
from symreparam.documents.meaning import goals
from symreparam.documents.parse import parse_block
from symreparam.documents.scope_check import check_names
from symreparam.families.table import FAMILY_NAMES
from symreparam.logic.claim import Claim
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import Fails
from symreparam.logic.proof import Proof
from symreparam.rules import transform_differs
from symreparam.rules.rule import Setting
from symreparam.rules.table import RULES
from symreparam.terms.law import Named
from symreparam.terms.scope import variable

MOMENTS = [
    "let X, Y, W ~ Normal(0, 1)\nX^2 + Y^2 + W^2 ~ ChiSquared(2)",
    "let A, B, C, D ~ Normal(0, 1)\nA*D - B*C ~ Normal(0, sqrt(2))",
    "let X, Y ~ Normal(0, 1)\nX + Y/10^9 ~ Normal(0, 1)",
    "let X, Y ~ Uniform(0, 1)\nX + Y ~ Uniform(0, 2)",
    "let X, Y ~ Uniform(0, 1)\nX*Y ~ Beta(1, 3)",
    "let X, Y ~ LogNormal(0, 1)\nX*Y ~ LogNormal(0, 1)",
    "let X, Y ~ Exponential(1)\nX + Y has density exp(-t) for t > 0",
    "let X, Y ~ Bernoulli(1/2)\nX + Y ~ Bernoulli(1/4)",
    "let X, Y ~ Pareto(1, 5)\nX*Y ~ Pareto(1, 10)",
    "let X ~ Gamma(3, 1)\nlet Y ~ Gamma(2, 1)\nX/Y^(1/4) ~ Gamma(2, 1)",
    "let S, T ~ StudentT(5)\n(S + T)/sqrt(2) ~ StudentT(5)",
]
TRANSFORMS = [
    "let X, Y ~ Levy(0, 1)\nX + Y ~ Levy(0, 2)",
    "let X, Y ~ Cauchy(0, 1)\nX + Y ~ Cauchy(0, 1)",
    "let X, Y ~ Cauchy(0, 1)\nX + Y ~ Cauchy(1, 2)",
    "let X ~ Cauchy(0, 1)\nlet Y ~ Normal(0, 1)\nX + Y ~ Normal(0, 2)",
    "let X, Y ~ LogNormal(0, 1)\nX/Y ~ LogNormal(0, 1)",
    "let X, Y ~ Exponential(2)\n2*X + 2*Y ~ Gamma(3, 1)",
    "let X, Y ~ HalfCauchy(1)\nX*Y ~ HalfCauchy(1)",
    "let u, v ~ Uniform(0, 1)\n-log(u*v) ~ Exponential(1)",
]
TRUE = [
    "let X, Y ~ Normal(0, 1)\nX^2 + Y^2 ~ ChiSquared(2)",
    "let X, Y ~ Cauchy(0, 1)\n(X + Y)/2 ~ Cauchy(0, 1)",
    "let X, Y ~ Levy(0, 1)\nX + Y ~ Levy(0, 4)",
    "let X, Y ~ LogNormal(0, 1)\nX/Y ~ LogNormal(0, sqrt(2))",
    "let A, B, C, D ~ Normal(0, 1)\nA*D - B*C ~ Laplace(0, 1)",
    "let X, Y ~ Uniform(0, 1)\nX + Y ~ Triangular(0, 2, 1)",
    "let X, Y ~ Uniform(0, 1)\nX*Y has density -log(t) for 0 < t < 1",
]


def claim_of(text: str) -> Claim:
    *lets, goal = text.split("\n")
    source = "\n".join([*lets, "prove " + goal])
    [found] = goals(check_names(parse_block(source), FAMILY_NAMES))
    assert found.claim is not None, found.error
    return found.claim


@pytest.mark.parametrize("text", MOMENTS)
def test_a_moment_excludes(text: str) -> None:
    claim = claim_of(text)
    proof = refute_by_moments(claim, ())
    assert proof is not None
    assert replay(proof, claim).refuted


@pytest.mark.parametrize("text", TRANSFORMS)
def test_a_transform_excludes(text: str) -> None:
    claim = claim_of(text)
    proof = refute_by_transform(claim, ())
    assert proof is not None
    assert replay(proof, claim).refuted


@pytest.mark.parametrize("text", TRUE)
def test_nothing_excludes_what_is_true(text: str) -> None:
    claim = claim_of(text)
    assert refute_by_moments(claim, ()) is None
    assert refute_by_transform(claim, ()) is None


def test_values_with_the_same_digits_are_not_asked_for_their_sign(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """That a difference is 0 may be dear to settle, and tells nothing here."""
    asked: list[Expr] = []
    monkeypatch.setattr(search.Builder, "sign", lambda builder, gap: asked.append(gap) or 0)
    alike = "let X ~ Beta(1/3, 2/7)\nlet Y ~ Beta(13/21, 1/2)\nX*Y ~ Beta(1/3, 11/14)"
    assert refute_by_transform(claim_of(alike), ()) is None
    assert asked == []
    apart = "let X ~ Beta(1/3, 2/7)\nlet Y ~ Beta(13/21, 1/2)\nX*Y ~ Beta(1/3, 1/2)"
    refute_by_transform(claim_of(apart), ())
    assert asked


def test_moments_that_do_not_exist_exclude_nothing() -> None:
    """Student's t with one degree of freedom has no mean; a ratio of normals neither."""
    for text in (
        "let X, Y ~ Normal(0, 1)\nX/Y ~ Normal(0, 1)",
        "let X, Y ~ Cauchy(0, 1)\nX + Y ~ Normal(0, 1)",
        "let X, Y ~ Pareto(1, 1)\nX*Y ~ Pareto(1, 3)",
        "let X, Y ~ Normal(0, 1)\nX + Y ~ Cauchy(0, 1)",
    ):
        assert refute_by_moments(claim_of(text), ()) is None


# --- every premise is needed ----------------------------------------------------------------------
NEEDED = [
    (refute_by_moments, MOMENTS[0]),
    (refute_by_moments, MOMENTS[4]),
    (refute_by_moments, MOMENTS[6]),
    (refute_by_moments, MOMENTS[8]),
    (refute_by_transform, TRANSFORMS[0]),
    (refute_by_transform, TRANSFORMS[1]),
    (refute_by_transform, "let X, Y ~ LogNormal(0, 1)\n2*X/Y ~ LogNormal(0, 1)"),
]


def last_step(proof: Proof, claim: Claim):
    step = proof.steps[-1]
    known = tuple(proof.steps[premise].conclusion for premise in step.premises)
    return Setting(claim, claim.scope), step, known


@pytest.mark.parametrize(("search", "text"), NEEDED)
def test_no_premise_can_be_left_out(search, text: str) -> None:
    claim = claim_of(text)
    setting, step, known = last_step(search(claim, ()), claim)
    assert RULES[step.rule](setting, known, step.args) == Fails(claim.goal)
    for index in range(len(known)):
        with pytest.raises(RuleError):
            RULES[step.rule](setting, known[:index] + known[index + 1 :], step.args)


def test_the_arguments_of_a_moment_are_checked() -> None:
    claim = claim_of(MOMENTS[0])
    setting, step, known = last_step(refute_by_moments(claim, ()), claim)
    goal, way, power = step.args
    other = type(goal)(goal.subject, Named("ChiSquared", (Integer(3),)))
    for args in [
        (goal, way, 2),
        (goal, way, 0),
        (goal, "power", power),
        (goal, "integral", power),
        (goal, "other", power),
        (other, way, power),
        (type(goal)(variable("X"), goal.law), way, power),
        (type(goal)(goal.subject, Named("Cauchy", (Integer(0), Integer(1)))), way, power),
        (goal, way),
    ]:
        with pytest.raises(RuleError, match=r"differ-moment|args"):
            RULES["differ-moment"](setting, known, args)


def test_the_arguments_of_a_transform_are_checked() -> None:
    claim = claim_of(TRANSFORMS[0])
    setting, step, known = last_step(refute_by_transform(claim, ()), claim)
    target, form, kinds, factors, rest, point = step.args
    for args in [
        (Named("Levy", (Integer(0), Integer(4))), form, kinds, factors, rest, point),
        (target, "product", kinds, factors, rest, point),
        (target, form, ("power", "power"), factors, rest, point),
        (target, form, kinds, (Integer(1), Integer(2)), rest, point),
        (target, form, kinds, factors, Integer(1), point),
        (target, form, kinds, factors, rest, Integer(1)),
        (target, form, kinds, factors, rest, variable("w")),
    ]:
        with pytest.raises(RuleError, match="differ-transform"):
            RULES["differ-transform"](setting, known, args)


def test_the_arguments_of_a_characteristic_function_are_checked() -> None:
    claim = claim_of(TRANSFORMS[1])
    setting, step, known = last_step(refute_by_transform(claim, ()), claim)
    target, factors, rest, point, part = step.args
    for args in [
        (Named("Cauchy", (Integer(0), Integer(2))), factors, rest, point, part),
        (target, (Integer(1), Rational(1, 2)), rest, point, part),
        (target, factors, pi, point, part),
        (target, factors, rest, 2 * point, part),
        (target, factors, rest, point, 1 - part),
        (target, factors, rest, point, 2),
    ]:
        with pytest.raises(RuleError, match="differ-characteristic"):
            RULES["differ-characteristic"](setting, known, args)


# --- fractional parts ------------------------------------------------------------------------
TURNS = [
    "let X ~ Normal(0, 1)\nmod(X, 1) ~ Uniform(0, 1)",
    "let X ~ Normal(1/3, 3)\nmod(X, 2) ~ Uniform(0, 2)",
    "let X ~ Normal(0, 2)\nmod(X, 2*pi) ~ Uniform(0, 2*pi)",
    "let X ~ Cauchy(0, 3)\nceiling(X) - X ~ Uniform(0, 1)",
    "let X, Y ~ Laplace(0, 1)\nX + Y - floor(X + Y) ~ Uniform(0, 1)",
]
NO_TURNS = [
    "let X ~ Uniform(0, 1)\nmod(3*X + 1/3, 1) ~ Uniform(0, 1)",
    "let X ~ Uniform(0, 2)\nX - floor(X)/2 ~ Uniform(0, 1)",
    "let X ~ Normal(0, 1)\nfloor(X)*X + X ~ Uniform(0, 1)",
    "let X ~ Exponential(1)\nX - floor(log(X)) ~ Uniform(0, 1)",
    "let X ~ Normal(0, 1)\nX - floor(X)^2 ~ Uniform(0, 1)",
]


@pytest.mark.parametrize("text", TURNS)
def test_whole_turns_change_no_wave(text: str) -> None:
    claim = claim_of(text)
    proof = refute_by_transform(claim, ())
    assert proof is not None
    assert replay(proof, claim).refuted


@pytest.mark.parametrize("text", NO_TURNS)
def test_other_steps_are_no_whole_turns(text: str) -> None:
    assert refute_by_transform(claim_of(text), ()) is None


def test_the_turns_are_checked() -> None:
    claim = claim_of(TURNS[0])
    [X] = claim.variables
    setting, step, known = last_step(refute_by_transform(claim, ()), claim)
    assert RULES[step.rule](setting, known, step.args) == Fails(claim.goal)
    for steps in (
        -floor(X) / 2,  # half a turn
        -floor(X) * X,
        -(floor(X) ** 2),
        -floor(log(X)),  # undefined for negative values
        -floor(X) - X / 4,
        Rational(1, 2),
        exp(X) * floor(X),
    ):
        with pytest.raises(RuleError, match="differ-characteristic"):
            RULES[step.rule](setting, known, (*step.args[:5], steps))


def test_a_planted_rule_that_lets_half_turns_pass_is_caught(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """X - floor(2 X)/2 is uniform on (0, 1/2): at 2 pi its steps make half turns."""
    claim = claim_of("let X ~ Uniform(0, 1)\nX - floor(2*X)/2 ~ Uniform(0, 1/2)")
    [X] = claim.variables

    def wrong() -> int:
        builder = Builder(claim)
        given = builder.add("hypothesis", (), (0,))
        split = Split("sum", (Part("exponential", Integer(1), X),), Integer(0))
        laws = [Named("Uniform", (Integer(0), Integer(1)))]
        target = claim.law_goal.law
        return search._wave(builder, split, target, [given], laws, 2 * pi, -floor(2 * X) / 2)

    with pytest.raises(RuleError, match="turns"):
        wrong()
    monkeypatch.setattr(transform_differs, "whole_turns", lambda *given: None)
    wrong()  # a refutation of what is true
