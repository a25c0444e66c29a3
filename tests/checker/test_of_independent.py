"""The rule `of-independent`: each obligation has a proof that lacks it and is rejected."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sympy import Integer, Symbol

from symreparam.checker import of_independent
from symreparam.checker.of_independent import _given
from symreparam.checker.replay import replay
from symreparam.logic.claim import Claim
from symreparam.logic.codec import proof_from_json, proof_to_json
from symreparam.logic.errors import ProofError, RuleError
from symreparam.logic.judgement import Fails, HasLaw
from symreparam.logic.proof import Proof, Step
from symreparam.pipeline import Options, check_text
from symreparam.rules.table import OF_INDEPENDENT
from symreparam.terms.law import Named
from symreparam.terms.scope import variable

PLAIN = Options(cross_check=False, explain=False)
SAMPLE = (
    "let mu real\nlet s > 0\nlet X, Y, Z ~ Normal(mu, s)\nlet m = (X + Y + Z)/3\n"
    "let S = ((X - m)^2 + (Y - m)^2 + (Z - m)^2)/2\n"
)
TRUE = SAMPLE + "prove (m - mu)/sqrt(S/3) ~ StudentT(2)"
FALSE = "let X, Y ~ Normal(0, 1)\nprove (X + Y)/abs(X - Y) ~ StudentT(2)"


def found(text: str) -> Proof:
    [outcome] = check_text(text, options=PLAIN)
    assert outcome.proof is not None
    return outcome.proof


@pytest.fixture(scope="module")
def proof() -> Proof:
    return found(TRUE)


def last(proof: Proof) -> Step:
    assert proof.steps[-1].rule == OF_INDEPENDENT
    return proof.steps[-1]


def rejected(proof: Proof, code: str, claim: Claim | None = None, **changes: object) -> None:
    step = replace(last(proof), **changes)  # type: ignore[arg-type]
    spoiled = replace(proof, steps=(*proof.steps[:-1], step))
    with pytest.raises(ProofError) as caught:
        replay(spoiled, claim)
    assert caught.value.code == f"of-independent.{code}"


@pytest.mark.parametrize(
    "claim",
    [
        "(m - mu)/sqrt(S/3) ~ StudentT(2)",
        "3*(m - mu)^2/S ~ FDistribution(1, 2)",
        "(m - mu)/sqrt(S/3) has density 1/(2 + t^2)^(3/2) for t real",
    ],
)
def test_accepted(claim: str) -> None:
    proof = found(f"{SAMPLE}prove {claim}")
    assert last(proof).conclusion == proof.claim.goal
    assert not replay(proof_from_json(proof_to_json(proof))).refuted


@pytest.mark.parametrize(
    "claim",
    [
        "(m - mu)/sqrt(S/3) ~ StudentT(3)",
        "(m - mu)/sqrt(S) ~ StudentT(2)",
        "3*(m - mu)^2/S ~ FDistribution(2, 1)",
        "m/sqrt(S/3) ~ StudentT(2)",
    ],
)
def test_false_claims_are_refuted(claim: str) -> None:
    [outcome] = check_text(f"{SAMPLE}prove {claim}", options=PLAIN)
    assert outcome.verdict == "refuted"


def test_a_refuted_lemma_refutes_at_its_values() -> None:
    proof = found(FALSE)
    assert isinstance(last(proof).conclusion, Fails)
    assert replay(proof).refuted


def test_the_terms_must_be_independent(proof: Proof) -> None:
    apart, *laws = last(proof).premises
    rejected(proof, "premises", premises=())
    rejected(proof, "independent", premises=(laws[0], *laws))
    rejected(proof, "premises", premises=(apart, laws[0]))


def test_each_term_has_its_own_law(proof: Proof) -> None:
    apart, one, two = last(proof).premises
    rejected(proof, "law", premises=(apart, two, one))
    rejected(proof, "law", premises=(apart, one, apart))


def test_the_variables_are_new_and_different(proof: Proof) -> None:
    names, body, law, lemma = last(proof).args
    assert isinstance(names, tuple)
    one, two = names
    for letters in (
        (one, one),
        (one,),
        (one, variable("X")),
        (one, Symbol("s", positive=True)),
        (one, Symbol(str(two))),
    ):
        rejected(proof, "letters", args=(letters, body, law, lemma))


def test_the_function_has_no_other_variables(proof: Proof) -> None:
    names, _body, law, lemma = last(proof).args
    for stranger in (variable("X"), variable("V_9")):
        rejected(proof, "body", args=(names, stranger, law, lemma))


def test_the_lemma_is_about_these_laws_and_this_function(proof: Proof) -> None:
    names, body, law, lemma = last(proof).args
    assert isinstance(lemma, Proof) and isinstance(names, tuple)
    rejected(proof, "lemma", args=(names, names[0], law, lemma))
    rejected(proof, "lemma", args=(names, body, Named("StudentT", (Integer(3),)), lemma))
    rejected(proof, "lemma", args=(names, body, law, proof))
    rejected(proof, "lemma", args=(names, body, law, law))
    one, two = lemma.claim.hypotheses
    other = replace(two, law=Named("Gamma", (Integer(2), Integer(1))))
    claim = replace(lemma.claim, hypotheses=(one, other))
    rejected(proof, "lemma", args=(names, body, law, replace(lemma, claim=claim)))
    cut = replace(lemma, steps=lemma.steps[:-1])
    rejected(proof, "lemma", args=(names, body, law, cut))
    rejected(proof, "args", args=(names, body, law))


def test_a_lemma_that_fails_at_some_values_proves_nothing(proof: Proof) -> None:
    """With parameters left it is not said where the claim fails."""
    names, body, _law, lemma = last(proof).args
    assert isinstance(lemma, Proof)
    three = Named("StudentT", (Integer(3),))
    goal = HasLaw(lemma.claim.law_goal.subject, three)
    [false] = check_text(
        "let mu real\nlet s > 0\nlet U ~ Normal(0, s/sqrt(3))\nlet V ~ Gamma(1, s^2/3)\n"
        "refute U/sqrt(V) ~ StudentT(3)",
        options=PLAIN,
    )
    assert false.proof is not None
    claim = replace(lemma.claim, goal=goal)
    mu = claim.scope.names[0]
    wide = replace(false.proof.claim, scope=claim.scope, hypotheses=claim.hypotheses)
    refuted = replace(false.proof, claim=wide, at=((mu, Integer(0)), *false.proof.at))
    assert replay(refuted, claim).refuted
    rejected(proof, "refuted", args=(names, body, three, refuted))


def test_the_premises_hold_for_the_whole_claim(proof: Proof) -> None:
    with pytest.raises(RuleError) as caught:
        _given(replace(last(proof), scope=1), proof, set(proof.claim.scope.names))
    assert caught.value.code == "of-independent.scope"


def test_the_laws_have_no_random_parameters(proof: Proof) -> None:
    """Their letters are parameters of the claim; here none is allowed."""
    with pytest.raises(RuleError) as caught:
        _given(last(proof), proof, set())
    assert caught.value.code == "of-independent.law"


def test_a_planted_version_is_caught(proof: Proof, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without its own look at the laws the lemma is still the claim for other ones."""
    apart, one, _ = last(proof).premises
    monkeypatch.setattr(of_independent, "require", lambda *_: None)
    step = replace(last(proof), premises=(apart, one, one))
    with pytest.raises(ProofError) as caught:
        replay(replace(proof, steps=(*proof.steps[:-1], step)))
    assert caught.value.code == "of-independent.lemma"
