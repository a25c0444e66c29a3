"""Affine maps of standard normal variables: each obligation of the rule is asked for."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sympy import Add, Integer, Symbol

from symreparam.derivation.builder import Builder
from symreparam.derivation.equations import letter_step
from symreparam.families.vectors import normal_vector
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import HasJointLaw
from symreparam.pipeline import check_text

TEXT = """let mu real
let s, t > 0
let -1 < r < 1
prove KL(MultivariateNormal((mu, 0), ((s^2, r*s*t), (r*s*t, t^2))), {second}) = 0
"""
UNIT = "MultivariateNormal((0, 0), ((1, 0), (0, 1)))"


@pytest.fixture
def steps():
    [found] = check_text(TEXT.format(second=UNIT))
    builder = Builder(found.claim)
    letter_step(builder, found.claim.goal.means[0])
    step = next(s for s in builder.steps if s.rule == "normal-vector")
    return builder, step


def test_every_premise_is_needed(steps) -> None:
    builder, step = steps
    assert builder.conclusion(builder.add("normal-vector", step.premises, step.args))
    other = builder.sign_is(Integer(1), "+")
    for index in range(len(step.premises)):
        broken = (*step.premises[:index], other, *step.premises[index + 1 :])
        with pytest.raises(RuleError, match="normal-vector"):
            builder.add("normal-vector", broken, step.args)


def test_wrong_witnesses(steps) -> None:
    builder, step = steps
    goal, noise, mean, root, covariance = step.args
    cases = {
        "affine": (goal, noise, (mean[0] + 1, *mean[1:]), root, covariance),
        "noise": (goal, (noise[0], noise[0]), mean, root, covariance),
        "shape": (goal, noise, mean, root[:1], covariance),
        "covariance": (goal, noise, mean, root, (covariance[1], covariance[0])),
        "random": (
            replace(goal, subjects=(goal.subjects[0] + noise[0], goal.subjects[1])),
            noise,
            (Add(mean[0], noise[0]), mean[1]),
            root,
            covariance,
        ),
    }
    for code, arguments in cases.items():
        with pytest.raises(RuleError, match="normal-vector"):
            builder.add("normal-vector", step.premises, arguments)
        assert code


def test_another_density_is_no_conclusion(steps) -> None:
    """A planted error in the goal: twice the density, another mean, another region."""
    builder, step = steps
    goal = step.args[0]
    law = goal.law
    wrong = normal_vector(law.variables, (Symbol("mu", real=True), Integer(1)), step.args[4])
    for other in (
        replace(law, density=2 * law.density),
        wrong,
        replace(law, region=replace(law.region, bounds=law.region.bounds[::-1])),
    ):
        with pytest.raises(RuleError, match="normal-vector"):
            builder.add(
                "normal-vector",
                step.premises,
                (HasJointLaw(goal.subjects, other), *step.args[1:]),
            )


def test_singular_covariance_has_no_density() -> None:
    second = "MultivariateNormal((0, 0), ((1, 1), (1, 1)))"
    [found] = check_text(TEXT.format(second=second))
    assert found.verdict in ("error", "unsupported")
