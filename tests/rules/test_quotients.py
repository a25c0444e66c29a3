"""expectation-quotient: claims, each obligation's reject, a planted version."""

from __future__ import annotations

from dataclasses import replace

import pytest
from plain_builder import claim_of
from sympy import And, Eq, Integer, Rational, oo

from symreparam.checker.replay import replay
from symreparam.derivation.builder import Builder
from symreparam.derivation.quotients import quotient_step
from symreparam.logic.codec import proof_from_json, proof_to_json
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import Expectation, Sign
from symreparam.pipeline import check_text
from symreparam.rules import quotients
from symreparam.rules.quotients import divided, expectation_quotient_rule
from symreparam.terms.events import indicator
from symreparam.terms.region import interval
from symreparam.terms.scope import variable

THREE = "let U, V, W ~ Uniform(0, 1)\n"
TRUE = [
    f"{THREE}prove P(U^2 > 4*V*W) = 5/36 + log(2)/6",
    f"{THREE}prove P(V^2 < U^3) = 2/5",
    f"{THREE}prove P(2*V < U^2) = 1/6",
]


@pytest.mark.parametrize("text", TRUE)
def test_proved(text: str) -> None:
    [found] = check_text(text)
    assert found.verdict == "proved", found.reason
    assert "expectation-quotient" in {step.rule for step in found.proof.steps}
    assert not replay(proof_from_json(proof_to_json(found.proof)), found.claim).refuted


def test_refuted() -> None:
    assert check_text(f"{THREE}refute P(V^2 < U^3) = 3/5")[0].ok


@pytest.mark.parametrize(
    ("event", "value"), [("X - abs(Y) > 0 and Z > 0", "1/8"), ("X > 0 and s*Y > 0", "1/4")]
)
def test_two_conditions_are_no_two_sides(event: str, value: str) -> None:
    """An event with two parts was taken for a comparison of two products, and ended in an error."""
    lets = "let s > 0\nlet X, Y, Z ~ Normal(0, 1)\n"
    [found] = check_text(f"{lets}prove P({event}) = {value}")
    assert found.verdict == "proved", found.reason


def builder() -> Builder:
    lets = f"{THREE}let X ~ Normal(0, 1)\nlet N ~ Poisson(1)\n"
    return Builder(claim_of(f"{lets}prove P(V < U^2*X*N) = 1/3"))


def mean(steps: Builder, body: object) -> int:
    """Any value: what is told of the quotient is not looked at here."""
    steps.steps.append(replace(steps.steps[0], conclusion=Expectation(body, Rational(1, 3))))
    return len(steps.steps) - 1


def test_every_part_is_needed() -> None:
    steps = builder()
    u, v, x, n = steps.claim.variables
    body = indicator(v < u**2)
    last = steps.steps[quotient_step(steps, body, mean)]
    good = tuple(steps.conclusion(i) for i in last.premises)
    _, below, (letter,) = last.args

    def code(premises: tuple = good, args: tuple = last.args) -> str:
        with pytest.raises(RuleError) as error:
            expectation_quotient_rule(steps.setting, premises, args)
        return error.value.code

    line = interval(letter, -oo, oo)
    for premises, wanted in (
        (good[:1], "premises"),
        ((replace(good[0], body=body), good[1]), "event"),
        ((good[0], replace(good[1], sign=">=")), "positive"),
        ((good[0], replace(good[1], over=line)), "positive"),
        ((good[0], replace(good[1], expr=letter)), "positive"),
    ):
        assert code(premises) == f"expectation-quotient.{wanted}"
    assert code(args=(body, below, ())) == "expectation-quotient.letters"
    assert code(args=(body, u, (letter,))) == "expectation-quotient.event"
    for other in (indicator(Eq(v, u**2)), indicator(And(v < u**2, v > 0)), Integer(1), v):
        with pytest.raises(RuleError, match="order"):
            divided(other, below)
    for other in (v < u, v < u + u**2, v * u < u**2, v**2 < x**3, x**2 < n**2, v**2 < 2):
        with pytest.raises(RuleError):
            quotient_step(steps, indicator(other), mean)


def test_a_planted_rule_for_any_sign(monkeypatch: pytest.MonkeyPatch) -> None:
    """Divided by a negative term a comparison is turned round: P(V < X) is not P(V/X < 1)."""
    steps = builder()
    _, v, x, _ = steps.claim.variables
    letter = variable("x_1")
    body = indicator(v < x)
    known = Expectation(divided(body, x), Rational(1, 3))
    sign = Sign(letter, "+", interval(letter, Integer(0), oo))
    with pytest.raises(RuleError, match="positive"):
        expectation_quotient_rule(steps.setting, (known, sign), (body, x, (letter,)))
    monkeypatch.setattr(quotients, "supports", lambda setting, swap: sign.over)
    found = expectation_quotient_rule(steps.setting, (known, sign), (body, x, (letter,)))
    assert found == Expectation(body, Rational(1, 3))
