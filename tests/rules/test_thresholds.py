"""The rules `expectation-threshold` and `event-law`: binary draws, laws of indicators; rejects."""

from __future__ import annotations

from functools import partial

import pytest
from plain_builder import claim_of
from settled import fails, holds
from sympy import Integer, Piecewise, exp

from symreparam.derivation.builder import Builder
from symreparam.derivation.draw_means import threshold_step
from symreparam.derivation.expectation import mean_step
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import Expectation, HasLaw
from symreparam.rules.thresholds import threshold_of
from symreparam.terms.events import indicator
from symreparam.terms.scope import variable, whole

LETS = """let a, b, lam, s > 0
let m real
let -1 < r < 1
let z ~ Normal(m, s)
let P ~ Beta(a, b)
let W ~ Exponential(lam)
let B ~ Bernoulli(Phi(z))
let C ~ Bernoulli(P)
let D ~ Bernoulli(exp(-W))
let U, V ~ Uniform(0, 1)
let X, Y ~ Normal(0, 1)
"""
TRUE = [
    "B ~ Bernoulli(Phi(m/sqrt(1 + s^2)))",
    "Cov(C, P) = a*b/((a + b)^2*(a + b + 1))",
    "E(D*W) = lam/(1 + lam)^2",
    "indicator(U < V^2) ~ Bernoulli(1/3)",
    "indicator(X > 0 and r*X + sqrt(1 - r^2)*Y > 0) ~ Bernoulli(1/4 + asin(r)/(2*pi))",
]
FALSE = [
    "B ~ Bernoulli(Phi(m))",
    "D ~ Bernoulli(1/(1 + lam))",
    "E(D*W) = 1/(1 + lam)^2",
    "indicator(U < V^2) ~ Bernoulli(2/3)",
    "indicator(X > 0 and r*X + sqrt(1 - r^2)*Y > 0) ~ Bernoulli(1/4 + asin(r)/pi)",
]


@pytest.mark.parametrize("claim", TRUE)
def test_true(claim: str) -> None:
    holds(LETS, claim)


@pytest.mark.parametrize("claim", FALSE)
def test_false(claim: str) -> None:
    fails(LETS, claim)


def started(laws: str, event: str) -> tuple[Builder, object]:
    one = Builder(claim_of(f"{laws}\nprove E({event}) = 0"))
    [letter] = one.claim.goal.means  # type: ignore[union-attr]
    return one, letter.body


EXP = "let W ~ Exponential(1)\nlet U ~ Uniform(0, 1)\nlet V ~ Uniform(0, 2)"


def rejected(one: Builder, rule: str, premises: tuple[int, ...], args, code: str) -> None:
    with pytest.raises(RuleError) as caught:
        one.add(rule, premises, args)
    assert caught.value.code == f"{rule}.{code}"


def test_obligations_of_a_threshold() -> None:
    one, event = started(EXP, "indicator(U <= exp(-W)) + V")
    event = next(iter(event.atoms(Piecewise)))  # type: ignore[attr-defined]
    w, u, v = one.claim.variables
    step = one.steps[threshold_step(one, event, w, lambda body: mean_step(one, body))]
    rule, premises, args = step.rule, step.premises, step.args
    mean, low, high = premises
    assert one.conclusion(one.add(rule, premises, args)).body == event * w  # type: ignore[union-attr]
    rejected(one, rule, (mean, low), args, "range")
    rejected(one, rule, (mean, high), args, "range")
    rejected(one, rule, (), args, "premises")
    rejected(one, rule, (low, mean, high), args, "mean")
    rejected(one, rule, premises, (event, Integer(1)), "mean")
    rejected(one, rule, premises, (event, u), "shared")
    rejected(one, rule, premises, (event,), "args")
    rejected(one, rule, premises, (indicator(w < exp(-u)), w), "uniform")
    rejected(one, rule, premises, (indicator(v < exp(-w)), w), "uniform")
    for other in (exp(-w), indicator(u < exp(-u)), indicator(exp(-w) < u)):
        rejected(one, rule, premises, (other, w), "event")


def test_a_threshold_lies_between_0_and_1() -> None:
    for height in ("2*exp(-W)", "exp(-W) - 1/2", "V"):
        one, event = started(EXP, f"indicator(U < {height})")
        with pytest.raises(RuleError):
            threshold_step(one, event, Integer(1), partial(mean_step, one))


def test_what_is_a_threshold() -> None:
    one, _ = started(EXP, "indicator(U < exp(-W)) + V")
    w, u, _ = one.claim.variables
    assert threshold_of(indicator(u < exp(-w)), one.claim.variables) == (u, exp(-w))
    assert threshold_of(indicator(u > exp(-w)), one.claim.variables) is None
    assert threshold_of(indicator(u < Integer(1) / 2), one.claim.variables) is None


def test_obligations_of_the_law_of_an_indicator() -> None:
    one, event = started(EXP, "indicator(U < exp(-W)) + V")
    event = next(iter(event.atoms(Piecewise)))  # type: ignore[attr-defined]
    known = threshold_step(one, event, Integer(1), lambda body: mean_step(one, body))
    value = one.conclusion(known).value  # type: ignore[union-attr]
    law = one.conclusion(one.add("event-law", (known,), (variable("z"),)))
    assert isinstance(law, HasLaw)
    masses = {atom.point: atom.mass for atom in law.law.atoms}  # type: ignore[union-attr]
    assert masses == {Integer(0): 1 - value, Integer(1): value}
    rejected(one, "event-law", (), (variable("z"),), "premises")
    rejected(one, "event-law", (known, known), (variable("z"),), "premises")
    rejected(one, "event-law", (known,), (), "args")
    rejected(one, "event-law", (known,), (whole("z"),), "args")
    rejected(one, "event-law", (known,), (one.claim.variables[0],), "letter")
    mean = mean_step(one, one.claim.variables[2])
    assert isinstance(one.conclusion(mean), Expectation)
    rejected(one, "event-law", (mean,), (variable("z"),), "event")
