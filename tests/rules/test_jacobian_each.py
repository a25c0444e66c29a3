"""Jacobian determinants of maps of vectors of any size, component by component."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sympy import Integer, Rational, Symbol, exp

import symreparam.rules.jacobian_each as module
from symreparam.checker.replay import replay
from symreparam.derivation.builder import Builder
from symreparam.logic.codec import proof_from_json, proof_to_json
from symreparam.logic.errors import ProofError, RuleError
from symreparam.logic.judgement import EachJacobian, Fails, Holds, Sign
from symreparam.pipeline import check_text
from symreparam.render.latex import latex_document
from symreparam.render.text import outcome_text
from symreparam.rules.jacobian_each import (
    gap_of,
    jacobian_each_fails_rule,
    jacobian_each_rule,
    one_index,
)
from symreparam.rules.rule import Setting
from symreparam.terms.region import NUMBERS
from symreparam.terms.scope import Relation, variable

LETS = """let n integer >= 1
let m integer >= 1
let x[1..n], mu[1..n] real
let s[1..n] > 0
let v[1..m] > 0
let a real
let b > a
let c > 0
let y[i = 1..n] = a + (b - a)*sigmoid(x[i])
let w[i = 1..n] = x[i]^3 + x[i]
let e ~ Normal(0, 1)
"""
SLOPE = "prod(sigmoid(x[i])*(1 - sigmoid(x[i])), i = 1..n)"
TRUE = [
    "jacobian(exp(x); x) = exp(sum(x[i], i = 1..n))",
    "jacobian(exp(2*x); x) = 2^n*exp(2*sum(x[i], i = 1..n))",
    "jacobian(mu - s .* x; x) = prod(s[i], i = 1..n)",
    "jacobian(log(s); s) = 1/prod(s[i], i = 1..n)",
    "jacobian(c*x; x) = c^n",
    "jacobian(-x; x) = 1",
    f"jacobian(y; x) = (b - a)^n*{SLOPE}",
    "prod(3*x[i]^2 + 1, i = 1..n) = jacobian(w; x)",
    "jacobian(softplus(x); x) = prod(sigmoid(x[i]), i = 1..n)",
    "jacobian(x^2; x) = 2^n*abs(prod(x[i], i = 1..n))",
]
FALSE = [
    "jacobian(exp(x); x) = prod(x[i], i = 1..n)",
    "jacobian(mu + s .* x; x) = prod(s[i]^2, i = 1..n)",
    "jacobian(mu + s .* x; x) = 1/prod(s[i], i = 1..n)",
    "jacobian(c*x; x) = c^(2*n)",
    f"jacobian(y; x) = {SLOPE}",
    "jacobian(x^2; x) = 2^n*prod(x[i], i = 1..n)",
    "jacobian(s; s) = exp(sum(s[i], i = 1..n))",
]
NO_CLAIMS = [
    "jacobian(x - sum(x[i], i = 1..n)/n; x) = 1",
    "jacobian(x; x) = c",
    "jacobian(x; x) = prod(s[i], i = 1..n) + 1",
    "jacobian(x; x) = s[i]",
    "jacobian(x; x) = sum(s[i], i = 1..n)",
    "jacobian(x; x) = prod(v[i], i = 1..m)",
    "jacobian(x; v) = 1",
    "jacobian(x; c) = 1",
    "jacobian(c; x) = 1",
    "jacobian(x[i]; x) = 1",
    "jacobian(e*x; x) = 1",
    "jacobian(s; s) = sqrt(prod(s[i], i = 1..n))",
]


@pytest.mark.parametrize("claim", TRUE)
def test_proved(claim: str) -> None:
    [found] = check_text(f"{LETS}prove {claim}")
    assert found.verdict == "proved", found.reason
    assert not replay(found.proof, found.claim).refuted
    assert proof_from_json(proof_to_json(found.proof)) == found.proof
    assert "diagonal" in outcome_text(found)
    assert r"\mathrm{prod}" in latex_document(found)


@pytest.mark.parametrize("claim", FALSE)
def test_refuted(claim: str) -> None:
    [found] = check_text(f"{LETS}refute {claim}")
    assert found.verdict == "refuted", found.reason
    assert found.witness is not None and found.witness.parameters
    assert replay(found.proof, found.claim).refuted
    assert outcome_text(found)


@pytest.mark.parametrize("claim", NO_CLAIMS)
def test_what_is_not_settled(claim: str) -> None:
    [found] = check_text(f"{LETS}prove {claim}")
    assert found.verdict in ("unsupported", "error"), (found.verdict, found.reason)
    assert "internal" not in found.reason


# --- the rules ----------------------------------------------------------------------------------
def _settled(claim: str) -> tuple[Setting, EachJacobian]:
    [found] = check_text(f"{LETS}prove {claim}")
    assert isinstance(found.claim.goal, EachJacobian)
    return Setting(found.claim, found.claim.scope), found.claim.goal


def test_what_the_rules_accept_and_reject() -> None:
    setting, goal = _settled(TRUE[0])
    one, enough = one_index(goal), Holds(Relation(Integer(1), "<=", goal.size), NUMBERS)
    positive = Sign(goal.factor, "+", NUMBERS)
    assert jacobian_each_rule(setting, (one, enough), (goal,)) == goal
    for sign in ("+", "-"):  # at all values: all factors are above the claimed ones, or below
        ways = Fails(one), enough, positive, Sign(gap_of(goal), sign, NUMBERS)
        assert jacobian_each_fails_rule(setting, ways, (goal,)) == Fails(goal)
    single = replace(goal, size=Integer(1))
    here = Holds(Relation(Integer(1), "<=", Integer(1)), NUMBERS)
    assert jacobian_each_fails_rule(setting, (Fails(one), here), (single,)) == Fails(single)
    other = replace(one, value=2 * one.value)
    none = replace(enough, relation=Relation(Integer(0), "<=", goal.size))
    half = replace(goal, size=Rational(3, 2))
    fine = Holds(Relation(Integer(1), "<=", Rational(3, 2)), NUMBERS)
    for premises in ((one,), (other, enough), (one, none), (enough, one), (Fails(one), enough)):
        with pytest.raises(RuleError):
            jacobian_each_rule(setting, premises, (goal,))
    with pytest.raises(RuleError, match="whole"):
        jacobian_each_rule(setting, (one, fine), (half,))
    weak = Sign(goal.factor, ">=", NUMBERS)
    for premises in (
        (Fails(one), enough),  # the n-th powers of -2 and 2 may be the same
        (Fails(one), enough, weak),
        # some factors may be above and others below, and the products the same
        (Fails(one), enough, positive),
        (Fails(one), enough, positive, Sign(gap_of(goal), "!=", NUMBERS)),
        (Fails(one), enough, Sign(-goal.factor, "+", NUMBERS)),
        (Fails(other), enough, positive),
        (Fails(one), none, positive),
        (one, enough, positive),
    ):
        with pytest.raises(RuleError):
            jacobian_each_fails_rule(setting, premises, (goal,))


def test_a_planted_index_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    """Planted: any determinant at one index will do."""
    [found] = check_text(f"{LETS}prove {TRUE[0]}")
    goal, proof = found.claim.goal, found.proof
    assert isinstance(goal, EachJacobian) and proof is not None
    false = replace(goal, factor=2 * goal.factor)
    last = replace(proof.steps[-1], args=(false,), conclusion=false)
    claim = replace(found.claim, goal=false)
    planted = replace(proof, claim=claim, steps=(*proof.steps[:-1], last))
    monkeypatch.setattr(module, "one_index", lambda _: one_index(goal))
    assert not replay(planted).refuted
    monkeypatch.undo()
    with pytest.raises(ProofError, match=r"jacobian-each\.index"):
        replay(planted)


def test_claims_of_other_forms_are_rejected() -> None:
    [found] = check_text(f"{LETS}prove {TRUE[0]}")
    goal = found.claim.goal
    assert isinstance(goal, EachJacobian)
    strange = Symbol("strange", real=True)
    for wrong in (
        replace(goal, body=goal.body + strange),
        replace(goal, factor=goal.factor * exp(strange)),
        replace(goal, factor=goal.factor * variable("e")),
        replace(goal, letter=goal.point),
        replace(goal, size=goal.point),
        replace(goal, indexed=(*goal.indexed, strange)),
        replace(goal, body=goal.body + goal.point),
    ):
        with pytest.raises(ProofError):
            replay(replace(found.proof, claim=replace(found.claim, goal=wrong)))


def test_factors_above_and_below_may_have_the_same_product() -> None:
    """2 2 = (2 + 1/2)(2 - 2/5) at b = (1, -1/2): no refutation for all values."""
    lets = """let n integer >= 1
    let b[1..n] != 0
    let x[1..n] real
    let z[i = 1..n] = 2*x[i]
    """
    wrong = "prod(2 + b[i]/(1 + b[i]^2), i = 1..n)"
    [found] = check_text(f"{lets}refute jacobian(z; x) = {wrong} for all")
    claim, goal = found.claim, found.claim.goal
    assert found.verdict != "refuted" and isinstance(goal, EachJacobian)
    one, builder, cases = one_index(goal), Builder(found.claim), []
    letter = next(s for s in claim.scope.names if s.name == "b_i")
    for relation in (Relation(letter, "<", Integer(0)), Relation(Integer(0), "<", letter)):
        builder.enter(relation)
        premises = (builder.sign(gap_of(goal)),)
        cases.append(builder.add("jacobian-fails", premises, (one, NUMBERS)))
        builder.leave()
    fails = builder.join(tuple(cases), (builder.holds(Relation(letter, "!=", Integer(0))),))
    enough = builder.holds(Relation(Integer(1), "<=", goal.size))
    positive = builder.sign_is(goal.factor, "+")
    with pytest.raises(RuleError, match=r"jacobian-each-fails\.premises"):
        builder.add("jacobian-each-fails", (fails, enough, positive), (goal,))
    [same] = check_text(f"{lets}refute jacobian(z; x) = prod(3 + b[i]^2, i = 1..n) for all")
    assert same.verdict == "refuted" and replay(same.proof, same.claim).refuted
