"""Equations of means, divergences and entropies of vectors of symbolic size, through one index."""

from __future__ import annotations

from dataclasses import replace

from sympy import Integer

from symreparam.derivation.builder import Builder
from symreparam.derivation.equations import refuter
from symreparam.documents.meaning_state import Goal
from symreparam.logic.claim import Claim
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import Fails, FailsAt, Holds, SumsEquation
from symreparam.logic.proof import Proof, Step
from symreparam.logic.verdict import Outcome
from symreparam.pipeline.checked import replayed
from symreparam.pipeline.equations import judge_equation
from symreparam.pipeline.witness import witness_of
from symreparam.rules.instance import instantiate
from symreparam.rules.sums import at_index, terms_of
from symreparam.terms.region import NUMBERS
from symreparam.terms.scope import Relation


def judge_sums(goal: Goal, claim: Claim, start: Outcome) -> Outcome:
    """The verdict on the terms at any index, carried over by a step of its own."""
    whole = claim.goal
    assert isinstance(whole, SumsEquation)
    terms = [term for letter in whole.means for term in terms_of(letter)]
    random = set(claim.variables) - set(whole.indexed)
    shared = sorted({str(s) for term in terms for s in term.free_symbols & random})
    if shared:
        reason = f"the components share {', '.join(shared)}"
        return replace(start, verdict="undecided", reason=reason)
    try:
        one = replace(claim, goal=at_index(whole, claim))
    except RuleError as error:
        construct = f"an equation that is not linear in sums over all indices ({error.detail})"
        return replace(start, verdict="unsupported", reason=construct)
    found = judge_equation(goal, one, replace(start, claim=one))
    if found.proof is None or found.verdict not in ("proved", "refuted"):
        return replace(found, claim=claim)
    proof: Proof | None = found.proof
    last = found.proof.steps[-1].conclusion
    if isinstance(last, FailsAt):
        # the sums are refuted at these values put in from the start
        proof = refuter(one)(last.values)
    carried = None if proof is None else replayed(_carried(proof, claim), claim)
    if carried is None:
        reason = "the terms at one index are settled, and not their sums"
        return replace(start, verdict="undecided", reason=reason)
    witness = witness_of(carried) if found.verdict == "refuted" else None
    return replace(found, claim=claim, proof=carried, witness=witness)


def _carried(proof: Proof, claim: Claim) -> Proof | None:
    """The proof about one index with a last step about the sums."""
    current = instantiate(claim, proof.at)
    whole = current.goal
    assert isinstance(whole, SumsEquation)
    enough = Relation(Integer(1), "<=", whole.size)
    try:
        builder = Builder(claim, proof.at)
        step = builder.steps[builder.holds(enough)]
    except RuleError:
        return None
    if step.conclusion != Holds(enough, NUMBERS) or step.premises:
        return None
    refuted = isinstance(proof.steps[-1].conclusion, Fails)
    rule = "sums-equation-fails" if refuted else "sums-equation"
    place = len(proof.steps)
    last = Step(0, rule, (place - 1, place), (whole,), Fails(whole) if refuted else whole)
    return replace(proof, claim=claim, steps=(*proof.steps, step, last))
