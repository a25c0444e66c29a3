"""Two normal variables in polar coordinates: accepts, and a reject for each obligation."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sympy import Integer, Rational, cos, pi, sin

from symreparam.checker.replay import replay
from symreparam.derivation.prove import prove
from symreparam.documents.meaning import goals
from symreparam.documents.parse import parse_block
from symreparam.documents.scope_check import check_names
from symreparam.families.table import FAMILY_NAMES
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import HasLaw
from symreparam.pipeline import Options, check_text
from symreparam.rules.rule import Setting
from symreparam.rules.table import RULES
from symreparam.terms.law import Named
from symreparam.terms.mapping import Map
from symreparam.terms.scope import variable

LETS = "let s > 0\nlet X, Y ~ Normal(0, s)\n"
TRUE = [
    "X*Y/sqrt(X^2 + Y^2) ~ Normal(0, s/2)",
    "(X^2 - Y^2)/sqrt(X^2 + Y^2) ~ Normal(0, s)",
    "X/sqrt(X^2 + Y^2) ~ Arcsin(-1, 1)",
    "2*X*Y/(X^2 + Y^2) ~ Arcsin(-1, 1)",
    "atan2(Y, X) ~ Uniform(-pi, pi)",
]
AROUND = [
    "let X ~ Normal(0, 2)\nlet Y ~ Normal(1, 3)\nprove 6*X*(Y - 1)/sqrt(9*X^2 + 4*(Y - 1)^2) ~ "
    "Normal(0, 3)",
    "let m real\nlet s > 0\nlet X ~ Normal(m, s)\nlet Y ~ Normal(0, 1)\nprove "
    "((X - m)^2/s^2 - Y^2)/((X - m)^2/s^2 + Y^2) ~ Arcsin(-1, 1)",
    "let s > 0\nlet X ~ Normal(0, 1)\nlet Y ~ Normal(0, s)\nprove "
    "(s^2*X^2 - Y^2)/sqrt(s^2*X^2 + Y^2) ~ Normal(0, s)",
]
FALSE = [
    "X*Y/sqrt(X^2 + Y^2) ~ Normal(0, s)",
    "X/sqrt(X^2 + Y^2) ~ Uniform(-1, 1)",
    "atan2(Y, X) ~ Uniform(-pi/2, pi/2)",
    "(X^2 - Y^2)/sqrt(X^2 + Y^2) ~ Laplace(0, s)",
]
# the circle is not that of the two scales, not around the means, or the laws are not normal
OTHERS = [
    "let X ~ Normal(0, 1)\nlet Y ~ Normal(0, 2)\nprove X/sqrt(X^2 + Y^2) ~ Arcsin(-1, 1)",
    "let X, Y ~ Normal(1, 1)\nprove X*Y/sqrt(X^2 + Y^2) ~ Normal(0, 1/2)",
    "let X ~ Normal(0, 1)\nlet Y ~ Normal(0, 2)\nprove atan2(Y, X) ~ Uniform(-pi, pi)",
    "let X ~ Normal(0, 1)\nlet Y ~ Normal(1, 1)\nprove atan2(Y, X) ~ Uniform(-pi, pi)",
    "let s > 0\nlet X ~ Normal(0, 1)\nlet Y ~ Normal(0, s)\nprove "
    "(X^2 - s^2*Y^2)/sqrt(X^2 + s^2*Y^2) ~ Normal(0, s)",
    "let X, Y ~ Logistic(0, 1)\nprove X/sqrt(X^2 + Y^2) ~ Arcsin(-1, 1)",
]
QUICK = Options(cross_check=False, explain=False)


@pytest.mark.parametrize("claim", TRUE)
def test_true(claim: str) -> None:
    [found] = check_text(LETS + "prove " + claim, options=QUICK)
    assert found.verdict == "proved", found.reason
    assert not replay(found.proof, found.claim).refuted


@pytest.mark.parametrize("text", AROUND)
def test_true_around_other_means_and_with_other_scales(text: str) -> None:
    [found] = check_text(text, options=QUICK)
    assert found.verdict == "proved", found.reason


@pytest.mark.parametrize("claim", FALSE)
def test_false(claim: str) -> None:
    [found] = check_text(LETS + "refute " + claim, options=QUICK)
    assert found.verdict == "refuted", found.reason


@pytest.mark.parametrize("text", OTHERS)
def test_other_pairs_are_never_proved(text: str) -> None:
    [found] = check_text(text, options=QUICK)
    assert found.verdict != "proved"


def step_of(claim: str):
    [found] = goals(check_names(parse_block(LETS + "prove " + claim), FAMILY_NAMES))
    assert found.claim is not None
    proof = prove(found.claim)
    step = next(step for step in proof.steps if step.rule == "isotropic")
    known = tuple(proof.steps[premise].conclusion for premise in step.premises)
    return Setting(found.claim, found.claim.scope), step, known


def test_each_premise_and_argument_is_checked() -> None:
    setting, step, known = step_of(TRUE[0])
    rule = RULES["isotropic"]
    assert rule(setting, known, step.args) == step.conclusion
    for index in range(6):
        with pytest.raises(RuleError, match="isotropic"):
            rule(setting, known[:index] + known[index + 1 :], step.args)
    body, one, two, radius, mapping, power = step.args
    t = mapping.variable
    for args in [
        (body * 2, one, two, radius, mapping, power),
        (body, two, one, radius, mapping, power),
        (body, one, one, radius, mapping, power),
        (body, one, two, t, mapping, power),
        (body, one, two, radius, mapping, power + 1),
        (body, one, two, radius, Map(t, cos(t), mapping.source), power),
        (body + variable("W"), one, two, radius, mapping, power),
    ]:
        with pytest.raises(RuleError, match="isotropic"):
            rule(setting, known, args)


def test_the_stand_ins_have_the_right_laws_and_no_common_variable() -> None:
    setting, step, known = step_of(TRUE[0])
    rule = RULES["isotropic"]
    s = setting.scope.names[0]
    first, second, long, turn, product, same = known
    x, y = setting.claim.variables
    wrong = [
        (HasLaw(x, Named("Normal", (Integer(1), s))), second, long, turn, product, same),
        (HasLaw(x, Named("Normal", (Integer(0), 2 * s))), second, long, turn, product, same),
        (HasLaw(x, Named("Cauchy", (Integer(0), s))), second, long, turn, product, same),
        (first, replace(second, subject=x), long, turn, product, same),
        (first, second, HasLaw(long.subject, Named("Rayleigh", (2 * s,))), turn, product, same),
        (first, second, long, HasLaw(turn.subject, Named("Uniform", (-pi, pi / 2))), product, same),
        (first, second, HasLaw(turn.subject, long.law), turn, product, same),
        (first, second, replace(long, subject=2 * long.subject), turn, product, same),
        (first, second, long, turn, replace(product, subject=x * y), same),
        (first, second, long, turn, product, replace(same, right=same.right * Rational(1, 2))),
        (first, second, long, turn, product, replace(same, left=sin(same.right))),
    ]
    for premises in wrong:
        with pytest.raises(RuleError, match="isotropic"):
            rule(setting, premises, step.args)
