"""independent-forms, independent-invariant: claims, each obligation's reject, planted versions."""

from __future__ import annotations

from dataclasses import replace

import pytest
from plain_builder import claim_of
from sympy import Integer, exp, sin

from symreparam.checker.replay import replay
from symreparam.derivation.builder import Builder
from symreparam.derivation.independent_forms import by_forms
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import Independent
from symreparam.pipeline import check_text
from symreparam.rules import independent_forms as rules
from symreparam.rules.independent_forms import (
    crossed,
    independent_forms_rule,
    independent_invariant_rule,
)
from symreparam.terms.law import Named

SAMPLE = """let mu real
let sigma > 0
let X, Y, Z ~ Normal(mu, sigma)
let m = (X + Y + Z)/3
let S = ((X - m)^2 + (Y - m)^2 + (Z - m)^2)/2
"""
TWO = "let X, Y ~ Normal(0, 1)\n"
PAIR = "let -1 < r < 1\nlet (x, y) ~ MultivariateNormal((0, 0), ((1, r), (r, 1)))\n"
TRUE = [
    f"{SAMPLE}prove m, S independent",
    f"{SAMPLE}prove exp(m), X - Y, (X + Y - 2*Z)^2 independent",
    f"{TWO}prove (X + Y)^2, abs(X - Y) independent",
    f"{PAIR}prove exp(x + y), (x - y)^2 + cos(x - y) independent",
]
FALSE = [f"{TWO}prove X + Y, (X - 2*Y)^2 independent", f"{PAIR}prove x + y, x independent"]


@pytest.mark.parametrize("text", TRUE)
def test_proved(text: str) -> None:
    [found] = check_text(text)
    assert found.verdict == "proved", found.reason
    assert "independent-forms" in {step.rule for step in found.proof.steps}
    assert not replay(found.proof, found.claim).refuted


@pytest.mark.parametrize("text", FALSE)
def test_refuted(text: str) -> None:
    assert check_text(text)[0].verdict == "refuted"


def builder(text: str = f"{TWO}prove X + Y, (X - Y)^2 independent") -> Builder:
    return Builder(claim_of(text))


def test_the_sums_that_are_read_off() -> None:
    x, y = builder().claim.variables

    def rows(one: object, two: object) -> list:
        return crossed(Independent((one, two)), [x, y])

    assert rows(x + y + exp(x - y), y + 3) == [((1, 1), (0, 1)), ((1, -1), (0, 1))]
    assert rows(x * y, sin(2 * x)) == [((1, 0), (2, 0)), ((0, 1), (2, 0))]
    assert rows(x**2 + x, Integer(1)) == []


def test_every_part_is_needed() -> None:
    steps = builder()
    goal = steps.claim.goal
    done = steps.steps[by_forms(steps, goal)]
    good = tuple(steps.conclusion(i) for i in done.premises)
    laplace = Named("Laplace", (Integer(0), Integer(1)))
    for premises, code in (
        (good[:-1], "covariance"),
        ((*good, good[-1]), "covariance"),
        ((*good[:-1], replace(good[-1], right=Integer(1))), "covariance"),
        ((replace(good[0], law=laplace), *good[1:]), "law"),
        ((replace(good[0], law=Named("Normal", (steps.claim.variables[1], Integer(1)))), *good[1:]),
         "law"),
        ((good[1], good[0], good[2]), "law"),
        (good[:1], "premises"),
    ):  # fmt: skip
        with pytest.raises(RuleError) as error:
            independent_forms_rule(steps.setting, premises, (goal,))
        assert error.value.code == f"independent-forms.{code}"
    with pytest.raises(RuleError):
        by_forms(steps, Independent((goal.subjects[0],) * 2))


def test_a_planted_rule_for_means_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the covariances of all sums, X and X^2 + Y would be independent."""
    steps = builder(f"{TWO}refute X, X^2 + Y independent")
    with pytest.raises(RuleError):
        by_forms(steps, steps.claim.goal)
    monkeypatch.setattr(rules, "crossed", lambda goal, names: [])
    monkeypatch.setattr("symreparam.derivation.independent_forms.crossed", lambda goal, names: [])
    assert steps.conclusion(by_forms(steps, steps.claim.goal)) == steps.claim.goal


# --- invariance ---------------------------------------------------------------------------------
THREE = "let m real\nlet s > 0\nlet X, Y, Z ~ Normal(m, s)\n"
UNEQUAL = "let X ~ Normal(0, 1)\nlet Y ~ Normal(0, 2)\n"
RANGE = f"{THREE}prove X + Y + Z, max(X, Y, Z) - min(X, Y, Z) independent"


@pytest.mark.parametrize(
    "text",
    [
        RANGE,
        f"{THREE}prove X + Y + Z, X^2 + Y^2 + Z^2 - (X + Y + Z)^2/3 independent",
        f"{UNEQUAL}prove max(X, Y) - min(X, Y), exp(4*X + Y) independent",
    ],
)
def test_unmoved(text: str) -> None:
    [found] = check_text(text)
    assert found.verdict == "proved", found.reason
    assert found.proof.steps[-1].rule == "independent-invariant"
    assert not replay(found.proof, found.claim).refuted


@pytest.mark.parametrize(
    "text",
    [
        f"{UNEQUAL}refute X + Y, X^2 - 2*X*Y + Y^2 independent",
        f"{THREE}refute X + Y + Z, X^2 + Y^2 + Z^2 independent",
    ],
)
def test_moved(text: str) -> None:
    assert check_text(text)[0].verdict == "refuted"


def test_every_part_of_the_invariance_is_needed() -> None:
    steps = builder(f"{UNEQUAL}prove 4*X + Y, X^2 - 2*X*Y + Y^2 independent")
    goal = steps.claim.goal
    done = steps.steps[by_forms(steps, goal)]
    assert done.rule == "independent-invariant"
    good = tuple(steps.conclusion(i) for i in done.premises)
    _, place, xs, step = done.args
    laplace = Named("Laplace", (Integer(0), Integer(1)))
    x = steps.claim.variables[0]
    for premises, args, code in (
        (good[:-1], done.args, "equal"),
        ((*good[:-1], replace(good[-1], right=Integer(1))), done.args, "equal"),
        ((replace(good[0], law=laplace), *good[1:]), done.args, "law"),
        (good[:1], done.args, "premises"),
        (good, (goal, 1 - place, xs, step), "equal"),
        (good, (goal, 2, xs, step), "index"),
        (good, (Independent((*goal.subjects, x)), place, xs, step), "index"),
        (good, (goal, place, xs[:1], step), "letters"),
        (good, (goal, place, (x, xs[1]), step), "letters"),
        (good, (goal, place, xs, xs[0]), "letters"),
    ):
        with pytest.raises(RuleError) as error:
            independent_invariant_rule(steps.setting, premises, args)
        assert error.value.code == f"independent-invariant.{code}"


def test_a_planted_rule_that_forgets_the_variances(monkeypatch: pytest.MonkeyPatch) -> None:
    steps = builder(f"{UNEQUAL}refute X + Y, (X - Y)*(X - Y + 1) independent")
    goal, kept = steps.claim.goal, rules.unmoved
    with pytest.raises(RuleError):
        by_forms(steps, goal)

    def equal(goal: object, place: int, names: list, deviations: list, letters: tuple) -> list:
        return kept(goal, place, names, [Integer(1)] * len(deviations), letters)

    monkeypatch.setattr(rules, "unmoved", equal)
    monkeypatch.setattr("symreparam.derivation.independent_forms.unmoved", equal)
    assert steps.conclusion(by_forms(steps, goal)) == goal
