"""The checker: what a proof must be, and every way to spoil one."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace

import pytest
from sympy import Expr, Integer, Rational

from symreparam.checker.replay import replay
from symreparam.logic.errors import ProofError
from symreparam.logic.proof import Proof, SubScope
from symreparam.pipeline import check_text
from symreparam.terms.scope import Relation, variable

CLASSIC = "let mu real\nlet sigma > 0\nlet X ~ Normal(0, 1)\nprove mu + sigma*X ~ Normal(mu, sigma)"
CASES = "let c != 0\nlet X ~ Normal(0, 1)\nprove c*X ~ Normal(0, abs(c))"
BRANCHES = "let X ~ Normal(0, 1)\nprove X^2 ~ Gamma(1/2, 2)"
FALSE = "let s > 0\nlet X ~ Normal(0, 1)\nrefute s*X ~ Normal(0, s^2)"
BLOCKS = {"classic": CLASSIC, "cases": CASES, "branches": BRANCHES, "false": FALSE}


def proof_of(block: str) -> Proof:
    [found] = check_text(block)
    assert found.proof is not None, found.reason
    return found.proof


@pytest.mark.parametrize("name", BLOCKS)
def test_the_engines_proofs_pass(name: str) -> None:
    report = replay(proof_of(BLOCKS[name]))
    assert report.refuted == (name == "false")
    assert "Normal" in report.families


def rejected(proof: Proof) -> str:
    with pytest.raises(ProofError) as caught:
        replay(proof)
    return caught.value.code


def changed(proof: Proof, index: int, **parts: object) -> Proof:
    steps = list(proof.steps)
    steps[index] = replace(steps[index], **parts)
    return replace(proof, steps=tuple(steps))


@pytest.mark.parametrize("name", BLOCKS)
def test_every_conclusion_matters(name: str) -> None:
    """Each expression inside each conclusion, changed, is noticed."""
    proof = proof_of(BLOCKS[name])
    spoiled = 0
    for index, step in enumerate(proof.steps):
        for other in variants(step.conclusion):
            rejected(changed(proof, index, conclusion=other))
            spoiled += 1
    assert spoiled > len(proof.steps)


def variants(value: object) -> list[object]:
    """The value with one of its terms made another."""
    if isinstance(value, Expr):
        return [value + 1] if not value.is_Symbol and value + 1 != value else []
    if isinstance(value, tuple):
        return [
            (*value[:i], other, *value[i + 1 :])
            for i, part in enumerate(value)
            for other in variants(part)
        ]
    if is_dataclass(value):
        return [
            replace(value, **{each.name: other})  # type: ignore[type-var]
            for each in fields(value)
            for other in variants(getattr(value, each.name))
        ]
    return []


@pytest.mark.parametrize("name", BLOCKS)
def test_every_argument_matters(name: str) -> None:
    proof = proof_of(BLOCKS[name])
    for index, step in enumerate(proof.steps):
        for other in variants(step.args):
            rejected(changed(proof, index, args=other))
        if step.args:
            rejected(changed(proof, index, args=step.args[:-1]))
        rejected(changed(proof, index, args=(*step.args, Integer(1))))


@pytest.mark.parametrize("name", BLOCKS)
def test_every_premise_matters(name: str) -> None:
    proof = proof_of(BLOCKS[name])
    for index, step in enumerate(proof.steps):
        for place in range(len(step.premises)):
            fewer = (*step.premises[:place], *step.premises[place + 1 :])
            rejected(changed(proof, index, premises=fewer))


def test_another_claim() -> None:
    proof, other = proof_of(CLASSIC), proof_of(BRANCHES)
    replay(proof, proof.claim)
    with pytest.raises(ProofError, match=r"another claim"):
        replay(proof, other.claim)
    assert rejected(replace(proof, claim=other.claim))


def test_a_reference_forward() -> None:
    proof = proof_of(CLASSIC)
    assert rejected(changed(proof, 3, premises=(5, 6))) == "step.premise"
    assert rejected(changed(proof, 3, premises=(-1, 2))) == "step.premise"


def test_unknown_rules_and_scopes() -> None:
    proof = proof_of(CLASSIC)
    assert rejected(changed(proof, 0, rule="trust-me")) == "step.rule"
    assert rejected(changed(proof, 0, scope=1)) == "step.scope"


def test_unused_scopes_and_steps() -> None:
    proof = proof_of(CLASSIC)
    mu = proof.claim.scope.names[0]
    extra = SubScope(0, Relation(Integer(0), "<", mu))
    assert rejected(replace(proof, scopes=(extra,))) == "proof.scopes"
    doubled = (*proof.steps[:1], *proof.steps)
    assert rejected(replace(proof, steps=doubled))
    assert rejected(replace(proof, steps=())) == "proof.empty"
    assert rejected(replace(proof, steps=proof.steps[:-1]))


def test_cases_must_cover() -> None:
    proof = proof_of(CASES)
    last = proof.steps[-1]
    assert last.rule == "cases"
    for place in range(len(last.premises)):
        fewer = (*last.premises[:place], *last.premises[place + 1 :])
        rejected(changed(proof, len(proof.steps) - 1, premises=fewer))
    same = tuple(replace(scope, relation=proof.scopes[0].relation) for scope in proof.scopes)
    rejected(replace(proof, scopes=same))


def test_symbols_outside_the_scope() -> None:
    proof = proof_of(CLASSIC)
    stranger = variable("stranger")
    goal = replace(proof.claim.goal, subject=proof.claim.goal.subject + stranger)
    assert rejected(replace(proof, claim=replace(proof.claim, goal=goal)))


def test_points_must_lie_in_the_scope() -> None:
    proof = proof_of(CLASSIC)
    mu, sigma = proof.claim.scope.names
    for values in [
        ((mu, Integer(1)), (sigma, Integer(-1))),
        ((mu, Integer(1)),),
        ((mu, Rational(1, 2)), (sigma, sigma)),
    ]:
        scope = replace(proof.claim.scope, point=values)
        assert rejected(replace(proof, claim=replace(proof.claim, scope=scope))) == "claim.scope"


def test_a_refutation_outside_the_scope() -> None:
    proof = proof_of(FALSE)
    [(sigma, _)] = proof.at
    assert rejected(replace(proof, at=((sigma, Integer(-2)),))) == "proof.at"
    assert rejected(replace(proof, at=((sigma, Integer(5)),)))
    assert rejected(replace(proof, at=()))
