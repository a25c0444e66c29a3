"""expectation-events: claims, each obligation's reject, planted versions."""

from __future__ import annotations

import pytest
from plain_builder import claim_of
from sympy import And, Expr, Ge, Gt, Integer, Le, Lt, Max, Min, Or, Rational

from symreparam.checker.replay import replay
from symreparam.derivation.builder import Builder
from symreparam.derivation.expectation import mean_step
from symreparam.logic.codec import proof_from_json, proof_to_json
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import Expectation
from symreparam.pipeline import check_text
from symreparam.rules import independent_events
from symreparam.rules.independent_events import conjuncts, expectation_events_rule
from symreparam.terms.events import indicator

THREE = "let U, V, W ~ Uniform(0, 1)\n"
ALL = f"{THREE}prove P(min(U, V, W) > 1/2) = 1/8"
HALF = Rational(1, 2)
TRUE = [
    f"{THREE}prove P(U > 1/2 and V > 1/3 and W < 1/4) = 1/12",
    f"{THREE}prove P(min(U, V) > 1/2 and min(V, W) > 1/2) = 1/8",
    f"{THREE}prove P(max(U, V, W) < 1/2 and min(U, V, W) > 1/4) = 1/64",
    f"{THREE}prove P(2*max(U, V) + 1 <= 2 and V > 1/4) = 1/8",
    f"{THREE}prove P(U < V and W > 1/2) = 1/4",
    "let t > 0\nlet X, Y ~ Exponential(1)\nprove P(2*min(X, Y) >= t) = exp(-t)",
    "let N ~ Poisson(2)\nlet X ~ Normal(0, 1)\nprove P(N = 0 and X > 0) = exp(-2)/2",
]
FALSE = [
    f"{THREE}refute P(min(U, V) > 1/2 and min(V, W) > 1/2) = 1/16",
    f"{THREE}refute P(U > 1/2 and V > 1/2 and U > 1/3) = 1/6",
    f"{THREE}refute P(max(U, V) > 1/2) = 1/4",
    f"{THREE}refute P(min(U, V) < 1/2) = 1/4",
]


@pytest.mark.parametrize("text", TRUE)
def test_proved(text: str) -> None:
    [found] = check_text(text)
    assert found.verdict == "proved", found.reason
    assert "expectation-events" in {step.rule for step in found.proof.steps}
    assert not replay(proof_from_json(proof_to_json(found.proof)), found.claim).refuted


@pytest.mark.parametrize("text", FALSE)
def test_refuted(text: str) -> None:
    [found] = check_text(text)
    assert (found.verdict, found.ok) == ("refuted", True), found.reason


def test_extremes_are_taken_apart_where_all_of_them_are_meant() -> None:
    u, v, w = claim_of(ALL).variables
    assert set(conjuncts(And(Min(u, v) > HALF, Max(v, w) < 1))) == {
        *(Gt(u, HALF), Gt(v, HALF), Lt(v, 1), Lt(w, 1)),
    }
    assert set(conjuncts(Le(w, Min(u, v)))) == {Ge(u, w), Ge(v, w)}
    assert set(conjuncts(Ge(1 - 2 * Max(u, v), w))) == {Le(u, HALF - w / 2), Le(v, HALF - w / 2)}
    assert set(conjuncts(Gt(Min(u, Max(v, w)), HALF))) == {Gt(u, HALF), Gt(Max(v, w), HALF)}
    for whole in (Gt(Max(u, v), HALF), Lt(Min(u, v), HALF), Gt(-Min(u, v), w), Or(u > v, u > w)):
        assert list(conjuncts(whole)) == [whole]


def share(builder: Builder, condition: object) -> Expectation:
    known = builder.conclusion(mean_step(builder, indicator(And(condition))))
    assert isinstance(known, Expectation)
    return known


def test_every_part_is_needed() -> None:
    builder = Builder(claim_of(ALL))
    u, v, w = builder.claim.variables
    one, two, more = share(builder, u > HALF), share(builder, v > HALF), share(builder, w > HALF)
    body = indicator(And(Min(u, v) > HALF))
    setting = builder.setting
    found = expectation_events_rule(setting, (one, two), (body,))
    assert found == Expectation(body, Rational(1, 4))

    def code(*premises: object, event: Expr = body) -> str:
        with pytest.raises(RuleError) as caught:
            expectation_events_rule(setting, premises, (event,))
        return caught.value.code

    assert code() == "expectation-events.premises"
    assert code(one) == "expectation-events.event"
    assert code(one, two, more) == "expectation-events.event"
    assert code(one, more) == "expectation-events.event"
    assert code(one, share(builder, u > Rational(1, 3)), two) == "expectation-events.shared"
    assert code(one, two, event=indicator(And(Max(u, v) > HALF))) == "expectation-events.event"
    assert code(one, two, event=indicator(And(Min(u, v) >= HALF))) == "expectation-events.event"
    assert code(one, two, event=indicator(And(Min(u, v) > Rational(1, 3)))).endswith("event")
    assert code(one, two, event=u * v) == "expectation-events.event"
    assert code(one, Expectation(v, HALF)) == "expectation-events.event"


def test_planted_versions_prove_falsehoods(monkeypatch: pytest.MonkeyPatch) -> None:
    builder = Builder(claim_of(ALL))
    u, v, _ = builder.claim.variables
    low, high = share(builder, u > HALF), share(builder, u > Rational(1, 3))
    both = indicator(And(u > HALF, u > Rational(1, 3)))
    with pytest.raises(RuleError, match="shared"):
        expectation_events_rule(builder.setting, (low, high), (both,))
    with monkeypatch.context() as planted:
        planted.setattr(independent_events, "no_common_variable", lambda *_: None)
        wrong = expectation_events_rule(builder.setting, (low, high), (both,))
        assert wrong.value == Rational(1, 3)  # it is 1/2
    monkeypatch.setattr(independent_events, "Min", Max)
    event = indicator(And(Max(u, v) > HALF))
    premises = (low, share(builder, v > HALF))
    wrong = expectation_events_rule(builder.setting, premises, (event,))
    assert wrong.value == Rational(1, 4)  # it is 3/4
    assert Integer(1) - share(builder, Max(u, v) <= HALF).value == Rational(3, 4)
