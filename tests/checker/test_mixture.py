"""The rule `mixture`: each premise is needed, and must be about the right term and place."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sympy import Integer

from symreparam.checker.replay import replay
from symreparam.derivation.prove import prove
from symreparam.documents.meaning import goals
from symreparam.documents.parse import parse_block
from symreparam.documents.scope_check import check_names
from symreparam.families.table import FAMILY_NAMES
from symreparam.logic.claim import Claim
from symreparam.logic.errors import ProofError
from symreparam.logic.judgement import HasLaw, Integral
from symreparam.logic.proof import Proof
from symreparam.terms.law import Atom, Law

CLAIMS = [
    "let u, v ~ Uniform(0, 1)\nprove u + v ~ Triangular(0, 2, 1)",
    "let u, v ~ Uniform(0, 1)\nprove if(u < v, 1, -1) ~ Rademacher()",
    "let u ~ Uniform(0, 1)\nlet X ~ Exponential(1)\nprove indicator(X < u) ~ Bernoulli(exp(-1))",
    "let u ~ Uniform(0, 1)\nlet B ~ Bernoulli(1/2)\nprove u + B ~ Uniform(0, 2)",
]


def proof_of(text: str) -> tuple[Claim, Proof, int]:
    [found] = goals(check_names(parse_block(text), FAMILY_NAMES))
    assert found.claim is not None
    proof = prove(found.claim)
    at = max(i for i, step in enumerate(proof.steps) if step.rule == "mixture")
    replay(proof, found.claim)
    return found.claim, proof, at


def changed(proof: Proof, at: int, **fields: object) -> Proof:
    step = replace(proof.steps[at], **fields)  # type: ignore[arg-type]
    return replace(proof, steps=(*proof.steps[:at], step, *proof.steps[at + 1 :]))


@pytest.mark.parametrize("text", CLAIMS)
def test_no_premise_can_be_left_out_or_moved(text: str) -> None:
    claim, proof, at = proof_of(text)
    premises = proof.steps[at].premises
    for index in range(len(premises)):
        less = premises[:index] + premises[index + 1 :]
        with pytest.raises(ProofError, match="mixture"):
            replay(changed(proof, at, premises=less), claim)
        twice = (*premises[:index], premises[index], *premises[index:])
        with pytest.raises(ProofError, match="mixture"):
            replay(changed(proof, at, premises=twice), claim)
    if len(premises) > 2:
        swapped = (*premises[:-2], premises[-1], premises[-2])
        if proof.steps[premises[-1]].conclusion != proof.steps[premises[-2]].conclusion:
            with pytest.raises(ProofError):
                replay(changed(proof, at, premises=swapped), claim)


@pytest.mark.parametrize("text", CLAIMS)
def test_the_conclusion_is_the_mixtures_own(text: str) -> None:
    claim, proof, at = proof_of(text)
    known = proof.steps[at].conclusion
    assert isinstance(known, HasLaw) and isinstance(known.law, Law)
    more = replace(known.law, atoms=(*known.law.atoms, Atom(Integer(7), Integer(1))))
    with pytest.raises(ProofError):
        replay(changed(proof, at, conclusion=HasLaw(known.subject, more)), claim)


def test_a_mass_is_the_integral_over_its_part() -> None:
    """A planted integral of another term, or over another part, is no mass."""
    claim, proof, at = proof_of(CLAIMS[1])
    premises = proof.steps[at].premises
    masses = [i for i in premises if isinstance(proof.steps[i].conclusion, Integral)]
    assert len(masses) == 2
    one, two = masses
    for pair in ((one, one), (two, two), (two, one)):
        rest = tuple(i for i in premises if i not in masses)
        with pytest.raises(ProofError):
            replay(changed(proof, at, premises=(*rest, *pair)), claim)


def test_the_fixed_letter_is_new() -> None:
    claim, proof, at = proof_of(CLAIMS[0])
    _, body, point = proof.steps[at].args
    for letter in (point, claim.variables[0]):
        with pytest.raises(ProofError):
            replay(changed(proof, at, args=(letter, body, point)), claim)
