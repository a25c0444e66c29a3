"""The rule `holds-part`: each obligation has a proof that lacks it and is rejected."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sympy import Integer, Symbol
from tampered import rejected

from symreparam.checker.replay import replay
from symreparam.derivation.builder import Builder
from symreparam.derivation.held import held_step
from symreparam.derivation.instances import instances
from symreparam.logic.claim import Claim
from symreparam.logic.codec import proof_from_json, proof_to_json
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import Equation
from symreparam.logic.proof import Proof
from symreparam.pipeline import Options, check_text
from symreparam.rules.table import HELD
from symreparam.terms.scope import Relation

LETS = """let 0 < p < 1
let 0 <= c <= 1
let n integer
let X ~ Geometric(p)
let T ~ Triangular(0, 1, c)
let U ~ Uniform(0, 1)
let integer 1 <= k <= 6
let A ~ Die(6)
"""
TAIL = "P(X > n) = if(n < 0, 1, (1 - p)^n)"


@pytest.mark.parametrize(
    "goal",
    [TAIL, "P(T <= c) = c", "E(T) = (1 + c)/3", "P(A <= k) = k/6"],
)
def test_true_claims(goal: str) -> None:
    assert check_text(f"{LETS}prove {goal}")[0].verdict == "proved"


@pytest.mark.parametrize(
    "goal",
    [
        "P(X > n) = if(n < 0, 0, (1 - p)^n)",
        "P(X >= n) = if(n < 0, 1, (1 - p)^n)",
        "P(T <= c) = 1 - c",
        "P(A < k) = k/6",
        "E(T) = (2 + c)/3",
    ],
)
def test_false_claims(goal: str) -> None:
    assert check_text(f"{LETS}refute {goal}")[0].verdict == "refuted"


def settled(text: str) -> Proof:
    [outcome] = check_text(text, options=Options(cross_check=False, explain=False))
    assert outcome.verdict == "proved" and outcome.proof is not None, outcome.reason
    return outcome.proof


@pytest.fixture(scope="module")
def proof() -> Proof:
    return settled(f"{LETS}prove {TAIL}")


def held(proof: Proof) -> int:
    [found] = [index for index, step in enumerate(proof.steps) if step.rule == HELD]
    return found


def with_step(proof: Proof, index: int, **changes: object) -> Proof:
    steps = list(proof.steps)
    steps[index] = replace(steps[index], **changes)  # type: ignore[arg-type]
    return replace(proof, steps=tuple(steps))


def test_it_stays_one_when_stored(proof: Proof) -> None:
    assert not replay(proof_from_json(proof_to_json(proof)), proof.claim).refuted


def test_the_equation_is_one_of_the_scope(proof: Proof) -> None:
    index = held(proof)
    [(symbol, term)] = proof.steps[index].args[0]  # type: ignore[misc]
    lemma = proof.steps[index].args[1]
    for wrong, code in (
        (((symbol, term + 1),), "holds-part.equation"),
        ((), "holds-part.parameters"),
        (((symbol, term), (symbol, term)), "holds-part.parameter"),
        (((Symbol("w"), term),), "holds-part.parameter"),
    ):
        rejected(with_step(proof, index, args=(wrong, lemma)), code)
    rejected(with_step(proof, index, args=(proof.steps[index].args[0],)), "holds-part.args")
    for premises in ((0,), (0, 1), (0, 1, 2)):
        rejected(with_step(proof, index, premises=premises), "holds-part.premises")


def test_another_case_has_not_the_equation(proof: Proof) -> None:
    index = held(proof)
    others = {step.scope for step in proof.steps} - {0, proof.steps[index].scope}
    for scope in others:
        rejected(with_step(proof, index, scope=scope), "holds-part.equation")


def test_the_lemma_is_a_proof_of_this_claim_and_assumes_no_more(proof: Proof) -> None:
    index = held(proof)
    equations, lemma = proof.steps[index].args
    assert isinstance(lemma, Proof)
    other = settled("let 0 < p < 1\nlet X ~ Geometric(p)\nprove P(X > 1) = 1 - p")
    rejected(with_step(proof, index, args=(equations, other)), "holds-part.lemma")
    [false] = check_text(f"{LETS}prove P(X > n) = if(n <= 0, 2, (1 - p)^n)")
    assert false.verdict == "refuted" and false.proof is not None
    rejected(with_step(proof, index, args=(equations, false.proof)), "holds-part.parameters")
    symbol = lemma.claim.scope.names[0]
    narrow = replace(lemma.claim.scope, relations=(Relation(symbol, "<", Integer(1) / 2),))
    narrow = replace(narrow, point=())
    less = replace(lemma, claim=replace(lemma.claim, scope=narrow))
    rejected(with_step(proof, index, args=(equations, less)), "holds-part.relations")


def test_a_refuted_lemma_proves_nothing(proof: Proof) -> None:
    index = held(proof)
    equations, lemma = proof.steps[index].args
    assert isinstance(lemma, Proof)
    values = next(iter(instances(lemma.claim)))
    rejected(
        with_step(proof, index, args=(equations, replace(lemma, at=values))), "holds-part.lemma"
    )
    fewer = replace(lemma, steps=lemma.steps[:-1])
    rejected(with_step(proof, index, args=(equations, fewer)), "holds-part.lemma")


def test_nothing_is_taken_for_a_number_that_is_none() -> None:
    """U/(1 + 1/s) has no meaning at s = 0, though SymPy puts 0 there."""
    claim = settled("let s >= 0\nlet U ~ Uniform(0, 1)\nprove E(U*s) = s/2").claim
    goal, [s], [u] = claim.goal, claim.scope.names, claim.variables
    assert isinstance(goal, Equation)
    mean = replace(goal.means[0], body=u/(1 + 1/s))
    wide = replace(claim, goal=replace(goal, right=s/(2*s + 2), means=(mean,)))
    builder = Builder(wide)
    builder.enter(Relation(s, "=", Integer(0)))
    from symreparam.derivation.equation_cases import prove_in_cases

    step = held_step(builder, lambda there: prove_in_cases(there, lemmas=False))
    unsafe = Proof(wide, (), tuple(builder.narrower), (builder.steps[step],))
    rejected(unsafe, "holds-part.defined")


def test_a_scope_without_a_value_has_no_such_step() -> None:
    claim: Claim = settled("let s > 0\nlet U ~ Uniform(0, 1)\nprove E(s*U) = s/2").claim
    builder = Builder(claim)
    with pytest.raises(RuleError, match=r"holds-part\.equation"):
        held_step(builder, lambda there: Proof(there, (), (), ()))


def test_a_whole_number_between_neighbours_is_known_by_both_bounds() -> None:
    found = settled(f"{LETS}prove P(A <= k) = k/6")
    places = [i for i, step in enumerate(found.steps) if step.rule == HELD and step.premises]
    assert places
    for place in places:
        one, two = found.steps[place].premises
        for wrong in ((one, one), (two, two)):
            rejected(with_step(found, place, premises=wrong), "holds-part.between")
        rejected(with_step(found, place, premises=()), "holds-part.equation")
    # the bounds hold in their own case alone
    first = found.steps[places[0]].premises
    assert found.steps[places[0]].scope != found.steps[places[-1]].scope
    rejected(with_step(found, places[-1], premises=first), "holds-part.premises")
