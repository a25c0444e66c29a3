"""quadratic-form: claims, each obligation's reject, a planted version."""

from __future__ import annotations

from dataclasses import replace

import pytest
from plain_builder import claim_of
from sympy import Integer, Rational, eye

from symreparam.checker.replay import replay
from symreparam.derivation.builder import Builder
from symreparam.derivation.quadratic_form import quadratic_form
from symreparam.logic.codec import proof_from_json, proof_to_json
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import HasLaw
from symreparam.pipeline import check_text
from symreparam.rules import quadratic_form as rules
from symreparam.rules.quadratic_form import quadratic_form_rule
from symreparam.terms.law import Named
from symreparam.terms.scope import variable

SAMPLE = """let mu real
let sigma > 0
let X, Y, Z ~ Normal(mu, sigma)
let m = (X + Y + Z)/3
let S = ((X - m)^2 + (Y - m)^2 + (Z - m)^2)/2
"""
TWO = "let X, Y ~ Normal(0, 1)\n"
TRUE = [
    f"{SAMPLE}prove 2*S/sigma^2 ~ ChiSquared(2)",
    f"{SAMPLE}prove S ~ Exponential(1/sigma^2)",
    f"{SAMPLE}prove sqrt(2*S)/sigma ~ Chi(2)",
    f"{SAMPLE}prove 3*(m - mu)^2/sigma^2 + 2*S/sigma^2 ~ ChiSquared(3)",
    f"{TWO}prove X*Y + X^2/2 + Y^2/2 ~ ChiSquared(1)",
    f"{TWO}let W ~ Normal(0, 1)\nprove (3*X/5 + 4*Y/5)^2 + W^2 ~ ChiSquared(2)",
]
FALSE = [f"{TWO}prove (X + Y)^2 + X^2 ~ ChiSquared(2)", f"{TWO}prove X*Y ~ ChiSquared(1)"]


@pytest.mark.parametrize("text", TRUE)
def test_proved(text: str) -> None:
    [found] = check_text(text)
    assert found.verdict == "proved", found.reason
    assert "quadratic-form" in {step.rule for step in found.proof.steps}
    assert not replay(proof_from_json(proof_to_json(found.proof)), found.claim).refuted


@pytest.mark.parametrize("text", FALSE)
def test_refuted(text: str) -> None:
    assert check_text(text)[0].verdict == "refuted"


def builder(text: str = f"{TWO}prove X*Y + X^2/2 + Y^2/2 ~ ChiSquared(1)") -> Builder:
    return Builder(claim_of(text))


@pytest.mark.parametrize(
    "body", ["X^2 - Y^2", "X^2 + 2*Y^2", "Y*X^2 + X", "X^2 + Y^2 + 1", "X^3 + Y^2", "X*W", "X^2"]
)
def test_what_has_no_such_form(body: str) -> None:
    lets = f"{TWO}let W ~ Laplace(0, 1)\n"
    steps = builder(f"{lets}refute {body} ~ ChiSquared(40)")
    with pytest.raises(RuleError):
        quadratic_form(steps, steps.claim.law_goal.subject)


def test_every_part_is_needed() -> None:
    steps = builder()
    done = steps.steps[quadratic_form(steps, steps.claim.law_goal.subject)]
    good = tuple(steps.conclusion(i) for i in done.premises)
    body, letters, matrix, scale, rank = done.args

    def code(premises: tuple = good, args: tuple = done.args) -> str:
        with pytest.raises(RuleError) as error:
            quadratic_form_rule(steps.setting, premises, args)
        return error.value.code.removeprefix("quadratic-form.")

    for index in range(len(good)):
        assert code((*good[:index], *good[index + 1 :])) == "premises"
    other = replace(good[0], law=Named("Laplace", (Integer(0), Integer(1))))
    assert code((other, *good[1:])) == "law"
    assert code((good[1], good[0], *good[2:])) == "law"
    for index in range(2, len(good) - 1):
        wrong = replace(good[index], right=Integer(7))
        assert code((*good[:index], wrong, *good[index + 1 :])) == "equal"
    assert code((*good[:-1], replace(good[-1], sign=">="))) == "positive"
    x = steps.claim.variables[0]
    for args, wanted in (
        ((body, letters[:1], matrix, scale, rank), "shape"),
        ((body, (letters[0], letters[0]), matrix, scale, rank), "letter"),
        ((body, (x, letters[1]), matrix, scale, rank), "letter"),
        ((body, letters, ((x, x), (x, x)), scale, rank), "entry"),
        ((body, letters, matrix, x, rank), "scale"),
        ((body, letters, matrix, scale, 0), "rank"),
        ((body, letters, matrix, scale, 2), "equal"),
        ((body, letters, ((Rational(1, 2), Integer(1)), (Integer(0), Rational(1, 2))), scale, rank),
         "equal"),
    ):  # fmt: skip
        assert code(args=args) == wanted


def test_a_planted_rule_for_any_matrix(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without A A = c A, the sum of X^2 and 2 Y^2 would have a gamma law."""
    steps = builder(f"{TWO}refute X^2 + 2*Y^2 ~ ChiSquared(2)")
    body = steps.claim.law_goal.subject
    letters = (variable("x_1"), variable("x_2"))
    matrix = ((Integer(1), Integer(0)), (Integer(0), Integer(2)))
    done = builder(f"{TWO}prove X^2 + Y^2 ~ ChiSquared(2)")
    known = done.steps[quadratic_form(done, done.claim.law_goal.subject)]
    good = tuple(done.conclusion(i) for i in known.premises)
    moved = body.xreplace(dict(zip(steps.claim.variables, letters, strict=True)))
    form = replace(good[2], left=moved, right=rules.form(matrix, letters))
    trace = replace(good[-2], left=Integer(3), right=Integer(3))
    scale = replace(good[-1], expr=Rational(3, 2))
    premises = (*good[:2], form, *good[3:-2], trace, scale)
    args = (body, letters, matrix, Rational(3, 2), 2)
    with pytest.raises(RuleError, match="equal"):
        quadratic_form_rule(steps.setting, premises, args)
    unit = tuple(map(tuple, eye(2).tolist()))
    projection = rules.projection
    monkeypatch.setattr(rules, "projection", lambda matrix, scale: projection(unit, Integer(1)))
    assert isinstance(quadratic_form_rule(steps.setting, premises, args), HasLaw)
