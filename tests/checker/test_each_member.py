"""The rule `not-member-each`: each obligation has a proof that lacks it and is rejected."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sympy import Integer
from tampered import rejected

from symreparam.checker import parts
from symreparam.checker.replay import replay
from symreparam.derivation.refute import refute
from symreparam.logic.codec import proof_from_json, proof_to_json
from symreparam.logic.errors import ProofError
from symreparam.logic.judgement import HasLaw, Member
from symreparam.logic.proof import Proof
from symreparam.pipeline import Options, check_text
from symreparam.pipeline.covering import no_member
from symreparam.pipeline.facts import fails_everywhere, narrowed
from symreparam.rules.table import EACH, PART
from symreparam.terms.law import Named
from symreparam.terms.scope import Relation, parameter

PLAIN = Options(cross_check=False, explain=False)
STUDENT = "let c > 0\nlet c != 1\nlet nu > 0\nlet T ~ StudentT(nu)\nrefute c*T in StudentT for all"


@pytest.fixture(name="proof", scope="module")
def of_students() -> Proof:
    [outcome] = check_text(STUDENT, options=PLAIN)
    assert outcome.proof is not None and outcome.ok
    return outcome.proof


def lemma_of(proof: Proof) -> Proof:
    lemma = proof.steps[-1].args[0]
    assert isinstance(lemma, Proof)
    return lemma


def test_no_member_fits_and_the_proof_stays_one_when_stored(proof: Proof) -> None:
    assert [step.rule for step in proof.steps] == [EACH] and proof.at == ()
    assert any(step.rule == PART for step in lemma_of(proof).steps)
    assert replay(proof_from_json(proof_to_json(proof)), proof.claim).refuted


def test_members_of_all_parameter_values_are_looked_at(proof: Proof) -> None:
    lemma = lemma_of(proof)
    claim = lemma.claim
    *known, (last, domain) = claim.scope.symbols
    few = parameter(last.name, replace(domain, lower=Integer(1)))
    goal = replace(claim.law_goal, law=Named("StudentT", (few,)))
    scope = replace(
        claim.scope,
        symbols=(*known, (few, replace(domain, lower=Integer(1)))),
        point=(*claim.scope.point[:-1], (few, Integer(2))),
    )
    changed = replace(lemma, claim=replace(claim, goal=goal, scope=scope))
    rejected(proof, "not-member-each.domains", args=(changed,))
    none = replace(lemma, claim=replace(claim, scope=replace(claim.scope, symbols=tuple(known))))
    rejected(proof, "not-member-each.domains", args=(none,))
    fewer = replace(claim.scope, symbols=claim.scope.symbols[1:])
    without = replace(lemma, claim=replace(claim, scope=fewer))
    rejected(proof, "not-member-each.parameters", args=(without,))


def test_the_lemma_assumes_no_relation_of_its_own(proof: Proof) -> None:
    claim = lemma_of(proof).claim
    _, nu, own = claim.scope.names
    inside = narrowed(claim, (Relation(nu, "<", own),))
    assert inside is not None
    found = fails_everywhere(inside)
    assert found is not None
    rejected(proof, "not-member-each.relations", args=(found.proof,))


def test_the_lemma_fails_at_every_value_for_the_goal(proof: Proof) -> None:
    claim = lemma_of(proof).claim
    somewhere = refute(claim)
    assert somewhere is not None and somewhere.at
    rejected(proof, "not-member-each.everywhere", args=(somewhere,))
    subject = claim.law_goal.subject + 100
    other = fails_everywhere(replace(claim, goal=HasLaw(subject, claim.law_goal.law)))
    assert other is not None
    rejected(proof, "not-member-each.lemma", args=(other.proof,))
    nested = replace(
        lemma_of(proof), steps=(*lemma_of(proof).steps, replace(proof.steps[-1], premises=()))
    )
    rejected(proof, "not-member-each.lemma", args=(nested,))


def test_only_memberships_of_families_of_one_form_are_refuted_so(proof: Proof) -> None:
    goal = Member(
        proof.claim.law_goal.subject
        if isinstance(proof.claim.goal, HasLaw)
        else proof.claim.goal.subject,
        "NoSuchFamily",
    )  # type: ignore[union-attr]
    claim = replace(proof.claim, goal=goal)
    with pytest.raises(ProofError):
        replay(replace(proof, claim=claim))
    one = replace(proof.claim, goal=HasLaw(goal.subject, lemma_of(proof).claim.law_goal.law))
    with pytest.raises(ProofError):
        replay(replace(proof, claim=one))


@pytest.mark.parametrize(
    "block",
    [
        "let c > 0\nlet nu > 0\nlet T ~ StudentT(nu)\nrefute c*T in StudentT for all",
        "let a > 0\nlet X ~ Exponential(a)\nrefute X in Gamma for all",
        "let s > 0\nlet T ~ StudentT(3)\nrefute T^2/s in FDistribution for all",
    ],
)
def test_what_is_a_member_somewhere_has_no_such_proof(block: str) -> None:
    [outcome] = check_text(block, options=PLAIN)
    assert outcome.claim is not None and not outcome.ok
    assert no_member(outcome.claim) is None


@pytest.mark.parametrize(
    "block",
    [
        "let a > 0\nlet X ~ Exponential(a)\nrefute floor(X) in Geometric for all",
        "let e ~ Normal(0, 1)\nlet V ~ ChiSquared(5)\nrefute e/sqrt(V) in StudentT",
    ],
)
def test_no_member_in_other_families(block: str) -> None:
    [outcome] = check_text(block, options=PLAIN)
    assert outcome.verdict == "refuted" and outcome.ok and outcome.proof is not None
    assert replay(outcome.proof, outcome.claim).refuted


def test_a_planted_rule_that_trusts_its_lemma_is_caught(
    proof: Proof, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A rule that does not ask whether the lemma fails everywhere takes any refutation."""
    somewhere = refute(lemma_of(proof).claim)
    assert somewhere is not None and somewhere.at
    last = replace(proof.steps[-1], args=(somewhere,))
    monkeypatch.setattr(parts, "fails_everywhere", lambda *given: None)
    assert replay(replace(proof, steps=(*proof.steps[:-1], last))).refuted
    monkeypatch.undo()
    rejected(proof, "not-member-each.everywhere", args=(somewhere,))
