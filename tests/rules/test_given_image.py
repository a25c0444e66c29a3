"""given-value-affine, given-value-put-back: claims, a reject for each obligation, mutants."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sympy import Integer, sign

from symreparam.checker.replay import replay
from symreparam.derivation.builder import Builder
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import Defined, GivenValue, Sign
from symreparam.logic.proof import Proof, Step
from symreparam.pipeline import check_text
from symreparam.render.text import outcome_text
from symreparam.rules import given_image
from symreparam.rules.given_image import given_value_affine_rule, given_value_put_back_rule
from symreparam.rules.rule import Setting
from symreparam.terms.region import NUMBERS
from symreparam.terms.scope import whole

TWO = "let s, a, b > 0\nlet X, Y ~ Exponential(1)\nlet G ~ Gamma(a, 1)\nlet H ~ Gamma(b, 1)\n"
CLAIMS = [
    ("(X/s given X + Y = s) ~ Uniform(0, 1)", "proved"),
    ("(G/(G + H) given G + H = s) ~ Beta(a, b)", "proved"),
    ("(X - Y given X + Y = s) ~ Uniform(-s, s)", "proved"),
    ("(s - 2*X given X + Y = s) ~ Uniform(-s, s)", "proved"),
    ("(X/s given X + Y = s) ~ Uniform(0, s)", "refuted"),
    ("(G/(G + H) given G + H = s) ~ Beta(b, a)", "refuted"),
    ("(X - Y given X + Y = s) ~ Uniform(0, s)", "refuted"),
    ("(X^2 given X + Y = s) ~ Uniform(0, s^2)", "undecided"),
]


@pytest.mark.parametrize(("claim", "verdict"), CLAIMS)
def test_claims(claim: str, verdict: str) -> None:
    [found] = check_text(f"{TWO}prove {claim}")
    assert found.verdict == verdict, found.reason
    assert "given-value" not in outcome_text(found)  # told in words


LETS = "let s > 0\nlet X, Y ~ Exponential(1)\n"
[FOUND] = check_text(f"{LETS}prove (X - Y given X + Y = s) ~ Uniform(-s, s)")
assert FOUND.proof is not None


def _step(rule: str) -> tuple[Proof, Step, Setting]:
    proof = FOUND.proof
    assert proof is not None
    [step] = [each for each in proof.steps if each.rule == rule]
    return proof, step, Builder(proof.claim).setting


def test_every_part_of_the_image_is_needed() -> None:
    proof, step, setting = _step("given-value-affine")
    known = tuple(proof.steps[index].conclusion for index in step.premises)
    slope, rest = step.args
    rule = given_value_affine_rule
    assert rule(setting, known, step.args) == step.conclusion
    x = setting.claim.variables[0]
    given = known[0]
    assert isinstance(given, GivenValue)
    for premises, args, code in (
        ((), step.args, "premises"),
        (known, (slope,), "args"),
        (known[1:], step.args, "given"),
        ((given, *known[2:]), step.args, "slope"),
        ((given, Sign(slope, "!=", NUMBERS), *known[2:]), step.args, "slope"),
        (known[:2], step.args, "defined"),
        ((*known[:2], Defined(slope, NUMBERS)), step.args, "defined"),
        (known, (x, rest), "parameters"),
        (known, (slope, x), "parameters"),
        (known, (-slope, rest), "slope"),
    ):
        with pytest.raises(RuleError, match=rf"given-value-affine\.{code}"):
            rule(setting, premises, args)


def test_a_falling_image_turns_the_interval_round() -> None:
    proof, step, setting = _step("given-value-affine")
    given = proof.steps[step.premises[0]].conclusion
    assert isinstance(given, GivenValue)
    minus, zero = Integer(-1), Integer(0)
    premises = (given, Sign(minus, "-", NUMBERS), Defined(zero, NUMBERS))
    image = given_value_affine_rule(setting, premises, (minus, zero))
    assert isinstance(image, GivenValue)
    [(_, low, high)] = image.law.pieces[0].region.bounds  # type: ignore[union-attr]
    [(_, old_low, old_high)] = given.law.pieces[0].region.bounds  # type: ignore[union-attr]
    assert (low, high) == (-old_high, -old_low)


def test_every_part_of_what_is_put_back_is_needed() -> None:
    proof, step, setting = _step("given-value-put-back")
    known = proof.steps[step.premises[0]].conclusion
    letter, body = step.args
    x = setting.claim.variables[0]
    rule = given_value_put_back_rule
    assert rule(setting, (known,), step.args) == step.conclusion
    for premises, args, code in (
        ((), step.args, "premises"),
        ((known, known), step.args, "premises"),
        ((known,), (letter,), "args"),
        ((known,), (letter, body + 1), "subject"),
        ((known,), (x, body.xreplace({letter: x})), "letter"),
        ((known,), (whole("k"), body), "letter"),
        ((known,), (setting.scope.names[0], body), "letter"),
        ((known,), (letter, sign(letter) * body), "continuous"),
        ((step.conclusion,), step.args, "subject"),
    ):
        with pytest.raises(RuleError, match=rf"given-value-put-back\.{code}"):
            rule(setting, premises, args)


def test_a_planted_image_without_the_sign(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without it the ends of a falling map's image may stand in the wrong order."""
    proof, step, setting = _step("given-value-affine")
    known = tuple(proof.steps[index].conclusion for index in step.premises)
    with pytest.raises(RuleError, match="slope"):
        given_value_affine_rule(setting, (known[0], *known[2:]), step.args)
    monkeypatch.setattr(given_image, "require", lambda *_: None)
    wrong = given_value_affine_rule(setting, (known[0], *known[2:]), step.args)
    assert wrong != step.conclusion


def test_a_spoiled_argument_is_no_proof() -> None:
    proof, step, _ = _step("given-value-affine")
    index = proof.steps.index(step)
    wrong = replace(step, args=(step.args[0], step.args[1] + 1))
    steps = (*proof.steps[:index], wrong, *proof.steps[index + 1 :])
    with pytest.raises(Exception, match="given-value-affine"):
        replay(replace(proof, steps=steps), proof.claim)
